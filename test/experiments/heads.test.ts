/** What chapter 7 says of the four heads, over all seeds of the recorded tables. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean } from '../../sim/measure/mean.ts';
import type { Baseline, Cell } from '../../sim/sweep.ts';

const recorded = (id: string) => {
  const { cells, baselines } = JSON.parse(readFileSync(`content/sweeps/${id}.json`, 'utf8')) as {
    cells: readonly Cell[];
    baselines: readonly Baseline[];
  };
  const of = (row: string, column: number) =>
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
