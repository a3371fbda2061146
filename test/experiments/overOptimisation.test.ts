/** What the chapter says of its recorded sweep of best of n, and of five other seeds beside it: seed by seed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mean } from '../../sim/measure/mean.ts';
import type { Baseline, Cell } from '../../sim/sweep.ts';

const { cells, baselines } = JSON.parse(readFileSync('content/sweeps/over-optimisation.json', 'utf8')) as {
  cells: Cell[];
  baselines: Baseline[];
};
const { findings } = JSON.parse(readFileSync('content/recordings/over-optimisation.json', 'utf8')) as {
  findings: Record<string, readonly number[]>;
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

test('the gap narrows on every seed, and β rises from 500 to 2,000 pairs', () => {
  rises(of(500, 'gap'), of(200, 'gap'));
  rises(of(2000, 'gap'), of(500, 'gap'));
  rises(of(500, 'beta'), of(2000, 'beta'));
});

test('on the five seeds of the findings peak and end rise from 500 to 2,000 pairs; the end falls on two from 200 to 500', () => {
  const { best, manyBest, fewEnd, end, manyEnd } = findings;
  rises(best!, manyBest!);
  rises(end!, manyEnd!);
  expect(fewEnd!.filter((value, seed) => value > end![seed]!)).toHaveLength(2);
});

test('the peak is below the likeliest answer with 500 pairs, and on either side of it with 2,000', () => {
  const likeliest = mean(baselines.find(({ metric }) => metric === 'likeliest')!.values);
  for (const peak of [...of(500, 'best'), ...findings['best']!]) expect(peak).toBeLessThan(likeliest);
  const peaks = [...of(2000, 'best'), ...findings['manyBest']!];
  expect(Math.min(...peaks)).toBeLessThan(likeliest);
  expect(Math.max(...peaks)).toBeGreaterThan(likeliest);
  for (const peak of peaks) expect(Math.abs(peak - likeliest)).toBeLessThan(0.05);
});
