/** The interval around a mean: as often right as it says. */
import { expect, test } from 'vitest';
import { aroundMean } from '../../sim/measure/intervals.ts';
import { createRng } from '../../sim/rng.ts';

test('by hand: 1, 2, 3 have a mean of 2 and a standard error of 1/√3', () => {
  const [low, high] = aroundMean([1, 2, 3]);
  expect(low).toBeCloseTo(2 - 1.959964 / Math.sqrt(3), 6);
  expect(high).toBeCloseTo(2 + 1.959964 / Math.sqrt(3), 6);
  expect(aroundMean([4])).toEqual([4, 4]);
});

test('of 2,000 intervals from 60 numbers each, 93 to 97 % hold the true mean', () => {
  const rng = createRng(12);
  const held = Array.from({ length: 2000 }, () => {
    const [low, high] = aroundMean(Array.from({ length: 60 }, () => 0.3 + rng.normal()));
    return low <= 0.3 && 0.3 <= high ? 1 : 0;
  });
  const share = held.reduce<number>((sum, each) => sum + each, 0) / held.length;
  expect(share).toBeGreaterThan(0.93);
  expect(share).toBeLessThan(0.97);
});
