/** What the bill counts: 6 N D and, as the utilisation does, attention in full. */
import { expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish, measured } from '../../sim/run.ts';

const experiment = await loadExperiment('training-cost');
const rowsAt = (context: number) => {
  const rows = measured(finish(experiment, { context }).rows);
  return { run: rows.of('run')[0]!, bill: rows.of('bill')[0]! } as Record<
    'run' | 'bill',
    Record<string, number>
  >;
};

test.each([2048, 8192])('with a context of %i', (context) => {
  const { run, bill } = rowsAt(context);
  // By hand: 12 layers of width 768; a token and a pair of it cost 12 · 12 · 768 operations, 6 N D six per weight.
  const weights = 50_000 * 768 + 12 * 12 * 768 * 768;
  const full = (12 * 12 * 768 * context) / (6 * weights);
  expect(run['attention']).toBeCloseTo(full, 10);
  expect(run['causal']).toBeCloseTo((full * (context + 1)) / (2 * context), 10);
  const operations = 6 * weights * 512 * context * 100_000 * (1 + full);
  expect(bill['gpuHours']).toBeCloseTo(operations / (312e12 * 0.4) / 3600, 6);
  expect(bill['cost']).toBeCloseTo(bill['gpuHours']! * 1.84, 6);
});

test('a longer context costs more per token', () => {
  const perToken = (context: number) => rowsAt(context).bill['cost']! / context;
  expect(perToken(8192) / perToken(2048)).toBeGreaterThan(1.5);
});
