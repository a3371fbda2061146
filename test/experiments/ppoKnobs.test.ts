/** The knobs of PPO that came later: at their defaults every row that was there before has the bits that it had. */
import { expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { createRowHash } from '../../sim/rowHash.ts';
import ppo from '../../sim/experiments/ppo/ppo.ts';

/** Of the default run before there were weights of value loss and entropy, a rollout batch, and a KL in the loss. */
const BEFORE = '8855a83f1532b96b';
/** Series that came with them. */
const LATER = ['loss', 'bar'];

test('the rows of the default run that were there before are the same, bit for bit', () => {
  const hash = createRowHash(ppo.series);
  for (const row of recordedRun('ppo').rows) if (!LATER.includes(row.series)) hash.add(row);
  expect(hash.digest()).toBe(BEFORE);
});

test('the bars are the measurement, and stand inside their intervals', () => {
  const rows = recordedRun('ppo').rows;
  const bars = rows.filter(({ series }) => series === 'bar');
  const measured = rows.filter(({ series }) => series === 'measurement');
  expect(bars.map(({ gold, proxy }) => [gold, proxy])).toEqual(
    measured.map(({ gold, proxy }) => [gold, proxy]),
  );
  expect(bars.map(({ who, after }) => [who, after])).toEqual([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 1],
  ]);
  for (const { gold, goldLow, goldHigh } of bars as unknown as Record<string, number>[]) {
    expect(goldLow).toBeLessThan(gold!);
    expect(gold).toBeLessThan(goldHigh!);
    expect(goldHigh! - goldLow!).toBeLessThan(0.2);
  }
});
