/** What prose quotes of `pipeline`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import { createWorld } from '../../world/world.ts';
import type { series } from './pipelineSeries.ts';
import experiment from './pipeline.ts';

const at =
  (wanted: number, degree: number) => (row: { readonly model: number; readonly temperature: number }) =>
    row.model === wanted && row.temperature === degree;

const avoidOf = (rows: Measured<typeof series>, wanted: number) =>
  rows.of('answer').find(({ model }) => model === wanted)!.AVOID;

export default wordsOn(experiment, {
  findings: {
    questions: {
      says: 'held-out questions',
      measure: () => createWorld().evaluation.length,
      digits: 0,
      between: [550, 650],
    },
    goldOfFineTuned: {
      says: 'gold reward of the fine-tuned model, sampled',
      measure: (rows) => rows.of('measurement').find(at(1, 1))!.gold,
      digits: 2,
      between: [0.3, 0.6],
    },
    goldAfterPpo: {
      says: 'gold reward after PPO, sampled',
      measure: (rows) => rows.of('measurement').find(at(2, 1))!.gold,
      digits: 2,
      between: [0.45, 0.75],
    },
    rewardAccuracy: {
      says: 'held-out pairs that the reward model ranks rightly',
      measure: (rows) => rows.of('rewardMeasurement')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.8, 0.95],
    },
    avoidBase: {
      says: 'P(avoid) of the base model for metformin at eGFR 28',
      measure: (rows) => avoidOf(rows, 0),
      digits: 0,
      percent: true,
      between: [0.2, 1],
    },
    avoidFineTuned: {
      says: 'P(avoid) of the fine-tuned model',
      measure: (rows) => avoidOf(rows, 1),
      digits: 0,
      percent: true,
      between: [0.4, 1],
    },
    avoidOnSeedSeven: {
      says: 'P(avoid) after PPO with seed 7',
      settings: { seed: 7 },
      measure: (rows) => avoidOf(rows, 2),
      digits: 0,
      percent: true,
      between: [0, 0.3],
    },
    avoidAfterPpo: {
      says: 'P(avoid) after PPO',
      measure: (rows) => avoidOf(rows, 2),
      digits: 1,
      percent: true,
      between: [0.6, 1],
    },
  },
  goals: {},
});
