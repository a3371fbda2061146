/** What is recorded of the pipeline, and of the first edition, as the tables of `reference/measurements` read it. */
import type { Settings } from '../../sim/param.ts';
import { evaluationMetrics, reportedMetrics } from '../../sim/stages/evaluation.ts';
import { readJson } from '../project.ts';

export type Column = keyof typeof reportedMetrics | 'form';

export const labelOf = (column: Column): string =>
  column === 'form' ? evaluationMetrics.format.label : reportedMetrics[column].label;

export interface Row extends Readonly<Record<keyof typeof reportedMetrics, number | null>> {
  /** The first edition did not record it. */
  readonly form?: number | null;
  readonly seed: number;
  readonly model: string;
  readonly temperature: number | null;
  readonly rmAccuracy: number | null;
  readonly seconds: number;
  readonly hash: string;
}

interface Study {
  readonly id: string;
  readonly title: string;
  readonly settings: Settings;
  readonly seeds: readonly number[];
  readonly rows: readonly Row[];
}

interface StageSeconds {
  readonly setting: string;
  readonly stage: string;
  readonly seconds: number;
}

export const measurements = readJson('content/measurements.json') as {
  readonly machine: string;
  /** On which the stages were timed: "2026-11-27". */
  readonly date: string;
  readonly stages: readonly StageSeconds[];
  readonly studies: readonly Study[];
};

export const firstEdition = readJson('content/first-edition.json') as {
  readonly commit: string;
  readonly date: string;
  readonly printed: readonly Study[];
  readonly paired: readonly Row[];
};

/** Of all stages of one run in this setting. @throws Error for a setting that was not timed */
export function secondsOf(setting: string): number {
  const timed = measurements.stages.filter((stage) => stage.setting === setting);
  if (timed.length === 0) throw new Error(`no seconds are recorded of the setting "${setting}"`);
  return timed.reduce((sum, stage) => sum + stage.seconds, 0);
}

/** As tables call them. */
export const MODEL_NAMES: Readonly<Record<string, string>> = {
  base: 'base',
  sft: 'SFT',
  ppo: 'PPO',
  'best-of-4': 'SFT, best of 4 by the reward model',
  'best-of-16': 'SFT, best of 16 by the reward model',
  'rubric-best-of-4': 'SFT, best of 4 by the rubric',
  'rubric-best-of-16': 'SFT, best of 16 by the rubric',
  rubric: 'PPO paid by the rubric',
};

/** The models that answer, sampled and likeliest. */
export const KINDS = ['base', 'sft', 'ppo'].flatMap((model) =>
  [1, 0].map((temperature) => [model, temperature] as const),
);

/** A metric of a model at a temperature, one value a seed; empty where it is not measured. */
export const valuesOf = (
  rows: readonly Row[],
  model: string,
  temperature: number,
  column: Column,
): number[] =>
  rows
    .filter((row) => row.model === model && row.temperature === temperature)
    .map((row) => row[column] ?? null)
    .filter((value) => value !== null);

/** After minus before, seed by seed, of the seeds that both have. */
export function pairedDifferences(
  before: readonly Row[],
  after: readonly Row[],
  model: string,
  temperature: number,
  column: Column,
): number[] {
  const of = (rows: readonly Row[]) =>
    rows.filter((row) => row.model === model && row.temperature === temperature);
  return of(after).flatMap((row) => {
    const same = of(before).find(({ seed }) => seed === row.seed);
    const [old, now] = [same?.[column] ?? null, row[column] ?? null];
    return old === null || now === null ? [] : [now - old];
  });
}
