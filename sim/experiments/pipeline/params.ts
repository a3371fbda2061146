/** What can be set in each stage. Each experiment composes what it needs of them. */
import type { Params } from '../../param.ts';

/** Kept in the figure's menu instead of in sight. */
export const inMenu = <const P extends Params>(
  params: P,
): { [K in keyof P]: P[K] & { readonly menu: true } } =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, { ...param, menu: true }])) as {
    [K in keyof P]: P[K] & { readonly menu: true };
  };

export const pretrainingParams = {
  badShare: {
    kind: 'number',
    label: 'bad answers on the web',
    unit: 'share',
    help: 'Share of answers in the pretraining text that are wrong, vague or padded, besides its myths.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.2,
  },
} as const satisfies Params;

export const fineTuningParams = {
  demonstrations: {
    kind: 'number',
    label: 'demonstrations',
    help: 'Answers by experts for supervised fine-tuning.',
    min: 50,
    max: 5000,
    step: 50,
    default: 1000,
  },
  quality: {
    kind: 'number',
    label: 'quality of demonstrations',
    unit: 'share',
    help: 'Share of demonstrations that are written with care.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.85,
  },
} as const satisfies Params;

export const rewardParams = {
  pairs: {
    kind: 'number',
    label: 'preference pairs',
    help: 'Labelled pairs for the reward model.',
    min: 200,
    max: 4000,
    step: 100,
    default: 4000,
  },
  annotatorNoise: {
    kind: 'number',
    label: 'annotator noise',
    unit: 'share',
    help: 'Share of labels that are a coin flip.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0,
  },
  keywordBias: {
    kind: 'number',
    label: 'annotators’ keyword bias',
    help: 'How much better annotators like an answer in which something is forbidden.',
    min: 0,
    max: 2.5,
    step: 0.1,
    default: 0,
  },
  lengthBias: {
    kind: 'number',
    label: 'annotators’ length bias',
    help: 'How much better annotators like an answer for every ten tokens.',
    min: 0,
    max: 2,
    step: 0.1,
    default: 0,
  },
} as const satisfies Params;

export const policyParams = {
  beta: {
    kind: 'number',
    symbol: '\\beta',
    label: 'KL penalty',
    help: 'Price of a nat between the policy and the fine-tuned model.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.3,
  },
  ppoSteps: {
    kind: 'number',
    label: 'PPO steps',
    help: 'Batches of 64 sampled answers.',
    min: 0,
    max: 300,
    step: 10,
    default: 200,
  },
  clipRange: {
    kind: 'number',
    symbol: '\\varepsilon',
    label: 'clip range',
    help: 'How far the ratio of new to old probability may move an update; it acts when a batch is used several times.',
    min: 0.02,
    max: 0.4,
    step: 0.02,
    default: 0.2,
  },
  epochs: {
    kind: 'number',
    label: 'PPO epochs',
    help: 'Passes over each batch of answers.',
    min: 1,
    max: 8,
    step: 1,
    default: 2,
  },
  minibatch: {
    kind: 'number',
    label: 'PPO minibatch',
    unit: 'answers',
    help: 'Answers in each update.',
    min: 8,
    max: 64,
    step: 8,
    default: 64,
  },
  gamma: {
    kind: 'number',
    symbol: '\\gamma',
    label: 'discount',
    help: 'Weight of the next token’s reward relative to this one’s.',
    min: 0.8,
    max: 1,
    step: 0.01,
    default: 1,
  },
  lambda: {
    kind: 'number',
    symbol: '\\lambda',
    label: 'GAE λ',
    help: 'From trusting the value head (0) to trusting the sampled rewards (1).',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.7,
  },
  reward: {
    kind: 'choice',
    label: 'reward',
    help: 'Token by token, as the reward model splits it, or all of it at the end.',
    choices: { dense: 'by token', terminal: 'at the end' },
    default: 'dense',
  },
  klControl: {
    kind: 'choice',
    label: 'KL control',
    help: 'A fixed β, or one that is adapted to a target.',
    choices: { fixed: 'fixed β', adaptive: 'adaptive β' },
    default: 'fixed',
  },
  klTarget: {
    kind: 'number',
    label: 'KL target',
    unit: 'nats an answer',
    help: 'What an adaptive β aims at.',
    min: 0.1,
    max: 3,
    step: 0.1,
    default: 0.5,
    when: { param: 'klControl', is: 'adaptive' },
  },
} as const satisfies Params;

export const measuringParams = {
  temperature: {
    kind: 'number',
    label: 'temperature of the measurement',
    help: 'At which held-out questions are answered: 1 samples, 0 takes the likeliest token.',
    min: 0,
    max: 1,
    step: 0.1,
    default: 1,
  },
} as const satisfies Params;

export const askedParams = {
  asked: {
    kind: 'number',
    label: 'held-out questions asked',
    unit: 'share',
    help: 'Share of the held-out questions on which models are measured: fewer are faster, and less certain.',
    min: 0.1,
    max: 1,
    step: 0.1,
    default: 1,
  },
} as const satisfies Params;
