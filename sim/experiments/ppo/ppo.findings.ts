/** What prose quotes of `ppo`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import type { SettingsOf } from '../../param.ts';
import { mean } from '../../measure/mean.ts';
import { last, only, wordsOn } from '../../words.ts';
import experiment from './ppo.ts';

type Measurement = 'gold' | 'proxy' | 'accuracy' | 'kl';

const sampled = (model: 'SFT' | 'PPO', metric: Measurement) =>
  only('measurement', metric, { model, temperature: 1 });
const likeliest = (model: 'SFT' | 'PPO', metric: Measurement) =>
  only('measurement', metric, { model, temperature: 0 });

type Rows = Measured<typeof experiment.series>;
const goldOf = (rows: Rows, model: number, temperature: number) =>
  rows.of('measurement').find((row) => row.model === model && row.temperature === temperature)!.gold;

/** What the source sets, as far as this engine has the knob: eight answers are a step, and an update. */
export const SOURCE = {
  gamma: 0.99,
  lambda: 0.95,
  clipRange: 0.2,
  beta: 0.1,
  valueWeight: 0.1,
  entropyBonus: 0.01,
  answersPerStep: 8,
} as const;
/** Defaults of TRL's PPOConfig, as far as this engine has the knob. */
export const TRL = {
  beta: 0.05,
  lambda: 0.95,
  gamma: 1,
  clipRange: 0.2,
  epochs: 4,
  minibatch: 128,
  valueWeight: 0.1,
  entropyBonus: 0,
  reward: 'terminal',
} as const;
/** Short runs, measured on few questions, which differ in one thing each. */
const SHORT = { ppoSteps: 40, asked: 0.1 } as const;

type Between = readonly [number, number];

const ofOthers = (who: string, settings: typeof SOURCE | typeof TRL, gold: Between, kl: Between) => ({
  gold: {
    says: `gold reward of sampled answers with ${who}`,
    settings,
    at: sampled('PPO', 'gold'),
    between: gold,
  } as const,
  kl: { says: `KL with ${who}`, settings, at: sampled('PPO', 'kl'), digits: 1, between: kl } as const,
  likeliest: {
    says: `gold reward of likeliest answers, after minus before, with ${who}`,
    settings,
    measure: (rows: Rows) => goldOf(rows, 1, 0) - goldOf(rows, 0, 0),
    digits: 2,
    between: [-0.4, -0.01],
  } as const,
});
const source = ofOthers('the source’s settings', SOURCE, [0.35, 0.54], [1.2, 3]);
const trl = ofOthers('TRL’s defaults', TRL, [0.54, 0.75], [0.7, 6]);

type Changed = Partial<SettingsOf<typeof experiment.params>>;
const inShortRun = (
  says: string,
  changed: Changed,
  metric: 'kl' | 'entropy' | 'gold',
  digits: number,
  between: Between,
) => ({ says, settings: { ...SHORT, ...changed }, at: last('ppo', metric), digits, between });

export default wordsOn(experiment, {
  findings: {
    goldBefore: {
      says: 'gold reward of sampled answers before PPO',
      at: sampled('SFT', 'gold'),
      between: [0.4, 0.52],
    },
    goldAfter: { says: 'the same after PPO', at: sampled('PPO', 'gold'), between: [0.54, 0.75] },
    goldLikeliestBefore: {
      says: 'gold reward of likeliest answers before PPO',
      at: likeliest('SFT', 'gold'),
      between: [0.6, 0.75],
    },
    goldLikeliestAfter: { says: 'the same after PPO', at: likeliest('PPO', 'gold'), between: [0.6, 0.8] },
    likeliestOverPpo: {
      says: 'gold reward of the likeliest answers before PPO, minus that of sampled answers after it',
      measure: (rows) => goldOf(rows, 0, 0) - goldOf(rows, 1, 1),
      digits: 2,
      between: [0, 0.2],
    },
    kl: {
      says: 'KL on held-out questions after PPO',
      at: sampled('PPO', 'kl'),
      digits: 1,
      between: [0.1, 0.7],
    },
    clipAtEnd: {
      says: 'clip fraction at the end',
      at: last('ppo', 'clipFraction'),
      digits: 1,
      between: [0, 0.03],
    },
    entropyBefore: {
      says: 'entropy of the next token early in the run',
      measure: (rows) => rows.of('ppo')[0]!.entropy,
      digits: 2,
      unit: 'nats',
      between: [0.2, 0.35],
    },
    entropyAfter: {
      says: 'entropy of the next token at the end',
      at: last('ppo', 'entropy'),
      digits: 2,
      between: [0.05, 0.2],
    },
    sourceGold: source.gold,
    sourceKl: source.kl,
    trlGold: trl.gold,
    trlKl: trl.kl,
    sourceSampled: {
      says: 'gold reward of sampled answers, after minus before, with the source’s settings',
      settings: SOURCE,
      measure: (rows) => goldOf(rows, 1, 1) - goldOf(rows, 0, 1),
      digits: 2,
      between: [-0.12, 0.08],
    },
    sourceLikeliest: source.likeliest,
    trlLikeliest: trl.likeliest,
    klInReward: inShortRun('KL after 40 steps, k1 in the reward', {}, 'kl', 2, [0.25, 0.49]),
    klFree: inShortRun('KL after 40 steps without a penalty', { beta: 0 }, 'kl', 1, [3, 40]),
    klAsK1: inShortRun('KL after 40 steps, k1 as a loss', { klForm: 'k1' }, 'kl', 1, [3, 40]),
    klAsK2: inShortRun('KL after 40 steps, k2 as a loss', { klForm: 'k2' }, 'kl', 2, [0.4, 0.8]),
    klAsK3: inShortRun('KL after 40 steps, k3 as a loss', { klForm: 'k3' }, 'kl', 2, [0.8, 4]),
    policyLoss: {
      says: 'policy loss, mean over the run',
      measure: (rows) => mean(rows.of('loss').map(({ policyLoss }) => policyLoss)),
      digits: 3,
      between: [-0.05, 0.02],
    },
  },
  presets: [
    { label: 'Course', settings: {} },
    { label: 'Source', settings: SOURCE },
    { label: 'TRL defaults', settings: TRL },
  ],
});
