/** What prose quotes of `ranked-answers`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment from './ranked-answers.ts';

export default wordsOn(experiment, {
  findings: {
    firstGold: {
      says: 'gold reward of the first sample',
      measure: (rows) => rows.of('measured')[0]!.gold,
      digits: 2,
      between: [0.2, 0.65],
    },
    rankedGold: {
      says: 'gold reward of the best-ranked of six samples',
      measure: (rows) => rows.of('measured')[1]!.gold,
      digits: 2,
      between: [0.5, 0.9],
    },
  },
  goals: {},
});
