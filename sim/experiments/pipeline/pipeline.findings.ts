/** What prose quotes of `pipeline`. */
import { first, only, wordsOn } from '../../words.ts';
import { createWorld } from '../../world/world.ts';
import experiment from './pipeline.ts';

type Model = 'base' | 'SFT' | 'PPO';

const goldOf = (model: Model) => only('measurement', 'gold', { model, temperature: 1 });

/** Its probability of "avoid" for the first question that is asked. */
const avoidOf = (model: Model) => first('answer', 'AVOID', { model });

export default wordsOn(experiment, {
  findings: {
    questions: {
      says: 'held-out questions',
      measure: () => createWorld().evaluation.length,
      between: [550, 650],
    },
    goldOfFineTuned: {
      says: 'gold reward of the fine-tuned model, sampled',
      at: goldOf('SFT'),
      between: [0.3, 0.6],
    },
    goldAfterPpo: { says: 'gold reward after PPO, sampled', at: goldOf('PPO'), between: [0.45, 0.75] },
    rewardAccuracy: {
      says: 'held-out pairs that the reward model ranks correctly',
      at: first('rewardMeasurement', 'accuracy'),
      between: [0.8, 0.95],
    },
    avoidBase: {
      says: 'P(avoid) of the base model for metformin at eGFR 28',
      at: avoidOf('base'),
      between: [0.2, 1],
    },
    avoidFineTuned: { says: 'P(avoid) of the fine-tuned model', at: avoidOf('SFT'), between: [0.4, 1] },
    goldWarned: {
      says: 'gold reward after PPO, sampled, with annotators who like warnings and a KL penalty of 0.1',
      settings: { keywordBias: 1.5, beta: 0.1 },
      at: goldOf('PPO'),
      between: [-0.8, 0.3],
    },
    specificityWarned: {
      says: 'answers of that model that forbid nothing, where nothing is to be forbidden',
      settings: { keywordBias: 1.5, beta: 0.1 },
      at: only('measurement', 'specificity', { model: 'PPO', temperature: 1 }),
      between: [0, 0.3],
    },
    goldHeld: {
      says: 'gold reward after PPO, sampled, with these annotators and a KL penalty of 0.5',
      settings: { keywordBias: 1.5, beta: 0.5 },
      at: goldOf('PPO'),
      between: [0.35, 0.6],
    },
    goldUnheld: {
      says: 'gold reward after PPO, sampled, with these annotators and no KL penalty',
      settings: { keywordBias: 1.5, beta: 0 },
      at: goldOf('PPO'),
      between: [-0.9, -0.3],
    },
    avoidAfterPpo: { says: 'P(avoid) after PPO', at: avoidOf('PPO'), digits: 1, between: [0.6, 1] },
  },
  presets: [
    { label: 'Careful annotators', settings: {} },
    { label: 'Annotators who like warnings, little KL', settings: { keywordBias: 1.5, beta: 0.1 } },
    { label: 'The same, held by KL', settings: { keywordBias: 1.5, beta: 0.5 } },
    { settings: { keywordBias: 1.5, beta: 0 } },
    { settings: { setting: 'quick', demonstrations: 600, pairs: 3000, ppoSteps: 80 } },
    { settings: { epochs: 4, minibatch: 16 } },
  ],
});
