/** What prose quotes of `ranked-answers`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './ranked-answers.ts';

export default wordsOn(experiment, {
  findings: {
    firstGold: {
      says: 'gold reward of the first sample',
      at: only('measured', 'gold', { given: 'the first sample' }),
      between: [0.38, 0.56],
    },
    rankedGold: {
      says: 'gold reward of the best-ranked of six samples',
      at: only('measured', 'gold', { given: 'the best-ranked sample' }),
      between: [0.798, 0.84],
    },
    likeliestSampleGold: {
      says: 'gold reward of the likeliest of the six samples',
      at: only('measured', 'gold', { given: 'the likeliest sample' }),
      between: [0.71, 0.796],
    },
    likeliestGold: {
      says: 'gold reward of the likeliest answer, which is not sampled',
      at: only('measured', 'gold', { given: 'the likeliest answer (T = 0)' }),
      between: [0.3, 0.85],
    },
    longestGold: {
      says: 'gold reward of the longest of the six samples',
      at: only('measured', 'gold', { given: 'the longest sample' }),
      between: [-0.5, 0.65],
    },
    trulyBestGold: {
      says: 'gold reward of the best of the six samples',
      at: only('measured', 'gold', { given: 'the truly best sample' }),
      between: [0.6, 1],
    },
  },
});
