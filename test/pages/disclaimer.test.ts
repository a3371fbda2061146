/** The disclaimer stands on every page and every embed; whole, where there is clinical content. What the foot says is true. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHORT_DISCLAIMER } from '../../components/disclaimer.ts';
import { DISCLAIMER, RULES } from '../../src/colophon.ts';
import { pages } from './pages.ts';

/** Words of a clinic that no page about models alone would use. */
const CLINICAL = /\b(?:contraindicat|eGFR|dosing|metformin|pharmacogenom|warfarin)/i;

const footOf = (html: string) => /<footer[\s\S]*?<\/footer>/.exec(html)?.[0] ?? '';

test('every page and every embed says in its foot that it is no advice and not signed off', () => {
  for (const { path, html } of pages) expect(footOf(html), path).toContain(SHORT_DISCLAIMER);
});

test('a page with clinical content has the whole disclaimer', () => {
  const clinical = pages.filter(
    ({ path, html }) =>
      !path.startsWith('embed/') &&
      CLINICAL.test(/<main[\s\S]*<\/main>/.exec(html)![0].replace(/<[^>]*>/g, ' ')),
  );
  expect(clinical.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['', 'reference/glossary/', 'reference/measurements/', 'reference/experiments/']),
  );
  for (const { path, html } of clinical) expect(footOf(html), path).toContain(DISCLAIMER);
});

test('and says how old the clinical content is', () => {
  for (const path of ['', 'applications/formulary/', 'part-1/pipeline/', 'reference/glossary/']) {
    expect(footOf(pages.find((page) => page.path === path)!.html), path).toContain(RULES);
  }
});

test('no page claims that its numbers are computed when the site is built', () => {
  for (const { path, html } of pages)
    expect(html.match(/Measured at build|computed when the site is built/g), path).toBeNull();
});

test('every other name of the glossary is written there', () => {
  const { html } = pages.find(({ path }) => path === 'reference/glossary/')!;
  const words = JSON.parse(readFileSync('content/glossary.json', 'utf8')) as {
    id: string;
    also?: string[];
  }[];
  for (const { id, also } of words) {
    expect(html).toContain(`id="def-${id}"`);
    if (also) expect(html).toContain(`Also: ${also.join(', ')}.`);
  }
});
