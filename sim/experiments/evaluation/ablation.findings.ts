/** What prose quotes of `ablation`. What holds over its parts and seeds is read from its sweep. */
import { last, wordsOn } from '../../words.ts';
import experiment from './ablation.ts';

const likeliest = { leaveOut: 'pretraining', answers: 'likeliest' } as const;

export default wordsOn(experiment, {
  findings: {
    unpretrainedGold: {
      says: 'gold reward of the likeliest answers without pretraining',
      settings: likeliest,
      at: last('end', 'gold'),
      between: [-0.05, 0.25],
    },
    unpretrainedRight: {
      says: 'share of the questions with a right verdict that these answers get',
      settings: likeliest,
      at: last('end', 'accuracy'),
      between: [0, 0.01],
    },
  },
});
