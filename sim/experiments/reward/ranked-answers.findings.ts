/** What prose quotes of `ranked-answers`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './ranked-answers.ts';

export default wordsOn(experiment, {
  findings: {
    firstGold: {
      says: 'gold reward of the first sample',
      at: only('measured', 'gold', { given: 'the first sample' }),
      between: [0.2, 0.65],
    },
    rankedGold: {
      says: 'gold reward of the best-ranked of six samples',
      at: only('measured', 'gold', { given: 'the best-ranked sample' }),
      between: [0.5, 0.9],
    },
  },
});
