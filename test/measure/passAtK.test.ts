/** The estimate of pass@k against counting all samples of k. */
import { expect, test } from 'vitest';
import { passAtK } from '../../sim/measure/passAtK.ts';

/** Subsets of {0, …, n−1} with k members, as bit patterns. */
function subsets(n: number, k: number): number[] {
  const size = (bits: number) => bits.toString(2).replaceAll('0', '').length;
  return Array.from({ length: 1 << n }, (_, bits) => bits).filter((bits) => size(bits) === k);
}

test('is the share of all samples of k that hold a right answer', () => {
  const n = 7;
  for (let c = 0; c <= n; c++) {
    const right = (1 << c) - 1;
    for (let k = 1; k <= n; k++) {
      const all = subsets(n, k);
      expect(passAtK(n, c, k)).toBeCloseTo(all.filter((some) => some & right).length / all.length, 12);
    }
  }
});

test('of four answers with one right, two hold it in half of the cases; the naive estimate is lower', () => {
  expect(passAtK(4, 1, 2)).toBeCloseTo(0.5, 12);
  expect(1 - (1 - 1 / 4) ** 2).toBeLessThan(passAtK(4, 1, 2));
});

test('more answers are asked for than there are', () => {
  expect(() => passAtK(4, 1, 5)).toThrow(RangeError);
});
