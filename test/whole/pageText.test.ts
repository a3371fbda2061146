/** A page as text: formulas once, as TeX; tables, lists and code as Markdown; what only a screen needs left out. */
import { expect, test } from 'vitest';
import { mainOf } from '../../src/text/html.ts';
import { pageText } from '../../src/text/pageText.ts';

const text = (inside: string) => pageText(mainOf(`<main>${inside}</main>`));
const katex = (tex: string) =>
  `<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">${tex}</annotation></semantics></math></span><span class="katex-html">x</span></span>`;

test('a formula stands once, as its source', () => {
  expect(text(`<p>Let ${katex('x_1')} be.</p>`)).toBe('Let $x_1$ be.');
  expect(
    text(
      `<div class="equation"><div class="wide-only"><span class="katex-display">${katex('a=b')}</span></div><div class="phone-only"><span class="katex-display">${katex('a')}</span></div><span class="eq-number"><a class="n">7.1</a></span></div>`,
    ),
  ).toBe('$$a=b$$\n\n(7.1)');
});

test('headings keep their numbers, and numbers their distance', () => {
  expect(text('<h2 data-number="7.1">Odds <a class="sl-anchor-link">#</a></h2>')).toBe('## 7.1 Odds');
  expect(text('<figcaption><a class="n">Table 1</a><b>Losses</b></figcaption>')).toBe('Table 1 Losses');
});

test('tables, lists and code are Markdown', () => {
  expect(
    text(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>x|y</td></tr></tbody></table>',
    ),
  ).toBe('| a | b |\n| --- | --- |\n| 1 | x\\|y |');
  expect(text('<ol><li>one</li><li><p>two</p></li></ol>')).toBe('1. one\n2. two');
  expect(text('<pre><code>a\n  b\n</code></pre>')).toBe('```\na\n  b\n```');
});

test('a picture is its words; notes, controls and drawings are not there', () => {
  expect(
    text(
      '<div data-picture role="img" aria-label="Loss falls to 0.2."><svg><text>9</text></svg></div><button>Run</button><span class="note" role="note">Wilson</span><p class="sr-only">x</p>',
    ),
  ).toBe('[Picture: Loss falls to 0.2.]');
});
