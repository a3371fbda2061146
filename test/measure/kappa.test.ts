/** Cohen's κ against the published example and its limits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cohenKappa } from '../../sim/measure/kappa.ts';
import { annotationPairs, createWorld, goldReward } from '../../sim/world/world.ts';

const times = (n: number, pair: readonly [string, string]) => Array.from({ length: n }, () => pair);

test('two doctors, 50 patients: observed 0.70, by chance 0.50, κ 0.40', () => {
  const pairs = [
    ...times(20, ['yes', 'yes']),
    ...times(5, ['yes', 'no']),
    ...times(10, ['no', 'yes']),
    ...times(15, ['no', 'no']),
  ];
  expect(cohenKappa(pairs)).toBeCloseTo(0.4, 12);
});

test('at most 1, 1 for full agreement, the same for both orders of raters, 0 without items', () => {
  const category = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.array(fc.tuple(category, category), { minLength: 1 }), (pairs) => {
      const kappa = cohenKappa(pairs);
      expect(kappa).toBeLessThanOrEqual(1);
      expect(cohenKappa(pairs.map(([a, b]) => [b, a]))).toBeCloseTo(kappa, 12);
      const full = pairs.map(([a]) => [a, a] as const);
      expect(cohenKappa(full)).toBe(new Set(full.flat()).size > 1 ? 1 : 0);
    }),
  );
  expect(cohenKappa([])).toBe(0);
});

test('the ten pairs: one answer is the expert’s, it is better by more than a hair, and caution is not always right', () => {
  const pairs = annotationPairs(createWorld().train);
  for (const { question, first, second, expert } of pairs) {
    const gap = goldReward(question, first) - goldReward(question, second);
    expect(Math.abs(gap)).toBeGreaterThan(0.1);
    expect(gap > 0 ? 'first' : 'second').toBe(expert);
  }
  const cautiousRight = pairs.filter(({ expert, cautious }) => expert === cautious).length;
  expect(cautiousRight).toBeGreaterThan(2);
  expect(cautiousRight).toBeLessThan(8);
  expect(new Set(pairs.map(({ expert }) => expert)).size).toBe(2);
});
