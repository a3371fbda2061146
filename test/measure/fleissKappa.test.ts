/** Fleiss' κ against an independent computation, his own table, and its limits. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fleissKappa } from '../../sim/measure/fleissKappa.ts';

interface Reference {
  readonly cases: readonly { readonly counts: number[][]; readonly agreed: number; readonly kappa: number }[];
}

const { cases } = JSON.parse(readFileSync('test/references/fleiss_kappa.json', 'utf8')) as Reference;

test.each(cases)(
  'case %#: as Python finds it by looking at every pair of ratings',
  ({ counts, agreed, kappa }) => {
    const here = fleissKappa(counts);
    expect(Math.abs(here.agreed - agreed)).toBeLessThan(1e-12);
    expect(Math.abs(here.kappa - kappa)).toBeLessThan(1e-12);
  },
);

test('three items by hand: 3–0, 2–1 and 0–3 agree on (1 + ⅓ + 1)/3, by chance (5² + 4²)/9²', () => {
  const { agreed, kappa } = fleissKappa([
    [3, 0],
    [2, 1],
    [0, 3],
  ]);
  expect(agreed).toBeCloseTo(7 / 9, 12);
  expect(kappa).toBeCloseTo((7 / 9 - 41 / 81) / (1 - 41 / 81), 12);
});

test('1 for full agreement on two categories, 0 where there is only one, and no order of items or categories matters', () => {
  expect(
    fleissKappa([
      [3, 0],
      [0, 3],
    ]).kappa,
  ).toBe(1);
  expect(fleissKappa([[3, 0]]).kappa).toBe(0);
  const item = fc.integer({ min: 0, max: 5 }).map((first) => [first, 5 - first]);
  fc.assert(
    fc.property(fc.array(item, { minLength: 1 }), (counts) => {
      const { kappa } = fleissKappa(counts);
      expect(kappa).toBeLessThanOrEqual(1);
      expect(fleissKappa(counts.map(([a, b]) => [b!, a!]).reverse()).kappa).toBeCloseTo(kappa, 10);
    }),
  );
});

test('items without raters, or with different numbers of them, are refused', () => {
  expect(() => fleissKappa([])).toThrow(RangeError);
  expect(() => fleissKappa([[1, 0]])).toThrow(RangeError);
  expect(() =>
    fleissKappa([
      [3, 0],
      [1, 1],
    ]),
  ).toThrow(RangeError);
});
