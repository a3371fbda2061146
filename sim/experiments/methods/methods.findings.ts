/** What prose quotes of `methods`. */
import { only, wordsOn } from '../../words.ts';
import experiment from './methods.ts';

/** Methods that train: behind the fine-tuned model and best-of-n. */
const FIRST_TRAINED = 2;

export default wordsOn(experiment, {
  findings: {
    samples: {
      says: 'answers that each method samples',
      measure: (rows) => rows.of('training').reduce((most, { sampled }) => Math.max(most, sampled), 0),
      between: [2560, 2560],
    },
    before: {
      says: 'gold reward of sampled answers before any method',
      at: only('measurement', 'gold', { method: 'SFT, no method' }),
      between: [0.35, 0.55],
    },
    likeliestBefore: {
      says: 'gold reward of the likeliest answers before any method',
      at: only('measurement', 'likeliest', { method: 'SFT, no method' }),
      between: [0.6, 0.72],
    },
    bestOf: {
      says: 'gold reward of the best of 16',
      at: only('measurement', 'gold', { method: 'best-of-16' }),
      between: [0.76, 0.88],
    },
    klOfChoice: {
      says: 'bound of the KL of the best of 16',
      at: only('measurement', 'kl', { method: 'best-of-16' }),
      digits: 2,
      between: [1.83, 1.84],
    },
    bestTrained: {
      says: 'gold reward of sampled answers after the best of the methods that train',
      measure: (rows) =>
        rows
          .of('measurement')
          .filter(({ method }) => method >= FIRST_TRAINED)
          .reduce((most, { gold }) => Math.max(most, gold), -1),
      digits: 2,
      between: [0.5, 0.66],
    },
    leastTrained: {
      says: 'gold reward of sampled answers after the one that gains least',
      measure: (rows) =>
        rows
          .of('measurement')
          .filter(({ method }) => method >= FIRST_TRAINED)
          .reduce((least, { gold }) => Math.min(least, gold), 1),
      digits: 2,
      between: [0.38, 0.52],
    },
  },
});
