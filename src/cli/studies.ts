/** What `reference/measurements` reports: settings of the pipeline, each on seeds that nobody tuned on. */
import type { Settings } from '../../sim/param.ts';
import type { StageTiming } from './bench/pipeline.ts';
import type { Measurement } from './measure.ts';

export interface Study {
  readonly id: string;
  readonly title: string;
  readonly settings: Partial<Settings>;
  readonly seeds: readonly number[];
  /** Measured with its upper bounds: best of n, and PPO that the rubric pays. */
  readonly bounds?: true;
}

/** The settings were chosen on seeds 0 to 3 and tried on 21 to 24 and 31 to 38; none was chosen on these. */
const FRESH = [51, 52, 53, 54, 55, 56, 57, 58];
const FEWER = FRESH.slice(0, 4);

export const studies: readonly Study[] = [
  { id: 'standard', title: 'Standard setting', settings: {}, seeds: FRESH, bounds: true },
  {
    id: 'quick',
    title: 'Quick setting',
    settings: { setting: 'quick', demonstrations: 600, pairs: 3000, ppoSteps: 80 },
    seeds: FEWER,
  },
  { id: 'thorough', title: 'Thorough setting', settings: { setting: 'thorough' }, seeds: FEWER },
  {
    id: 'biased',
    title: 'Annotators with a keyword bias of 1.5, no KL penalty',
    settings: { keywordBias: 1.5, beta: 0 },
    seeds: FEWER,
  },
  {
    id: 'biased-held',
    title: 'The same annotators, KL penalty 0.5',
    settings: { keywordBias: 1.5, beta: 0.5 },
    seeds: FEWER,
  },
];

export interface RecordedStudy extends Study {
  readonly rows: readonly Measurement[];
}

/** What is committed of all studies. */
export interface Measurements {
  /** Where the seconds were taken: processor, cores, version of Node. */
  readonly machine: string;
  /** When: "2026-11-27". */
  readonly date: string;
  /** Of one run in each setting, alone on that machine. */
  readonly stages: readonly StageTiming[];
  readonly studies: readonly RecordedStudy[];
}

/** The first edition's figures, with the commit and the date of the code that gave them. */
export interface FirstEdition {
  readonly commit: string;
  readonly date: string;
  /** As they were printed. */
  readonly printed: readonly RecordedStudy[];
  /** That code on the seeds of today's standard study. */
  readonly paired: readonly Measurement[];
}

export const MEASUREMENTS = 'content/measurements.json';
export const FIRST_EDITION = 'content/first-edition.json';
