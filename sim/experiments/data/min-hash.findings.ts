/** What prose quotes of `min-hash`, and what exercises ask of it. */
import { first, last, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import experiment, { CURVE_POINTS } from './min-hash.ts';

type Rows = Measured<typeof experiment.series>;

/** How many times more the whole corpus costs than its first half. */
const doubling = (cost: 'pairwise' | 'hashed') => (rows: Rows) => {
  const growth = rows.of('growth');
  const whole = growth.at(-1)!;
  return whole[cost] / growth.find(({ documents }) => 2 * documents >= whole.documents)![cost];
};

/** Chance of a pair of this similarity to become candidates. */
const chanceAt = (rows: Rows, similarity: number) =>
  rows.of('curve')[Math.round(similarity * CURVE_POINTS)]!.share;

const atThreshold = (rows: Rows) => chanceAt(rows, 0.85);

/** Size of the corpus at which both cost the same, on the straight line between two points; to the nearest ten. */
function crossing(rows: Rows): number {
  const growth = rows.of('growth');
  const i = growth.findIndex((row) => row.hashed < row.pairwise);
  const [before, after] = [growth[i - 1]!, growth[i]!];
  const [gap, gain] = [before.hashed - before.pairwise, after.pairwise - after.hashed];
  const size = before.documents + ((after.documents - before.documents) * gap) / (gap + gain);
  return 10 * Math.round(size / 10);
}

const fewBands = { bands: 4, rows: 16 } as const;

export default wordsOn(experiment, {
  findings: {
    pairs: { says: 'pairs of documents', at: first('result', 'pairs'), between: [124750, 124750] },
    candidates: { says: 'candidates among them', at: first('result', 'candidates'), between: [60, 110] },
    near: { says: 'copies above 0.85', at: first('result', 'near'), between: [20, 60] },
    missed: { says: 'of these, missed', at: first('result', 'missed'), as: 'count', between: [0, 2] },
    withinTwo: {
      says: 'share of estimates within two standard errors',
      at: first('result', 'withinTwo'),
      between: [0.9, 1],
    },
    pairwise: {
      says: 'steps to compare every pair',
      at: last('growth', 'pairwise'),
      unit: 'million',
      between: [19, 20],
    },
    hashed: {
      says: 'steps with MinHash',
      at: last('growth', 'hashed'),
      unit: 'million',
      between: [4.9, 5.2],
    },
    equalAt: {
      says: 'size at which MinHash begins to be cheaper',
      measure: crossing,
      between: [120, 140],
    },
    pairwiseRatio: {
      says: 'how many times more steps every pair costs when the corpus doubles',
      measure: doubling('pairwise'),
      digits: 1,
      between: [3.9, 4.1],
    },
    hashedRatio: {
      says: 'the same for MinHash',
      measure: doubling('hashed'),
      digits: 1,
      between: [1.9, 2.2],
    },
    chanceAtThreshold: {
      says: 'chance of a pair at 0.85 to become candidates',
      measure: atThreshold,
      digits: 1,
      unit: 'share',
      between: [0.993, 0.995],
    },
    chanceAtHalf: {
      says: 'chance of a pair at 0.5',
      measure: (rows) => chanceAt(rows, 0.5),
      unit: 'share',
      between: [0.05, 0.07],
    },
    missedByFewBands: {
      says: 'missed copies with 4 bands of 16 rows',
      settings: fewBands,
      at: first('result', 'missed'),
      as: 'count',
      between: [3, 40],
    },
    nearOfFewBands: {
      says: 'copies above 0.85 in that corpus',
      settings: fewBands,
      at: first('result', 'near'),
      between: [20, 60],
    },
    standardError: {
      says: 'standard error at similarity 0.85 with 128 hash functions',
      measure: () => Math.sqrt((0.85 * 0.15) / 128),
      digits: 3,
      between: [0.031, 0.032],
    },
  },
  goals: {
    sharp: {
      says: 'With at most 128 hash functions, keep at least 97 % of the pairs at 0.85, and at most 15 % of those at 0.6.',
      label: 'chance at 0.6, while that at 0.85 is 97 % or more:',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0, 0.15],
      measure: (rows) => (atThreshold(rows) >= 0.97 ? chanceAt(rows, 0.6) : 1),
      unless: ({ bands, rows }) =>
        bands * rows <= 128 ? undefined : `that takes ${bands * rows} hash functions.`,
      hint: 'More rows move the curve to the right, more bands to the left. Start from 16 and 8, and add one row.',
      solution: { bands: 14, rows: 9 },
      because:
        'One row more than 8 makes a band harder to share: 9 rows move the curve to the right. Then 128 hashes allow 14 bands, 126 hashes, and these are enough for 0.85.',
      wrong: [
        {
          settings: { bands: 16, rows: 9 },
          fails: 'unless',
          because: 'The curve is right, but 16 times 9 is 144 hashes.',
        },
        {
          settings: { bands: 14, rows: 8 },
          fails: 'high',
          because: 'Fewer bands alone lower the whole curve a little: pairs at 0.6 remain too likely.',
        },
        {
          settings: { bands: 12, rows: 10 },
          fails: 'high',
          because: 'Ten rows let little through at 0.6, but too little at 0.85 as well.',
        },
      ],
    },
  },
  presets: [
    { label: '16 bands of 8 rows', settings: {} },
    { label: '4 bands of 16 rows', settings: { bands: 4, rows: 16 } },
  ],
});
