/** What the chapter says of its recorded sweep of best of n: seed by seed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mean } from '../../sim/measure/mean.ts';
import type { Baseline, Cell } from '../../sim/sweep.ts';

const { cells, baselines } = JSON.parse(readFileSync('content/sweeps/over-optimisation.json', 'utf8')) as {
  cells: Cell[];
  baselines: Baseline[];
};
const of = (pairs: number, metric: string) => {
  const { values, beside } = cells.find(({ row }) => row === pairs)!;
  return metric === 'best' ? values : beside![metric]!;
};
const rises = (low: readonly number[], high: readonly number[]) =>
  expect(low.every((value, seed) => value < high[seed]!)).toBe(true);

test.each(['best', 'end', 'alpha'])('%s rises with the pairs on every seed', (metric) => {
  rises(of(200, metric), of(500, metric));
  rises(of(500, metric), of(2000, metric));
});

test('the gap narrows on every seed, and β does not fall from 200 to 2,000 pairs', () => {
  rises(of(500, 'gap'), of(200, 'gap'));
  rises(of(2000, 'gap'), of(500, 'gap'));
  rises(of(200, 'beta'), of(2000, 'beta'));
});

test('the mean peak stays below the likeliest answer', () => {
  const likeliest = mean(baselines.find(({ metric }) => metric === 'likeliest')!.values);
  for (const pairs of [200, 500, 2000]) expect(mean(of(pairs, 'best'))).toBeLessThan(likeliest);
});
