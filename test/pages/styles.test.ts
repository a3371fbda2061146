/** What a page brings of style: what it holds itself is little, and KaTeX's sheet comes only with formulas. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pages, ROOT } from './pages.ts';

/** Characters of all style elements; ours are ASCII. */
const inlined = (html: string): number =>
  [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].reduce((sum, [, css]) => sum + css!.length, 0);

test('no page inlines more than 25 kB of style', () => {
  const weights = pages.map(({ path, html }) => ({ path, weight: inlined(html) }));
  console.log(`heaviest: ${Math.max(...weights.map(({ weight }) => weight))} bytes of style in a page`);
  expect(weights.filter(({ weight }) => weight > 25_000)).toEqual([]);
});

test('KaTeX’s sheet stands before the shell’s where there are formulas, and nowhere else', () => {
  for (const { path, html } of pages) {
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"(?! media="print")/g)].map(
      ([, href]) => href!,
    );
    const at = sheets.findIndex((href) => href.includes('katex'));
    expect(at, path).toBe(html.includes('class="katex') ? 0 : -1);
  }
});

test('the sheet of figures comes only with a figure, or with the controls of one in the link maker', () => {
  const assets = join(ROOT, '_astro');
  const sheets = readdirSync(assets).filter(
    (file) => file.endsWith('.css') && readFileSync(join(assets, file), 'utf8').includes('.lab .cap{'),
  );
  expect(sheets, 'one sheet, which all pages with a figure share').toHaveLength(1);
  for (const { path, html } of pages)
    expect(html.includes(`/${sheets[0]}"`), path).toBe(
      /<figure\b[^>]* class="lab[ "]| class="lab maker /.test(html),
    );
});
