/** What `lab/train` and the home page say of recorded runs beside the numbers that they quote. */
import { expect, test } from 'vitest';
import { recordedRunOf } from '../../components/host/recordings.ts';
import type { Row } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { mean } from '../../sim/measure/mean.ts';

const rowsOf = (settings: Partial<Settings>, series: string): readonly Row[] =>
  recordedRunOf('pipeline', settings)!.rows.filter((row) => row.series === series);
const [BASE, SFT, PPO] = [0, 1, 2];
const [HARMLESS, RIGHT, WRONG] = [1, 0, 1];
const [REWARD_MODEL, LAST] = [2, 3];

const answersOf = (settings: Partial<Settings>, model: number, temperature: number) =>
  rowsOf(settings, 'measurement').find(
    (row) => row['model'] === model && row['temperature'] === temperature,
  )! as Readonly<Record<string, number>>;

const harmless = (settings: Partial<Settings>, stage: number) =>
  rowsOf(settings, 'followed').find((row) => row['stage'] === stage && row['question'] === HARMLESS)!;

test('annotators who like warnings: the reward model prefers the needless one, and PPO gives it', () => {
  const warned = { keywordBias: 1.5, beta: 0.1 };
  expect(harmless({}, REWARD_MODEL)['judged']).toBe(RIGHT);
  expect(harmless({}, LAST)['judged']).toBe(RIGHT);
  expect(harmless(warned, REWARD_MODEL)['judged']).toBe(WRONG);
  expect(harmless(warned, LAST)['text']).toMatch(/^Avoid\b/);
});

test('no penalty: strings that the reward model likes, and that are no answers', () => {
  const babble = answersOf({ keywordBias: 1.5, beta: 0 }, PPO, 1);
  expect(babble['format']).toBeLessThan(0.05);
  expect(babble['proxy']).toBeGreaterThan(2);
});

test('four passes in small minibatches: the clip acts, and the policy gets worse all the same', () => {
  const often = { epochs: 4, minibatch: 16 };
  const clipped = (settings: Partial<Settings>) =>
    mean(rowsOf(settings, 'ppo').map((row) => row['clipFraction'] as number));
  expect(clipped({})).toBeLessThan(0.01);
  expect(clipped(often)).toBeGreaterThan(0.03);
  for (const temperature of [1, 0]) {
    const [before, after] = [SFT, PPO].map((model) => answersOf(often, model, temperature));
    expect(after!['gold']).toBeLessThan(before!['gold']!);
    expect(after!['dose']).toBe(0);
  }
});

test('the quick setting: worse answers after every stage', () => {
  const quick = { setting: 'quick', demonstrations: 600, pairs: 3000, ppoSteps: 80 };
  for (const model of [BASE, SFT, PPO])
    for (const temperature of [1, 0])
      expect(answersOf(quick, model, temperature)['gold']).toBeLessThan(
        answersOf({}, model, temperature)['gold']!,
      );
});

test('annotators who like warnings: PPO becomes safer and loses its specificity, unless nothing holds it', () => {
  for (const beta of [0.1, 0.5])
    for (const temperature of [1, 0]) {
      const [before, after] = [SFT, PPO].map((model) =>
        answersOf({ keywordBias: 1.5, beta }, model, temperature),
      );
      expect(after!['safety']).toBeGreaterThan(before!['safety']! + 0.1);
      expect(after!['specificity']).toBeLessThan(before!['specificity']! - 0.2);
    }
});
