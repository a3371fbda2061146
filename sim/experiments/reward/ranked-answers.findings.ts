/** What prose quotes of `ranked-answers`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './ranked-answers.ts';

export default wordsOn(experiment, {
  findings: {
    firstGold: {
      says: 'gold reward of one sample, on average',
      at: only('measured', 'gold', { given: 'one sample, on average' }),
      between: [0.42, 0.52],
    },
    rankedGold: {
      says: 'gold reward of the best-ranked of six samples',
      at: only('measured', 'gold', { given: 'the best-ranked sample' }),
      between: [0.77, 0.84],
    },
    likeliestSampleGold: {
      says: 'gold reward of the likeliest of the six samples',
      at: only('measured', 'gold', { given: 'the likeliest sample' }),
      between: [0.68, 0.75],
    },
    likeliestGold: {
      says: 'gold reward of the likeliest answer, which is not sampled',
      at: only('measured', 'gold', { given: 'the likeliest answer (T = 0)' }),
      between: [0.66, 0.75],
    },
    longestGold: {
      says: 'gold reward of the longest of the six samples',
      at: only('measured', 'gold', { given: 'the longest sample' }),
      between: [0.38, 0.48],
    },
    trulyBestGold: {
      says: 'gold reward of the best of the six samples',
      at: only('measured', 'gold', { given: 'the truly best sample' }),
      between: [0.88, 1],
    },
    leadOverSample: {
      says: 'how far the best-ranked sample leads one sample',
      at: only('lead', 'lead', { given: 'one sample, on average' }),
      between: [0.28, 0.42],
    },
    lead: {
      says: 'how far the best-ranked sample leads the likeliest one',
      at: only('lead', 'lead', { given: 'the likeliest sample' }),
      between: [0.05, 0.13],
    },
    leadOfTwo: {
      says: 'how far the better-ranked of two samples leads the likeliest answer',
      settings: { samples: 2 },
      at: only('lead', 'lead', { given: 'the likeliest answer (T = 0)' }),
      between: [-0.1, 0],
    },
    leadFrom: {
      says: 'lower end of the 95 % interval of that lead',
      at: only('lead', 'low', { given: 'the likeliest sample' }),
      between: [0.02, 0.1],
    },
    leadTo: {
      says: 'upper end of that interval',
      at: only('lead', 'high', { given: 'the likeliest sample' }),
      between: [0.09, 0.2],
    },
  },
});
