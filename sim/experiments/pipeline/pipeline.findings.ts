/** What prose quotes of `pipeline`. */
import { first, last, only, wordsOn } from '../../words.ts';
import { createWorld } from '../../world/world.ts';
import experiment from './pipeline.ts';

type Model = 'base' | 'SFT' | 'PPO';

const goldOf = (model: Model) => only('measurement', 'gold', { model, temperature: 1 });

/** Its probability of "avoid" for the first question that is asked. */
const avoidOf = (model: Model) => first('answer', 'AVOID', { model });

/** Nearly five times the rate that was found best: the run finishes, and everything after pretraining is worse. */
const TOO_FAST = { pretrainPeak: 0.03 } as const;

const likeliestGold = only('measurement', 'gold', { model: 'PPO', temperature: 0 });

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
    lossAtFirst: {
      says: 'pretraining loss in the first row',
      at: first('pretraining', 'loss'),
      between: [2.7, 3],
    },
    lossAtLast: {
      says: 'pretraining loss at the end',
      at: last('pretraining', 'loss'),
      between: [0.87, 0.96],
    },
    perplexityAtLast: {
      says: 'perplexity at the end of pretraining',
      at: last('pretraining', 'perplexity'),
      between: [2.4, 2.6],
    },
    gradientMost: {
      says: 'largest gradient norm of pretraining, of the rows',
      measure: (rows) => Math.max(...rows.of('pretraining').map(({ gradientNorm }) => gradientNorm)),
      digits: 1,
      between: [2, 4],
    },
    sftLossAtFirst: {
      says: 'fine-tuning loss in the first row',
      at: first('fineTuning', 'loss'),
      between: [0.28, 0.45],
    },
    sftLossAtLast: {
      says: 'fine-tuning loss in the last row',
      at: last('fineTuning', 'loss'),
      between: [0.09, 0.25],
    },
    rewardAtLast: {
      says: 'score of the reward model on the answers of the last batches',
      at: last('ppo', 'proxy'),
      between: [0.3, 0.55],
    },
    klAtFirst: { says: 'KL after the first batches', at: first('ppo', 'kl'), between: [0.01, 0.06] },
    klAtLast: { says: 'KL after the last batches', at: last('ppo', 'kl'), between: [0.28, 0.5] },
    klMost: {
      says: 'largest KL of the rows of PPO',
      measure: (rows) => Math.max(...rows.of('ppo').map(({ kl }) => kl)),
      digits: 2,
      unit: 'nats per answer',
      between: [0.42, 0.75],
    },
    entropyAtFirst: { says: 'entropy when PPO begins', at: first('ppo', 'entropy'), between: [0.2, 0.3] },
    entropyAtLast: { says: 'entropy at the end of PPO', at: last('ppo', 'entropy'), between: [0.05, 0.12] },
    clipMost: {
      says: 'largest clip fraction of the rows of PPO',
      measure: (rows) => 100 * Math.max(...rows.of('ppo').map(({ clipFraction }) => clipFraction)),
      digits: 1,
      unit: '%',
      between: [0.5, 1.4],
    },
    valueLossAtFirst: {
      says: 'value loss when PPO begins',
      at: first('ppo', 'valueLoss'),
      between: [0.28, 0.5],
    },
    valueLossAtLast: {
      says: 'value loss at the end of PPO',
      at: last('ppo', 'valueLoss'),
      between: [0.05, 0.1],
    },
    goldLikeliest: {
      says: 'gold reward of the likeliest answers after PPO',
      at: likeliestGold,
      between: [0.68, 0.8],
    },
    fastLoss: {
      says: 'pretraining loss at the end with a largest learning rate of 0.03',
      settings: TOO_FAST,
      at: last('pretraining', 'loss'),
      between: [1, 1.15],
    },
    fastReward: {
      says: 'score of the reward model at the end of PPO, after pretraining at this rate',
      settings: TOO_FAST,
      at: last('ppo', 'proxy'),
      between: [0.35, 0.95],
    },
    fastKl: {
      says: 'KL at the end of PPO, after pretraining at this rate',
      settings: TOO_FAST,
      at: last('ppo', 'kl'),
      between: [0.52, 1.05],
    },
    fastGold: {
      says: 'gold reward of the likeliest answers after PPO, after pretraining at this rate',
      settings: TOO_FAST,
      at: likeliestGold,
      between: [0.2, 0.4],
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
    { settings: TOO_FAST },
    { settings: { pairs: 500 } },
    { settings: { layers: 2 } },
  ],
});
