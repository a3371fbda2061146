/** Six runs with one cause of failure each, and eight things that a reader may change in them. */

export interface Setup {
  readonly penaltySign: 1 | -1;
  readonly beta: number;
  readonly clipRange: number;
  /** Passes over each batch of answers. */
  readonly epochs: number;
  /** Over what advantages are estimated. */
  readonly advantagesOver: 'answer' | 'batch';
  /** By how many tokens the mask of an answer begins too late. */
  readonly maskShift: 0 | 1;
  /** From whom the reward model learns on while PPO runs, if it does. */
  readonly labels: 'none' | 'experts' | 'warners' | 'itself';
}

const HEALTHY: Setup = {
  penaltySign: 1,
  beta: 0.1,
  clipRange: 0.2,
  epochs: 2,
  advantagesOver: 'answer',
  maskShift: 0,
  labels: 'none',
};

/** What is otherwise in each run. */
const FAULTS = {
  healthy: {},
  one: { maskShift: 1 },
  two: { labels: 'warners', beta: 0 },
  three: { clipRange: 0.02, epochs: 8 },
  four: { penaltySign: -1 },
  five: { labels: 'itself' },
  six: { advantagesOver: 'batch' },
} as const satisfies Readonly<Record<string, Partial<Setup>>>;

/** What a reader can change, one thing at a time. */
const MENDS = {
  nothing: {},
  sign: { penaltySign: 1 },
  beta: { beta: 0.5 },
  clip: { clipRange: 0.4 },
  passes: { epochs: 2 },
  answers: { advantagesOver: 'answer' },
  mask: { maskShift: 0 },
  labels: { labels: 'experts' },
} as const satisfies Readonly<Record<string, Partial<Setup>>>;

export const setupOf = (run: keyof typeof FAULTS, mend: keyof typeof MENDS): Setup => ({
  ...HEALTHY,
  ...FAULTS[run],
  ...MENDS[mend],
});
