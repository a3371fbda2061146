/** What chapter 6 says of number and quality of demonstrations, over all seeds of the recorded table. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordingOf } from '../../components/host/recordings.ts';
import { mean } from '../../sim/measure/mean.ts';
import type { Baseline, Cell } from '../../sim/sweep.ts';

const { cells, baselines } = JSON.parse(
  readFileSync('content/sweeps/demonstrations-quality.json', 'utf8'),
) as { cells: readonly Cell[]; baselines: readonly Baseline[] };

const NUMBERS = [100, 300, 1000, 2000, 5000];
const sampled = (row: number, column: number) =>
  cells.find((cell) => cell.row === row && cell.column === column)!.values;
const likeliest = (row: number, column: number) =>
  cells.find((cell) => cell.row === row && cell.column === column)!.beside!['likeliest']!;

describe.each([
  ['sampled', sampled],
  ['likeliest', likeliest],
] as const)('%s answers', (_, gold) => {
  test('a hundred right ones lie between a thousand with 15 % and with half of them wrong, on every seed', () => {
    for (const [seed, hundred] of gold(100, 1).entries()) {
      expect(gold(1000, 0.85)[seed]).toBeGreaterThan(hundred);
      expect(gold(1000, 0.5)[seed]).toBeLessThan(hundred);
    }
  });
  test.each([1, 0.85, 0.7])('with a share of %d right, number pays at every step', (quality) => {
    const means = NUMBERS.map((number) => mean(gold(number, quality)));
    expect(means).toEqual(means.toSorted((a, b) => a - b));
    for (const [seed, few] of gold(100, quality).entries())
      expect(gold(5000, quality)[seed]).toBeGreaterThan(few + 0.05);
  });
  test('with none right, every step does harm', () => {
    const means = NUMBERS.map((number) => mean(gold(number, 0)));
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  });
});

test('with three in ten wrong a thousand are behind the hundred in sampled answers, and not in the likeliest', () => {
  for (const [seed, hundred] of sampled(100, 1).entries())
    expect(sampled(1000, 0.7)[seed]).toBeLessThan(hundred);
  expect(mean(likeliest(1000, 0.7))).toBeGreaterThan(mean(likeliest(100, 1)));
});

test('with half of them right, number brings sampled answers nothing over the base model', () => {
  const base = mean(baselines.find(({ metric }) => metric === 'goldBefore')!.values);
  for (const number of NUMBERS) expect(Math.abs(mean(sampled(number, 0.5)) - base)).toBeLessThan(0.03);
});

test('humility gains more than ten points on four of five seeds, and falls on none', () => {
  const { humilityBefore, humilityAfter } = recordingOf('sft').findings;
  const gains = humilityAfter!.map((after, i) => after - humilityBefore![i]!);
  expect(gains.filter((gain) => gain > 0.1)).toHaveLength(4);
  expect(Math.min(...gains)).toBeGreaterThan(0);
});

test('a hundred right ones beat a thousand half right on the seeds that the prose quotes, too', () => {
  const of = recordingOf('sft').findings;
  for (const [i, hundred] of of['hundredRight']!.entries()) {
    expect(hundred).toBeGreaterThan(of['thousandHalfRight']![i]!);
    expect(of['hundredRightLikeliest']![i]).toBeGreaterThan(of['thousandHalfRightLikeliest']![i]!);
  }
});
