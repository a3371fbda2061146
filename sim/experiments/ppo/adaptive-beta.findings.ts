/** What prose quotes of `adaptive-beta`. */
import type { RowsOf } from '../../experiment.ts';
import { last, wordsOn } from '../../words.ts';
import experiment from './adaptive-beta.ts';

type Course = RowsOf<typeof experiment.series, 'course'>;
const ends = (rows: Course) => {
  const { klLow, klMiddle, klHigh } = rows.at(-1)!;
  return [klLow, klMiddle, klHigh];
};
const source = { controller: 'source' } as const;
const sourceReversed = { controller: 'source', sign: 'reversed' } as const;

export default wordsOn(experiment, {
  findings: {
    lowest: {
      says: 'smallest final KL of the three runs, target 0.2',
      measure: (rows) => Math.min(...ends(rows.of('course'))),
      digits: 2,
      unit: 'nats',
      between: [0.17, 0.21],
    },
    highest: {
      says: 'largest final KL of the three runs, target 0.2',
      measure: (rows) => Math.max(...ends(rows.of('course'))),
      digits: 2,
      unit: 'nats',
      between: [0.19, 0.23],
    },
    fixedLow: {
      says: 'final KL with β fixed at 0.05',
      settings: { controller: 'none' },
      at: last('course', 'klLow'),
      digits: 2,
      between: [0.6, 0.72],
    },
    fixedHigh: {
      says: 'final KL with β fixed at 2',
      settings: { controller: 'none' },
      at: last('course', 'klHigh'),
      digits: 2,
      between: [0.02, 0.04],
    },
    sourceBeta: {
      says: 'decimal logarithm of the final β under the rule of the source, from 0.5',
      settings: source,
      at: last('course', 'betaMiddle'),
      digits: 0,
      unit: '',
      between: [3, 9],
    },
    sourceKl: {
      says: 'final KL under the rule of the source, from 0.5',
      settings: source,
      at: last('course', 'klMiddle'),
      digits: 2,
      between: [0.3, 3],
    },
    reversedBeta: {
      says: 'decimal logarithm of the final β under the rule of the source with the wrong sign, from 0.5',
      settings: sourceReversed,
      at: last('course', 'betaMiddle'),
      digits: 0,
      unit: '',
      between: [-9.5, -8.9],
    },
    reversedKl: {
      says: 'final KL under the rule of the source with the wrong sign, from 0.5',
      settings: sourceReversed,
      at: last('course', 'klMiddle'),
      digits: 2,
      between: [0.6, 0.72],
    },
    reversedMeasured: {
      says: 'what the rule of the source measures at the end, with the wrong sign',
      settings: sourceReversed,
      at: last('course', 'measured'),
      digits: 2,
      between: [-0.85, -0.45],
    },
  },
  presets: [
    { label: 'Ziegler et al.', settings: {} },
    { label: 'Rule of the source, sign right', settings: source },
    { label: 'Rule of the source, as written', settings: sourceReversed },
  ],
});
