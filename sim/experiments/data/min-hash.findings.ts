/** What prose quotes of `min-hash`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment, { CURVE_POINTS } from './min-hash.ts';

type Count = 'pairs' | 'candidates' | 'near' | 'missed' | 'steepest' | 'withinTwo';

interface Result {
  of(series: 'result'): readonly Readonly<Record<Count, number>>[];
}

interface Curve {
  of(series: 'curve'): readonly { readonly share: number }[];
}

const curveAt = (rows: Curve, s: number) => rows.of('curve')[Math.round(s * CURVE_POINTS)]!.share;

interface Growth {
  of(series: 'growth'): readonly Readonly<Record<'documents' | 'pairwise' | 'hashed', number>>[];
}

/** Cost of the whole corpus, in units of the cost of its first half. */
function doubled(rows: Growth, cost: 'pairwise' | 'hashed'): number {
  const growth = rows.of('growth');
  const whole = growth.at(-1)!;
  return whole[cost] / growth.find(({ documents }) => 2 * documents >= whole.documents)![cost];
}

/** Between the two points of the curve beside it. */
const atThreshold = (rows: Curve) => (curveAt(rows, 0.84) + curveAt(rows, 0.86)) / 2;

const found = (says: string, count: Count, digits: number, between: readonly [number, number]) => ({
  says,
  measure: (rows: Result) => rows.of('result')[0]![count],
  digits,
  between,
});

export default wordsOn(experiment, {
  findings: {
    pairs: found('pairs of documents', 'pairs', 0, [124750, 124750]),
    candidates: found('candidates among them', 'candidates', 0, [60, 110]),
    near: found('copies above 0.85', 'near', 0, [20, 60]),
    missed: found('of these, missed', 'missed', 0, [0, 2]),
    steepest: found('the similarity at which the curve is steepest', 'steepest', 2, [0.7, 0.72]),
    withinTwo: {
      ...found('share of estimates within two standard errors', 'withinTwo', 0, [0.9, 1]),
      percent: true,
    },
    pairwise: {
      says: 'steps to compare every pair',
      measure: (rows) => rows.of('growth').at(-1)!.pairwise,
      digits: 1,
      unit: 'million',
      between: [19, 20],
    },
    hashed: {
      says: 'steps with MinHash',
      measure: (rows) => rows.of('growth').at(-1)!.hashed,
      digits: 1,
      unit: 'million',
      between: [4.9, 5.2],
    },
    equalAt: {
      says: 'size at which MinHash begins to be cheaper',
      measure: (rows) => rows.of('growth').find((row) => row.hashed < row.pairwise)!.documents,
      digits: 0,
      between: [100, 160],
    },
    copies: {
      says: 'edited copies in the corpus',
      measure: (rows) => rows.of('bin').reduce((total, { copies }) => total + copies, 0),
      digits: 0,
      between: [250, 250],
    },
    pairwiseRatio: {
      says: 'how many times more steps every pair costs when the corpus doubles',
      measure: (rows) => doubled(rows, 'pairwise'),
      digits: 1,
      between: [3.9, 4.1],
    },
    hashedRatio: {
      says: 'the same for MinHash',
      measure: (rows) => doubled(rows, 'hashed'),
      digits: 1,
      between: [1.9, 2.2],
    },
    chanceAtThreshold: {
      says: 'chance of a pair at 0.85 to become candidates',
      measure: atThreshold,
      digits: 1,
      percent: true,
      between: [0.98, 1],
    },
    chanceAtHalf: {
      says: 'chance of a pair at 0.5',
      measure: (rows) => curveAt(rows, 0.5),
      digits: 0,
      percent: true,
      between: [0.05, 0.07],
    },
    missedByFewBands: {
      ...found('missed copies with 4 bands of 16 rows', 'missed', 0, [3, 40]),
      settings: { bands: 4, rows: 16 },
    },
    nearOfFewBands: {
      ...found('copies above 0.85 in that corpus', 'near', 0, [20, 60]),
      settings: { bands: 4, rows: 16 },
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
      label: 'chance at 0.6, while that at 0.85 is 97 % or more',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0, 0.15],
      measure: (rows) => (atThreshold(rows) >= 0.97 ? curveAt(rows, 0.6) : 1),
      unless: ({ bands, rows }) =>
        bands * rows <= 128 ? undefined : `that takes ${bands * rows} hash functions.`,
      hint: 'More rows move the curve to the right, more bands to the left. Start from 16 and 8, and add one row.',
      solution: { bands: 14, rows: 9 },
    },
  },
});
