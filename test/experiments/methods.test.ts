/** What chapter 18 says of the methods, over all seeds of the recorded tables. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean } from '../../sim/measure/mean.ts';
import type { Cell } from '../../sim/sweep.ts';

const cellsIn = (id: string) =>
  (JSON.parse(readFileSync(`content/sweeps/${id}.json`, 'utf8')) as { cells: readonly Cell[] }).cells;

describe('at equal samples', () => {
  const cells = cellsIn('methods');
  const gold = (row: string) => cells.find((cell) => cell.row === row)!.values;
  const beside = (row: string, metric: string) => cells.find((cell) => cell.row === row)!.beside![metric]!;
  const trained = cells.map(({ row }) => String(row)).filter((row) => row !== 'none' && row !== 'best-of-n');
  const overlap = (a: string, b: string) =>
    Math.max(...gold(a)) >= Math.min(...gold(b)) && Math.max(...gold(b)) >= Math.min(...gold(a));

  test('thirteen methods train', () => expect(trained).toHaveLength(13));
  test.each(trained)(
    '%s raises sampled answers, but neither to the likeliest nor to the best of 16',
    (row) => {
      for (const [seed, after] of gold(row).entries()) {
        expect(after).toBeGreaterThan(gold('none')[seed]!);
        expect(after).toBeLessThan(beside('none', 'likeliest')[seed]!);
        expect(after).toBeLessThan(gold('best-of-n')[seed]!);
      }
    },
  );
  test.each(trained)('%s hardly moves the likeliest answers', (row) => {
    for (const [seed, after] of beside(row, 'likeliest').entries())
      expect(Math.abs(after - beside('none', 'likeliest')[seed]!)).toBeLessThan(0.05);
  });
  test('PPO ends highest of those that train on every seed', () => {
    for (const row of trained)
      for (const [seed, after] of gold(row).entries()) expect(after).toBeLessThanOrEqual(gold('ppo')[seed]!);
  });
  test('fresh pairs bring DPO more, at more KL; more than another loss does', () => {
    for (const seed of gold('dpo').keys()) {
      expect(gold('online-dpo')[seed]).toBeGreaterThan(gold('dpo')[seed]!);
      expect(beside('online-dpo', 'kl')[seed]).toBeGreaterThan(beside('dpo', 'kl')[seed]!);
    }
    const step = mean(gold('online-dpo')) - mean(gold('dpo'));
    for (const row of ['ipo', 'kto', 'simpo']) expect(mean(gold(row)) - mean(gold('dpo'))).toBeLessThan(step);
  });
  test.each([
    ['grpo', 'dr-grpo'],
    ['reinforce', 'rloo'],
    ['grpo', 'rlvr'],
  ])('%s and %s cannot be told apart', (a, b) => expect(overlap(a, b)).toBe(true));
});

describe.each(['grpo', 'rlvr'])('%s: the KL penalty', (row) => {
  const of = (beta: number) =>
    cellsIn('kl-penalty-by-judge').find((cell) => cell.row === row && cell.column === beta)!;

  test('lowers the KL on every seed', () => {
    for (const [seed, kl] of of(0.3).beside!['kl']!.entries())
      expect(kl).toBeLessThan(0.7 * of(0).beside!['kl']![seed]!);
  });
  test('moves the gold reward by less than the seeds differ', () => {
    const spread = Math.max(...of(0).values) - Math.min(...of(0).values);
    for (const beta of [0.1, 0.3])
      expect(Math.abs(mean(of(beta).values) - mean(of(0).values))).toBeLessThan(spread);
  });
});
