/** What prose quotes of `gradient-accumulation`, and what exercises ask of it. */
import { first, only, wordsOn } from '../../words.ts';
import experiment from './gradient-accumulation.ts';

const offByMeans = only('way', 'difference', { way: 'means averaged' });

export default wordsOn(experiment, {
  findings: {
    accumulatedDifference: {
      says: 'how far accumulated micro-batches are from the large batch',
      at: only('way', 'difference', { way: 'micro-batches' }),
      digits: 0,
      unit: '',
      between: [0, 0],
    },
    parallelDigits: {
      says: 'digits in which two GPUs agree with it',
      at: only('way', 'digits', { way: 'GPUs' }),
      unit: '',
      between: [6, 7.5],
    },
    meansDifference: {
      says: 'how far the averaged means are off',
      at: offByMeans,
      digits: 0,
      between: [0.08, 0.4],
    },
    drawnDifference: {
      says: 'how far they are off if the documents come as they are drawn',
      settings: { lengths: 'drawn' },
      at: offByMeans,
      digits: 0,
      between: [0.02, 0.3],
    },
    shortestByTokens: {
      says: 'share of the tokens that stand in the shortest micro-batch',
      measure: (rows) => Math.min(...rows.of('microBatch').map(({ byTokens }) => byTokens)),
      unit: 'share',
      between: [0.03, 0.11],
    },
    shortestByMeans: {
      says: 'share of the loss that it gets if means are averaged',
      at: first('microBatch', 'byMeans'),
      between: [0.125, 0.125],
    },
    equalDigits: {
      says: 'digits in which averaged means agree if all documents have one length',
      settings: { lengths: 'equal' },
      at: only('way', 'digits', { way: 'means averaged' }),
      unit: '',
      between: [6, 7.5],
    },
    shortest: {
      says: 'tokens in the shortest micro-batch',
      measure: (rows) => Math.min(...rows.of('microBatch').map(({ tokens }) => tokens)),
      between: [5, 20],
    },
    longest: {
      says: 'tokens in the longest micro-batch',
      measure: (rows) => Math.max(...rows.of('microBatch').map(({ tokens }) => tokens)),
      between: [24, 40],
    },
  },
  goals: {
    largeError: {
      says: 'Make averaging the means as wrong as you can: off by at least 22 % of the gradient.',
      label: 'difference of the averaged means',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 0.6],
      target: [0.22, 0.6],
      at: offByMeans,
      unless: ({ seed }) =>
        seed === experiment.params.seed.default
          ? undefined
          : 'the documents have to stay as they are: with other seeds the default alone errs by up to a third and more.',
      hint: 'The error comes from micro-batches that differ in their number of tokens. Which differ most: small ones or large ones?',
      solution: { perGpu: 1, gpus: 2, accumulation: 2 },
      because:
        'A micro-batch of one document is as long as that document, so the lengths differ most. And with only four of them the shortest gets a quarter of the weight, while more of them would average the errors out.',
      wrong: [
        {
          settings: { gpus: 1, perGpu: 4, accumulation: 2 },
          fails: 'low',
          because:
            'Four documents together are never as short as the shortest of them, nor as long as the longest, so micro-batches differ less.',
        },
        {
          settings: { lengths: 'equal', perGpu: 1, gpus: 4 },
          fails: 'low',
          because: 'If all documents have one length, the mean of means is the mean.',
        },
      ],
    },
  },
  presets: [
    { label: 'Sorted by length', settings: {} },
    { label: 'As they come', settings: { lengths: 'drawn' } },
    { label: 'All of one length', settings: { lengths: 'equal' } },
  ],
});
