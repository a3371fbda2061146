/** What prose quotes of `gradient-accumulation`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './gradient-accumulation.ts';
import experiment from './gradient-accumulation.ts';

const wayOf = (rows: Measured<typeof series>, way: number) => rows.of('way')[way]!;

export default wordsOn(experiment, {
  findings: {
    accumulatedDifference: {
      says: 'how far accumulated micro-batches are from the large batch',
      measure: (rows) => wayOf(rows, 0).difference,
      digits: 0,
      between: [0, 0],
    },
    parallelDigits: {
      says: 'digits in which two GPUs agree with it',
      measure: (rows) => wayOf(rows, 1).digits,
      digits: 1,
      between: [6, 7.5],
    },
    meansDifference: {
      says: 'how far the averaged means are off',
      measure: (rows) => wayOf(rows, 2).difference,
      digits: 0,
      percent: true,
      between: [0.08, 0.4],
    },
    drawnDifference: {
      says: 'how far they are off if the documents come as they are drawn',
      settings: { lengths: 'drawn' },
      measure: (rows) => wayOf(rows, 2).difference,
      digits: 0,
      percent: true,
      between: [0.02, 0.3],
    },
    shortestByTokens: {
      says: 'share of the tokens that stand in the shortest micro-batch',
      measure: (rows) => Math.min(...rows.of('microBatch').map(({ byTokens }) => byTokens)),
      digits: 0,
      percent: true,
      between: [0.03, 0.11],
    },
    shortestByMeans: {
      says: 'share of the loss that it gets if means are averaged',
      measure: (rows) => rows.of('microBatch')[0]!.byMeans,
      digits: 1,
      percent: true,
      between: [0.125, 0.125],
    },
    equalDigits: {
      says: 'digits in which averaged means agree if all documents have one length',
      settings: { lengths: 'equal' },
      measure: (rows) => wayOf(rows, 2).digits,
      digits: 1,
      between: [6, 7.5],
    },
    shortest: {
      says: 'tokens in the shortest micro-batch',
      measure: (rows) => Math.min(...rows.of('microBatch').map(({ tokens }) => tokens)),
      digits: 0,
      between: [5, 20],
    },
    longest: {
      says: 'tokens in the longest micro-batch',
      measure: (rows) => Math.max(...rows.of('microBatch').map(({ tokens }) => tokens)),
      digits: 0,
      between: [24, 40],
    },
  },
  goals: {
    largeError: {
      says: 'Make averaging the means as wrong as you can: off by at least a fifth of the gradient.',
      label: 'difference of the averaged means',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 0.5],
      target: [0.2, 0.5],
      measure: (rows) => wayOf(rows, 2).difference,
      hint: 'The error comes from micro-batches that differ in their number of tokens. Which differ most: small ones or large ones?',
      solution: { perGpu: 1, gpus: 4, accumulation: 4 },
    },
  },
});
