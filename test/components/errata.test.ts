/** Claims and printed numbers that were checked: what each entry holds, where it leads, and its arithmetic. */
import { describe, expect, test } from 'vitest';
import { errata, READ, VERDICTS, withFindings } from '../../components/text/claims.ts';
import { coursePages } from '../../components/text/coursePages.ts';
import { inline } from '../../components/text/inline.ts';
import { outsideNumbers } from '../../components/text/outside.ts';
import { unreproduced } from '../../components/text/unreproduced.ts';
import { experimentIds } from '../../sim/experiments/index.ts';
import { readPage } from '../../src/plugins/pages.ts';
import { equationsIn } from './equations.ts';

const outside = new Set(outsideNumbers.map(({ id }) => id));

function leads(at: string): boolean {
  const [slug = '', section = ''] = at.split('#');
  return readPage(slug, 'content')?.targets.has(section) ?? false;
}

/** Fields that must stand there, those that may, and no others. */
function hasFields(entry: object, must: string, may: string): void {
  const fields = Object.keys(entry);
  expect(must.split(' ').filter((field) => !fields.includes(field))).toEqual([]);
  expect(fields.filter((field) => !`${must} ${may}`.split(' ').includes(field))).toEqual([]);
}

describe('equations in a sentence', () => {
  const told = (sentence: string) =>
    equationsIn(sentence).map(({ left, right, slack }) => Math.abs(left - right) <= slack);

  test('are found and computed', () => {
    expect(
      equationsIn('As (4 + 6) / 2 = 5 says, so ln(100) = 4.605; x = 3.').map(({ text }) => text),
    ).toEqual(['(4 + 6) / 2 = 5', 'ln(100) = 4.605']);
    expect(told('5.28 / 3.27 = 1.6147; 0.0041 / 2.1936 = 0.19 %; 6 · 405 · 15.6 = 37,908')).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('that are wrong in the last digit are noticed', () => {
    expect(told('5.28 / 3.27 = 1.6148 and 1 − (−2) = 4 and exp(−0.2902) = 74.9 %')).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('a claim of the sources', () => {
  test('stands once, in order, on a page of the course', () => {
    const ids = errata.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const slugs = coursePages.map(({ slug }) => slug);
    for (const { id, page } of errata) expect(slugs, id).toContain(page);
  });

  test.each(errata.map((entry) => [entry.id, entry] as const))('%s is whole', async (_, entry) => {
    hasFields(entry, 'id page source verdict claim correction derivation', 'at measured authority checked');
    expect(Object.keys(VERDICTS)).toContain(entry.verdict);
    for (const text of [entry.source, entry.claim, entry.correction, entry.derivation]) {
      expect(text).toMatch(/\S{3}/);
      const plain = text.replace(/`[^`]*`/g, '');
      expect(inline(plain)).not.toContain('$');
      // Two prices in a sentence are no formula.
      for (const formula of plain.match(/\$[^$]+\$/g) ?? [])
        expect(formula).not.toMatch(/(?<!\\)\b[A-Za-z]{3,}/);
    }
    if (entry.at !== undefined) expect(leads(entry.at), entry.at).toBe(true);
    for (const { text, left, right, slack } of equationsIn(`${entry.correction} ; ${entry.derivation}`))
      expect(Math.abs(left - right), text).toBeLessThanOrEqual(slack);
    for (const [, value] of await withFindings(entry.measured ?? [])) expect(value).toMatch(/\d/);
    // Each clinical correction names who says so, and how that was read.
    expect(entry.authority !== undefined, 'has an authority').toBe(entry.id.startsWith('clinic-'));
    expect(entry.checked !== undefined, 'says how it was read').toBe(entry.authority !== undefined);
    if (entry.checked) expect(Object.keys(READ)).toContain(entry.checked);
  });

  test('is derived with numbers where it is a number', () => {
    expect(errata.flatMap(({ derivation }) => equationsIn(derivation)).length).toBeGreaterThan(60);
  });
});

describe('a printed number that does not come out', () => {
  test('stands once, in order', () => {
    const ids = unreproduced.map(({ id }) => id);
    expect(ids).not.toHaveLength(0);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test.each(unreproduced.map((entry) => [entry.id, entry] as const))('%s is whole', async (_, entry) => {
    hasFields(entry, 'id what printed here how at', 'formula source command');
    expect(entry.printed.filter((id) => !outside.has(id))).toEqual([]);
    expect(entry.printed.length > 0 || (entry.formula !== undefined && entry.source !== undefined)).toBe(
      true,
    );
    expect(leads(entry.at), entry.at).toBe(true);
    expect(entry.here).not.toHaveLength(0);
    await withFindings(entry.here);
    for (const { text, left, right, slack } of equationsIn(entry.how))
      expect(Math.abs(left - right), text).toBeLessThanOrEqual(slack);
    if (entry.command === undefined) return;
    const [, id] = /^npm run -s sim -- run (\S+)$/.exec(entry.command) ?? [];
    expect(experimentIds).toContain(id);
    // The command computes what stands beside it.
    expect(entry.here.some(([, value]) => value.startsWith(`${id}.`))).toBe(true);
  });
});
