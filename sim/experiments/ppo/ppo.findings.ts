/** What prose quotes of `ppo`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './ppo.ts';
import experiment from './ppo.ts';

const measured = (rows: Measured<typeof series>, model: number, temperature: number) =>
  rows.of('measurement').find((row) => row.model === model && row.temperature === temperature)!;

export default wordsOn(experiment, {
  findings: {
    goldBefore: {
      says: 'gold reward of sampled answers before PPO',
      measure: (rows) => measured(rows, 0, 1).gold,
      digits: 2,
      between: [0.3, 0.5],
    },
    goldAfter: {
      says: 'gold reward of sampled answers after it',
      measure: (rows) => measured(rows, 1, 1).gold,
      digits: 2,
      between: [0.45, 0.75],
    },
    klAfter: {
      says: 'KL from the fine-tuned model after it',
      measure: (rows) => measured(rows, 1, 1).kl,
      digits: 2,
      unit: 'nats',
      between: [0.1, 1.2],
    },
    klWithoutPenalty: {
      says: 'the same without a penalty',
      settings: { beta: 0 },
      measure: (rows) => measured(rows, 1, 1).kl,
      digits: 2,
      unit: 'nats',
      between: [0.3, 6],
    },
  },
  goals: {
    near: {
      says: 'a gold reward of at least 0.5 at a KL of at most 0.3 nats an answer',
      label: 'KL',
      unit: 'nats',
      digits: 2,
      scale: [0, 2],
      target: [0, 0.3],
      measure: (rows) => {
        const { gold, kl } = measured(rows, 1, 1);
        return gold >= 0.5 ? kl : 2;
      },
      hint: 'A larger penalty buys nearness; more steps buy reward.',
      solution: { beta: 0.8, ppoSteps: 200 },
    },
  },
});
