/** What prose quotes of `program-2`. */
import { last, only, wordsOn } from '../../words.ts';
import experiment from './program-2.ts';

const at = (metric: 'gold' | 'safety', model: 'SFT' | 'PPO', temperature: 0 | 1) =>
  only('measurement', metric, { model, temperature });

export default wordsOn(experiment, {
  findings: {
    sampledBefore: {
      says: 'gold reward of sampled answers before PPO',
      at: at('gold', 'SFT', 1),
      between: [0.33, 0.58],
    },
    sampledAfter: {
      says: 'gold reward of sampled answers after PPO',
      at: at('gold', 'PPO', 1),
      between: [0.5, 0.72],
    },
    likeliestBefore: {
      says: 'gold reward of likeliest answers before PPO',
      at: at('gold', 'SFT', 0),
      between: [0.6, 0.7],
    },
    likeliestAfter: {
      says: 'gold reward of likeliest answers after PPO',
      at: at('gold', 'PPO', 0),
      between: [0.57, 0.75],
    },
    safetyAfter: {
      says: 'contraindications recognised in likeliest answers after PPO',
      at: at('safety', 'PPO', 0),
      between: [0.6, 0.9],
    },
    kl: { says: 'KL at the end', at: last('ppo', 'kl'), digits: 2, between: [0.2, 0.9] },
  },
});
