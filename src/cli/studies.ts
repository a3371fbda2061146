/** What `reference/measurements` reports: settings of the pipeline, each on seeds that nobody tuned on. */
import type { Settings } from '../../sim/param.ts';
import type { Measurement } from './measure.ts';

export interface Study {
  readonly id: string;
  readonly title: string;
  readonly settings: Partial<Settings>;
  readonly seeds: readonly number[];
}

/** The settings were chosen on seeds 0 and 1, and looked at on 5 to 8 before the last change. */
const FRESH = [9, 10, 11, 12];

export const studies: readonly Study[] = [
  { id: 'standard', title: 'Standard setting', settings: {}, seeds: FRESH },
  {
    id: 'quick',
    title: 'Quick setting',
    settings: { setting: 'quick', demonstrations: 600, pairs: 3000, ppoSteps: 80 },
    seeds: FRESH,
  },
  {
    id: 'biased',
    title: 'Annotators with a keyword bias of 1.5, no KL penalty',
    settings: { keywordBias: 1.5, beta: 0 },
    seeds: FRESH,
  },
  {
    id: 'biased-held',
    title: 'The same annotators, KL penalty 0.5',
    settings: { keywordBias: 1.5, beta: 0.5 },
    seeds: FRESH,
  },
];

export interface RecordedStudy extends Study {
  readonly rows: readonly Measurement[];
}

export const MEASUREMENTS = 'content/measurements.json';
