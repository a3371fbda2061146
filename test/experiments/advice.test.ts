/** Advice of the pipeline: what was tried meets its own condition, and a run is told only what applies to it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runsOf } from '../../components/host/pool.ts';
import { recordedRunOf } from '../../components/host/recordings.ts';
import type { Row } from '../../sim/experiment.ts';
import {
  advised,
  advices,
  betterOn,
  courseOf,
  gainOf,
  runsOfTrial,
  TRIED_ON,
  trialOf,
  verdictOf,
  type Trial,
} from '../../sim/experiments/pipeline/advice.ts';
import pipeline from '../../sim/experiments/pipeline/pipeline.ts';
import type { Settings } from '../../sim/param.ts';
import { applies, defaultsOf, read, write } from '../../sim/settings.ts';

const { params } = pipeline;
const defaults = defaultsOf(params) as Settings;
const { seeds, trials } = JSON.parse(readFileSync('content/sweeps/advice.json', 'utf8')) as {
  seeds: number[];
  trials: Trial[];
};
const trialNamed = (id: string) => trials.find((trial) => trial.id === id)!;

const recorded = (settings: Partial<Settings> = {}) => {
  const { rows } = recordedRunOf('pipeline', settings)!;
  return { rows, settings: { ...defaults, ...settings } as Settings };
};
const told = (settings?: Partial<Settings>) => advised(recorded(settings)).map(({ advice }) => advice.id);

test('every advice was tried, on at least four seeds, and nothing else is recorded', () => {
  expect(trials.map(({ id }) => id)).toEqual(advices.map(({ id }) => id));
  expect(seeds).toEqual([...TRIED_ON]);
  expect(seeds.length).toBeGreaterThanOrEqual(4);
  for (const { sampled, likeliest } of trials)
    for (const values of [sampled.before, sampled.after, likeliest.before, likeliest.after])
      expect(values).toHaveLength(seeds.length);
});

test.each(advices)('$id: the situation in which it was tried meets its condition', ({ id }) => {
  expect(trialNamed(id).met).toBeGreaterThanOrEqual(seeds.length - 1);
});

test.each(advices)('$id: its settings are legal, and it changes what applies', ({ situation, change }) => {
  const whole = { ...defaults, ...situation, ...change } as Settings;
  for (const [name, value] of Object.entries({ ...situation, ...change }))
    expect(read(params[name as keyof typeof params], write(value)), name).toMatchObject({ ok: true, value });
  expect(Object.keys(change).some((name) => applies(params, name, whole))).toBe(true);
});

test('what is run again of the trials gives its recorded values', async () => {
  const advice = advices.find(({ id }) => id === 'enough-text')!;
  const settings = runsOfTrial(advice, defaults);
  const [first, changed] = [settings[0]!, settings[TRIED_ON.length]!];
  const runs = await runsOf([first, changed].map((each) => ({ id: 'pipeline', settings: each })));
  const again = trialOf(
    advice,
    runs.map(({ history }) => history),
  );
  const { sampled, likeliest } = trialNamed(advice.id);
  expect(again.met).toBe(1);
  expect([...again.sampled.before, ...again.sampled.after]).toEqual([sampled.before[0], sampled.after[0]]);
  expect([...again.likeliest.before, ...again.likeliest.after]).toEqual([
    likeliest.before[0],
    likeliest.after[0],
  ]);
});

test('the default is told of no fault', () => {
  const ids = told();
  expect(ids.length).toBeGreaterThan(2);
  for (const { advice } of advised(recorded())) expect(advice.onward, advice.id).toBe(true);
});

test('a run with a fault is told of it, and of nothing beyond', () => {
  expect(told({ keywordBias: 1.5, beta: 0.1 })).toEqual(['larger-beta', 'unbiased-labels']);
  expect(told({ epochs: 4, minibatch: 16 })).toEqual(['fewer-passes']);
  expect(told({ pretrainPeak: 0.03 })).toEqual(['slower-pretraining']);
  expect(told({ keywordBias: 1.5, beta: 0 })).toContain('larger-beta');
});

test('what has been changed already is not advised again', () => {
  for (const advice of advices) {
    const run = recorded();
    const settings = { ...run.settings, ...advice.change } as Settings;
    expect(advice.when(courseOf({ ...run, settings })), advice.id).toBeUndefined();
  }
});

test('a run without PPO, without pretraining or without anything is told nothing that it cannot know', () => {
  const { rows, settings } = recorded();
  const without = (...series: string[]) => ({
    settings,
    rows: rows.filter((row) => !series.includes(row.series)),
  });
  expect(advised({ rows: [], settings })).toEqual([]);
  const noPretraining = advised(without('pretraining')).map(({ advice }) => advice.id);
  expect(noPretraining.filter((id) => ['more-text', 'wider', 'deeper'].includes(id))).toEqual([]);
  const noPpo = advised(without('ppo')).map(({ advice }) => advice.id);
  expect(noPpo.filter((id) => /beta|ppo|steps|passes/.test(id))).toEqual([]);
});

test('a condition says its numbers, and none is undefined', () => {
  for (const settings of [{}, { keywordBias: 1.5, beta: 0.1 }, { epochs: 4, minibatch: 16 }])
    for (const { says } of advised(recorded(settings))) expect(says).not.toMatch(/undefined|NaN|-\d/);
});

test('a verdict needs all seeds but one, and a gain that is worth it', () => {
  const trial = (before: number[], after: number[]): Trial => {
    const compared = { before, after };
    return { id: '', met: 4, sampled: compared, likeliest: compared };
  };
  const before = [0.5, 0.5, 0.5, 0.5];
  expect(verdictOf(trial(before, [0.6, 0.6, 0.6, 0.49]))).toBe('try');
  expect(verdictOf(trial(before, [0.9, 0.9, 0.4, 0.4]))).toBe('no difference');
  expect(verdictOf(trial(before, [0.51, 0.51, 0.51, 0.51]))).toBe('no difference');
  expect(verdictOf(trial(before, [0.4, 0.4, 0.4, 0.51]))).toBe('leave');
  expect(verdictOf(trial(before, before))).toBe('no difference');
  expect(betterOn({ before, after: [0.5, 0.6, 0.4, 0.6] })).toBe(2);
});

test('a verdict is what a reader finds from the gain as it is printed', () => {
  const before = [0.5, 0.5, 0.5, 0.5];
  const shifted = (by: number): Trial => {
    const compared = { before, after: before.map((value) => value + by) };
    return { id: '', met: 4, sampled: compared, likeliest: compared };
  };
  expect(gainOf(shifted(-0.0197).sampled)).toBe(-0.02);
  expect(verdictOf(shifted(-0.0197))).toBe('leave');
  expect(verdictOf(shifted(0.0197))).toBe('try');
  expect(verdictOf(shifted(0.0194))).toBe('no difference');
});

test('a drop of the gold reward without a rise of the score is no over-optimisation', () => {
  const { rows, settings } = recorded({ keywordBias: 1.5, beta: 0.1 });
  const flat = rows.map((row): Row =>
    row.series === 'ppo' ? { ...row, proxy: -(row['step'] as number) } : row,
  );
  expect(advised({ rows: flat, settings }).map(({ advice }) => advice.id)).toEqual(['unbiased-labels']);
});
