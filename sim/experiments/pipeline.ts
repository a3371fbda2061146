/** Pretraining, fine-tuning, reward model and PPO on one transformer, against the ground truth of the teaching world. */
import { defineExperiment, type Measured, type Params } from '../experiment.ts';
import { restore } from '../model/checkpoint.ts';
import { createLaboratory } from '../stages/laboratory.ts';
import { FINE_TUNING } from '../stages/fineTuning.ts';
import { PPO } from '../stages/policyOptimisation.ts';
import { PRETRAINING } from '../stages/pretraining.ts';
import { pipeline, STAGES, type Stage } from '../stages/pipeline.ts';
import { REWARD } from '../stages/rewardModelling.ts';
import { probeOf, VERDICTS } from '../stages/probe.ts';
import { createWorld } from '../world/world.ts';
import { seedParam } from './seedParam.ts';
import { keeper, stageOf } from './stages/files.ts';
import { measuring } from './stages/measuring.ts';
import {
  fineTuningParams,
  inMenu,
  measuringParams,
  policyParams,
  pretrainingParams,
  rewardParams,
} from './stages/params.ts';
import { series } from './stages/pipelineSeries.ts';
import { views } from './stages/pipelineViews.ts';
import { drawn } from './stages/rows.ts';

/** Tokens of pretraining, held-out pairs, and which held-out questions are asked: every one, or every n-th. */
const SIZES = {
  taste: { tokens: 6_000, heldOutPairs: 60, every: 10 },
  quick: { tokens: 450_000, heldOutPairs: 500, every: 1 },
  standard: { tokens: PRETRAINING.tokens, heldOutPairs: REWARD.heldOutPairs, every: 1 },
} as const;

const { beta, ppoSteps, ...ppoParams } = policyParams;
const { keywordBias, ...otherRewardParams } = rewardParams;
const params = {
  setting: {
    kind: 'choice',
    label: 'setting',
    help: 'How much text pretraining reads: 6 thousand tokens (too few to learn anything; every tenth question is asked), 450 thousand, or a million.',
    choices: { taste: 'a taste', quick: 'quick', standard: 'standard' },
    default: 'standard',
  },
  beta,
  keywordBias,
  ppoSteps,
  from: {
    kind: 'choice',
    label: 'starts from',
    help: 'Fresh weights, or a model that went through the first stages with the default settings.',
    choices: { start: 'fresh weights', base: 'the pretrained model', sft: 'the fine-tuned model' },
    default: 'start',
    menu: true,
  },
  ...inMenu({
    ...fineTuningParams,
    ...pretrainingParams,
    ...otherRewardParams,
    ...ppoParams,
    ...measuringParams,
  }),
  // On most seeds the followed question comes out right; on 7 the last model is sure of a wrong verdict.
  seed: seedParam('Fixes first weights, texts, samples and labels.', 2),
} as const satisfies Params;

const at =
  (wanted: number, degree: number) => (row: { readonly model: number; readonly temperature: number }) =>
    row.model === wanted && row.temperature === degree;
const avoidOf = (rows: Measured<typeof series>, wanted: number) =>
  rows.of('answer').find(({ model }) => model === wanted)!.AVOID;

export default defineExperiment({
  id: 'pipeline',
  title: 'One model goes through all four stages, here, and is measured against the truth.',
  params,
  series,
  clock: { series: 'progress', metric: 'tick', runs: 'all four stages' },
  views,
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
  needs: [
    { model: 'base', when: { param: 'from', is: 'base' } },
    { model: 'sft', when: { param: 'from', is: 'sft' } },
  ],
  engine: true,
  keeps: { base: 'pretrained model', sft: 'fine-tuned model', reward: 'reward model', ppo: 'PPO model' },
  resumes: true,
  small: { setting: 'taste', demonstrations: 50, pairs: 200, ppoSteps: 10 },
  simplified: [
    'A made-up world of 40 drugs with short answers in a fixed grammar; its facts are checked, its language is not English.',
    'Annotators are simulated: they see the true quality, with the bias and the noise that are set.',
    'The reward model shares its trunk with the fine-tuned model and adds half of the log-probability of the answer.',
  ],
}).runs(function* (settings, { kernels, rng, models, keep, resumed }) {
  const laboratory = createLaboratory(kernels, rng);
  const { policy, world } = laboratory;
  const { setting, from, ppoSteps, annotatorNoise: noise, keywordBias, lengthBias } = settings;
  const size = SIZES[setting];
  const probe = probeOf(world, 'metformin', 28);
  const questions = world.evaluation.filter((_, i) => i % size.every === 0);
  const measure = measuring(laboratory, questions, probe, settings.temperature);
  const kept = keeper(laboratory, keep, settings.seed);

  let tick = 0;
  /** What follows every drawn row: the probe, and the place on the scale of the run. */
  function* moment(stage: Stage) {
    tick += 1;
    const avoid = probe.probabilities(policy)[VERDICTS.indexOf('AVOID')]!;
    yield { series: 'right', tick, avoid } as const;
    yield { series: 'progress', tick, stage: STAGES.indexOf(stage) } as const;
  }

  const start = resumed ?? models[from];
  const after = resumed ? stageOf(resumed) : from === 'start' ? undefined : from;
  if (start && after) {
    restore(policy, start);
    yield* moment(after === 'base' ? 'pretrain' : 'sft');
    yield* measure(after === 'base' ? 0 : 1);
  }
  const stages = {
    pretraining: { ...PRETRAINING, ...size, badShare: settings.badShare },
    fineTuning: { ...FINE_TUNING, demonstrations: settings.demonstrations, quality: settings.quality },
    reward: { ...REWARD, ...size, pairs: settings.pairs, annotators: { keywordBias, lengthBias, noise } },
    policy: { ...PPO, ...settings, steps: ppoSteps },
  };
  for (const event of drawn(pipeline(laboratory, stages, after))) {
    if (!event) yield undefined;
    else if ('row' in event) {
      yield event.row;
      yield* moment(event.stage);
    } else {
      kept(event.stage);
      if (event.stage === 'reward') {
        yield { series: 'rewardMeasurement', accuracy: laboratory.judge!.accuracy };
      } else yield* measure(event.stage === 'ppo' ? 2 : STAGES.indexOf(event.stage));
    }
  }
});
