/** What is said of the four heads, of noise and of bias, over all seeds of the recorded tables. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean } from '../../sim/measure/mean.ts';
import type { Baseline, Cell } from '../../sim/sweep.ts';

const recorded = (id: string) => {
  const { cells, baselines } = JSON.parse(readFileSync(`content/sweeps/${id}.json`, 'utf8')) as {
    cells: readonly Cell[];
    baselines: readonly Baseline[];
  };
  const of = (row: string | number, column: number) =>
    cells.find((cell) => cell.row === row && cell.column === column)!.values;
  return { of, likelihood: mean(baselines.find(({ metric }) => metric === 'likelihood')!.values) };
};

describe.each([4000, 8000])('%d pairs', (pairs) => {
  const { of, likelihood } = recorded('reward-heads');

  test('on every seed the last token alone tells least, the sum more, the word head more again', () => {
    const [last, summed, word] = ['last', 'summed', 'word'].map((head) => of(head, pairs));
    for (const seed of word!.keys()) {
      expect(word![seed]).toBeGreaterThan(summed![seed]!);
      expect(summed![seed]).toBeGreaterThan(last![seed]!);
    }
  });
  test('the word head is above likelihood alone by more than the spread of its seeds', () => {
    expect(Math.min(...of('word', pairs))).toBeGreaterThan(likelihood + 0.05);
  });
});

describe('4,000 pairs with coin flips', () => {
  const { of, likelihood } = recorded('reward-heads-noise');

  test.each(['word', 'summed', 'last'])('the %s head knows nothing but its labels', (head) => {
    for (const accuracy of of(head, 1)) expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.08);
  });
  test('the mixture keeps part of what the likelihood knew', () => {
    for (const accuracy of of('mixed', 1)) expect(accuracy).toBeGreaterThan(0.54);
  });
  test.each(['word', 'summed', 'last', 'mixed'])(
    'half of them leave the %s head no better than no label',
    (head) => {
      expect(mean(of(head, 0.5))).toBeLessThan(likelihood + 0.005);
    },
  );
});

describe('noise and bias, by the number of pairs', () => {
  const { of: noisy, likelihood } = recorded('reward-noise');
  const { of: biased } = recorded('reward-bias');

  test('8,000 pairs with half of the labels by a coin teach less than 2,000 right ones, on every seed', () => {
    for (const [seed, accuracy] of noisy(8000, 0.5).entries())
      expect(accuracy).toBeLessThan(noisy(2000, 0)[seed]! - 0.04);
  });
  test('a doubling of noisy labels brings one to five points', () => {
    const means = [2000, 4000, 8000].map((pairs) => mean(noisy(pairs, 0.5)));
    for (const i of [1, 2]) {
      expect(means[i]! - means[i - 1]!).toBeGreaterThan(0.01);
      expect(means[i]! - means[i - 1]!).toBeLessThan(0.05);
    }
  });
  test('8,000 noisy or biased ones end within three points of likelihood alone', () => {
    for (const values of [noisy(8000, 0.5), biased(8000, 0)])
      expect(Math.abs(mean(values) - likelihood)).toBeLessThan(0.03);
  });
});
