/** What prose quotes of `be-the-annotator`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './be-the-annotator.ts';
import experiment, { pairs, names } from './be-the-annotator.ts';

const accuracyOf = (rows: Measured<typeof series>, who: number) =>
  rows.of('accuracy').find((row) => row.who === who)!;

export default wordsOn(experiment, {
  findings: {
    kappaOfCautious: {
      says: 'κ of the cautious annotator with the expert',
      measure: (rows) => rows.of('agreement')[0]!.kappa,
      digits: 2,
      between: [-0.5, 0.5],
    },
    agreedOfCautious: {
      says: 'pairs on which she agrees with the expert',
      measure: (rows) => rows.of('agreement')[0]!.agreed,
      digits: 0,
      between: [3, 7],
    },
    accuracyBefore: {
      says: 'held-out accuracy before any label',
      measure: (rows) => accuracyOf(rows, 0).accuracy,
      digits: 0,
      percent: true,
      between: [0.7, 0.85],
    },
    warningBefore: {
      says: 'score of the needless warning minus that of the right answer, before any label',
      measure: (rows) => accuracyOf(rows, 0).warning,
      digits: 1,
      unit: 'logits',
      between: [-6, -0.5],
    },
    warningOfCautious: {
      says: 'the same after her ten labels',
      measure: (rows) => accuracyOf(rows, 1).warning,
      digits: 1,
      unit: 'logits',
      between: [1, 12],
    },
    accuracyOfCautious: {
      says: 'held-out accuracy after her ten labels',
      measure: (rows) => accuracyOf(rows, 1).accuracy,
      digits: 0,
      percent: true,
      between: [0.6, 0.77],
    },
    accuracyOfExpert: {
      says: 'held-out accuracy after ten labels by the expert',
      measure: (rows) => accuracyOf(rows, 2).accuracy,
      digits: 0,
      percent: true,
      between: [0.65, 0.85],
    },
  },
  goals: {
    agree: {
      says: 'a κ of at least 0.8 with the expert, on at least eight pairs',
      label: 'κ',
      unit: '',
      digits: 2,
      scale: [-1, 1],
      target: [0.8, 1],
      measure: (rows) => {
        const { labelled, kappa } = rows.of('agreement')[0]!;
        return labelled >= 8 ? kappa : -1;
      },
      hint: 'After a run the last table names the pairs on which you differ, and who says so.',
      solution: Object.fromEntries(pairs.map(({ expert }, i) => [names[i]!, expert])),
    },
  },
});
