/** What prose quotes of `ppo`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import { last, only, wordsOn } from '../../words.ts';
import experiment from './ppo.ts';

type Measurement = 'gold' | 'proxy' | 'accuracy' | 'kl';

const sampled = (model: 'SFT' | 'PPO', metric: Measurement) =>
  only('measurement', metric, { model, temperature: 1 });
const likeliest = (model: 'SFT' | 'PPO', metric: Measurement) =>
  only('measurement', metric, { model, temperature: 0 });

const goldOf = (rows: Measured<typeof experiment.series>, model: number, temperature: number) =>
  rows.of('measurement').find((row) => row.model === model && row.temperature === temperature)!.gold;

/** What the source sets, as far as this engine has the knob. */
export const SOURCE = { gamma: 0.99, lambda: 0.95, clipRange: 0.2, beta: 0.1, minibatch: 8 } as const;
/** Defaults of TRL's PPOConfig, as far as this engine has the knob. */
export const TRL = {
  beta: 0.05,
  lambda: 0.95,
  gamma: 1,
  clipRange: 0.2,
  epochs: 4,
  minibatch: 128,
  reward: 'terminal',
} as const;

const ofOthers = (who: string, settings: typeof SOURCE | typeof TRL) => ({
  gold: {
    says: `gold reward of sampled answers with ${who}`,
    settings,
    at: sampled('PPO', 'gold'),
    between: [0.45, 0.75],
  } as const,
  kl: { says: `KL with ${who}`, settings, at: sampled('PPO', 'kl'), digits: 1, between: [0.7, 6] } as const,
});
const [source, trl] = [ofOthers('the source’s settings', SOURCE), ofOthers('TRL’s defaults', TRL)];

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
  },
  presets: [
    { label: 'Course', settings: {} },
    { label: 'Source', settings: SOURCE },
    { label: 'TRL defaults', settings: TRL },
  ],
});
