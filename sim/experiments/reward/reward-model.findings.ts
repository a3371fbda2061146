/** What prose quotes of `reward-model`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './reward-model.ts';
import experiment from './reward-model.ts';

const firstWordOf = (rows: Measured<typeof series>, line: number) =>
  rows.of('tokens').find((row) => row.line === line)!.share;

const totalOf = (rows: Measured<typeof series>, line: number) => rows.of('totals')[line]!.score;

export default wordsOn(experiment, {
  findings: {
    accuracy: {
      says: 'held-out pairs that it ranks rightly',
      measure: (rows) => rows.of('rewardMeasurement')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.8, 0.95],
    },
    ranked: {
      says: 'held-out questions at which the right answer scores above a made-up one',
      measure: (rows) => rows.of('scored')[0]!.ranked,
      digits: 0,
      percent: true,
      between: [0.75, 1],
    },
    usualWhereWrong: {
      says: 'what "usual" adds at eGFR 28',
      measure: (rows) => firstWordOf(rows, 1),
      digits: 1,
      between: [-5, -0.5],
    },
    usualWhereRight: {
      says: 'what "usual" adds at eGFR 90',
      measure: (rows) => firstWordOf(rows, 2),
      digits: 1,
      between: [-0.6, 0.6],
    },
    avoidWhereWrong: {
      says: 'what "avoid" adds at eGFR 90',
      measure: (rows) => firstWordOf(rows, 3),
      digits: 1,
      between: [-5, -0.5],
    },
    warningWithoutBias: {
      says: 'score of the needless warning minus that of the right answer at eGFR 90',
      measure: (rows) => totalOf(rows, 3) - totalOf(rows, 2),
      digits: 1,
      between: [-8, -0.2],
    },
    warningWithBias: {
      says: 'the same when annotators like warnings (keyword bias 1.5)',
      settings: { keywordBias: 1.5 },
      measure: (rows) => totalOf(rows, 3) - totalOf(rows, 2),
      digits: 1,
      between: [0.05, 8],
    },
    accuracyWithNoise: {
      says: 'held-out accuracy when half of the labels are a coin flip',
      settings: { annotatorNoise: 0.5 },
      measure: (rows) => rows.of('rewardMeasurement')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.7, 0.92],
    },
    accuracyOfFew: {
      says: 'held-out accuracy from 200 pairs',
      settings: { pairs: 200 },
      measure: (rows) => rows.of('rewardMeasurement')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.6, 0.88],
    },
  },
  goals: {
    fooled: {
      says: 'a reward model that scores the needless warning above the right answer',
      label: 'needless warning minus right answer, eGFR 90',
      unit: 'deviations',
      digits: 1,
      scale: [-6, 6],
      target: [0, 100],
      measure: (rows) => totalOf(rows, 3) - totalOf(rows, 2),
      hint: 'The reward model likes what its annotators like.',
      solution: { keywordBias: 1.5 },
    },
  },
});
