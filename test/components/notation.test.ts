/** Each symbol of a numbered equation is explained: under an equation of its page, or by the page of notation. */
import { JSDOM } from 'jsdom';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { coursePages, type Placed } from '../../components/text/coursePages.ts';
import { inline, inlineTex } from '../../components/text/inline.ts';
import { notation, type Written } from '../../components/text/notation.ts';
import { symbols } from '../../components/text/symbols.ts';
import { readPage } from '../../src/plugins/pages.ts';

const isUpright = (node: Element): boolean =>
  node.localName === 'mi' &&
  node.getAttribute('mathvariant') === 'normal' &&
  /^[A-Za-z]$/.test(node.textContent);

/** The letters of a formula without indices, accents and names of functions: "L script", "s", "PRR". */
function lettersOf(tex: string): Set<string> {
  const letters = new Set<string>();
  const walk = (node: Element): void => {
    const children = [...node.children];
    switch (node.localName) {
      case 'mtext':
      case 'annotation':
        return;
      case 'msub':
      case 'munder':
      case 'mover':
        walk(children[0]!);
        return;
      case 'msubsup':
      case 'munderover':
        walk(children[0]!);
        walk(children[2]!);
        return;
      case 'mi': {
        // A function is followed by the sign of its application: log, clip, softmax.
        if (/\u2061/.test(`${node.textContent}${node.nextElementSibling?.textContent}`)) return;
        const letter = node.textContent.normalize('NFKD').replace(/\p{M}/gu, '');
        if (!/\p{L}/u.test(letter)) return;
        const variant = node.getAttribute('mathvariant') ?? '';
        const script = variant === 'script' || variant === 'double-struck' ? ` ${variant}` : '';
        letters.add(letter + script);
        return;
      }
      default:
        // A name of several upright letters is one symbol: PRR.
        if (children.length > 1 && children.every(isUpright)) letters.add(node.textContent);
        else children.forEach(walk);
    }
  };
  const mathml = katex.renderToString(tex, { output: 'mathml', displayMode: true, strict: 'error' });
  walk(JSDOM.fragment(mathml).firstElementChild!);
  return letters;
}

const union = (rows: readonly Written[]): Set<string> =>
  new Set(rows.flatMap(({ symbol }) => [...lettersOf(symbol)]));

const everywhere = union(notation.everywhere);
const formsOf = ({ attributes }: Placed) =>
  [attributes['tex'], attributes['phone']].filter((form): form is string => typeof form === 'string');

const equations = coursePages.flatMap((page) =>
  page.components
    .filter(({ name }) => name === 'Equation')
    .map((equation) => ({ name: `${page.slug}#${String(equation.attributes['id'])}`, page, equation })),
);

/** What the page of an equation explains. */
function explainedOn({ slug, components }: (typeof coursePages)[number]): Set<string> {
  const lists = components.filter(({ name }) => name === 'Where');
  return union([
    ...lists.flatMap(({ attributes }) => attributes['rows'] as readonly Written[]),
    ...notation.on.filter(({ at }) => at.startsWith(`${slug}#`)),
  ]);
}

describe('letters of a formula', () => {
  test.each([
    [String.raw`\mathcal L=-\log\sigma(s_c-s_r)`, ['L script', 'σ', 's']],
    [String.raw`\hat A_t=\operatorname{clip}(\rho_t)^{K}\text{ and }\mathrm{PRR}`, ['A', 'ρ', 'K', 'PRR']],
    [String.raw`\frac{\pi_\theta}{\sum_t e^{z_t/T}}`, ['π', 'e', 'z', 'T']],
  ])('%s', (tex, letters) => {
    expect([...lettersOf(tex)].sort()).toEqual(letters.toSorted());
  });
});

test('equations can be read without rendering', () => {
  expect(equations.length).toBeGreaterThan(60);
  for (const { name, equation } of equations) expect(formsOf(equation), name).not.toHaveLength(0);
});

test.each(equations.map((each) => [each.name, each] as const))('%s is explained', (_, { page, equation }) => {
  const explained = explainedOn(page);
  const missing = formsOf(equation)
    .flatMap((tex) => [...lettersOf(tex)])
    .filter((letter) => !explained.has(letter) && !everywhere.has(letter));
  expect([...new Set(missing)]).toEqual([]);
});

test('what the lists leave out leads to equations, each symbol once', () => {
  const names = new Set(equations.map(({ name }) => name));
  const said = notation.on.map(({ at, symbol }) => `${at} ${symbol}`);
  expect(said).toEqual([...new Set(said)].sort());
  for (const { at, symbol, meaning } of notation.on) {
    expect(names, symbol).toContain(at);
    // It stands in that equation: the entry has not outlived it.
    const { equation } = equations.find(({ name }) => name === at)!;
    const inIt = new Set(formsOf(equation).flatMap((tex) => [...lettersOf(tex)]));
    for (const letter of lettersOf(symbol)) expect(inIt, at).toContain(letter);
    expect(inline(meaning)).not.toContain('$');
  }
  expect(symbols.flatMap(({ meanings }) => meanings).length).toBeGreaterThan(notation.on.length + 100);
});

test('the sources’ words lead to sections', () => {
  for (const { said, here, at } of notation.sources) {
    const [slug = '', section = ''] = at.split('#');
    expect(readPage(slug, 'content')?.targets.has(section), at).toBe(true);
    for (const text of [said, here]) expect(inline(text)).not.toContain('$');
  }
  for (const { symbol, meaning } of notation.everywhere)
    expect(inlineTex(symbol) + inline(meaning)).not.toContain('$');
});
