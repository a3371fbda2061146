/** What chapter 6 says of the base model's own answers, cut short or likeliest: they need no demonstration. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordingOf } from '../../components/host/recordings.ts';
import type { Cell } from '../../sim/sweep.ts';

const found = recordingOf('sft').findings as Record<string, readonly number[]>;
const { cells } = JSON.parse(readFileSync('content/sweeps/demonstrations-quality.json', 'utf8')) as {
  cells: readonly Cell[];
};
const seeds = found['goldBefore']!.map((_, seed) => seed);
const at = (name: string, seed: number) => found[name]![seed]!;
/** Gold reward of the base model's answers, cut where the right form ends. */
const cut = (seed: number) =>
  at('goldBefore', seed) + at('formShare', seed) * (at('goldAfter', seed) - at('goldBefore', seed));

test('its likeliest answers have the right verdict more often than sampled ones after fine-tuning', () => {
  for (const seed of seeds)
    expect(at('accuracyLikeliestBefore', seed)).toBeGreaterThan(at('accuracyAfter', seed));
});

test('cut short, its sampled answers earn more than those after fifty demonstrations', () => {
  for (const seed of seeds) expect(cut(seed)).toBeGreaterThan(at('fewDemonstrations', seed));
});

test('and more than those after demonstrations of which half are wrong', () => {
  const halfWrong = cells.filter(({ column }) => column === 0.5);
  expect(halfWrong).toHaveLength(5);
  const least = Math.min(...seeds.map(cut));
  for (const { values } of halfWrong)
    expect(values.reduce((sum, value) => sum + value) / values.length).toBeLessThan(least);
});
