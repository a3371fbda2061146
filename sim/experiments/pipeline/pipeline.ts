/** Pretraining, fine-tuning, reward model and PPO on one transformer, against the ground truth of the teaching world. */
import { defineExperiment } from '../../experiment.ts';
import type { Params } from '../../param.ts';
import { createLaboratory, shapeParams } from '../../stages/laboratory.ts';
import { fineTuningParams } from '../../stages/fineTuning.ts';
import { policyParams } from '../../stages/policyOptimisation.ts';
import { pretrainingParams } from '../../stages/pretraining.ts';
import { pipeline, STAGES, type Stage } from '../../stages/pipeline.ts';
import type { Standard } from '../../stages/standard.ts';
import { HELD_OUT_PAIRS, rewardParams } from '../../stages/rewardModelling.ts';
import { probeOf, probeOn } from '../../stages/probe.ts';
import { formulary, readableAnswer, verdicts, type Verdict } from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { keeper, stageOf } from './files.ts';
import { followed } from './followed.ts';
import { following } from './following.ts';
import { measuring } from './measuring.ts';
import { inMenu, measuringParams } from './params.ts';
import { series } from './pipelineSeries.ts';
import { views } from './pipelineViews.ts';
import { drawn } from './rows.ts';

/** Tokens of pretraining, held-out pairs, and which held-out questions are asked: every one, or every n-th. */
const SIZES = {
  taste: { tokens: 6_000, heldOutPairs: 60, every: 10 },
  quick: { tokens: 450_000, heldOutPairs: 500, every: 1 },
  standard: { tokens: 1_000_000, heldOutPairs: HELD_OUT_PAIRS, every: 1 },
  thorough: { tokens: 2_000_000, heldOutPairs: HELD_OUT_PAIRS, every: 1 },
} as const;

// Taken out by name: what comes first, and what several stages call alike.
const { peak: pretrainPeak, warmUp, batch: pretrainBatch, badShare } = pretrainingParams;
const { demonstrations, quality, epochs: sftEpochs, peak: sftPeak } = fineTuningParams;
const { keywordBias, epochs: rewardEpochs, peak: rewardPeak, ...otherRewardParams } = rewardParams;
const { beta, ppoSteps, ...otherPolicyParams } = policyParams;

/** Where a run starts from other weights than fresh ones, its first stages and its model are given. */
const FRESH = { when: { param: 'from', is: 'start' } } as const;

const params = {
  setting: {
    kind: 'choice',
    label: 'setting',
    help: 'How much text pretraining reads: 6 thousand tokens (too few to learn anything; every tenth question is asked), 450 thousand, a million, or two.',
    choices: {
      taste: 'a taste',
      quick: 'quick',
      standard: 'standard',
      thorough: 'thorough',
      own: 'as many tokens as set',
    },
    default: 'standard',
    menu: true,
    group: 'Pretraining',
  },
  beta,
  keywordBias,
  ...inMenu({ ppoSteps }, 'PPO'),
  from: {
    kind: 'choice',
    label: 'starts from',
    help: 'Fresh weights, or a model that went through the first stages with the default settings.',
    choices: { start: 'fresh weights', base: 'the pretrained model', sft: 'the fine-tuned model' },
    default: 'start',
    menu: true,
    group: 'Model',
  },
  ...inMenu(
    { width: { ...shapeParams.width, ...FRESH }, layers: { ...shapeParams.layers, ...FRESH } },
    'Model',
  ),
  ...inMenu(
    {
      tokens: {
        kind: 'number',
        label: 'tokens read',
        unit: 'thousand',
        help: 'How much text pretraining reads.',
        min: 20,
        max: 4000,
        step: 20,
        default: 1000,
        when: { param: 'setting', is: 'own' },
      },
      pretrainPeak: { ...pretrainPeak, ...FRESH },
      warmUp: { ...warmUp, ...FRESH },
      pretrainBatch: { ...pretrainBatch, ...FRESH },
      badShare,
    },
    'Pretraining',
  ),
  ...inMenu({ demonstrations, quality, sftEpochs, sftPeak }, 'Fine-tuning'),
  ...inMenu({ ...otherRewardParams, rewardEpochs, rewardPeak }, 'Reward model'),
  ...inMenu(otherPolicyParams, 'PPO'),
  ...inMenu(measuringParams, 'Measurement'),
  seed: seedParam('Fixes first weights, texts, samples and labels.', 2),
} as const satisfies Params;

const follows = followed.map((each) => ({
  ...each,
  say: (words: readonly string[]) => readableAnswer(words, each.question.fact),
}));

/** By verdict, and what is left for all other words; a rounded sum may lie above 1. */
function likelyOf(probabilities: readonly number[]): Record<Verdict | 'other', number> {
  const shares = Object.fromEntries(verdicts.map((verdict, i) => [verdict, probabilities[i]!]));
  const sum = probabilities.reduce((total, each) => total + each, 0);
  return { ...(shares as Record<Verdict, number>), other: Math.max(0, 1 - sum) };
}

export default defineExperiment({
  id: 'pipeline',
  title: 'One model goes through all four stages, here, and is measured against the truth.',
  params,
  groups: ['Model', 'Pretraining', 'Fine-tuning', 'Reward model', 'PPO', 'Measurement'],
  series,
  clock: { series: 'progress', metric: 'tick', runs: 'all four stages' },
  views,
  tabs: [
    { label: 'Stages', views: ['stages', 'likely'] },
    { label: 'Curves', views: ['pretraining', 'reward-model', 'ppo', 'kl'] },
    { label: 'Quality', views: ['gold', 'right', 'answers'] },
    { label: 'Measured', views: ['measured'] },
    { label: 'Verdicts', views: ['verdicts'] },
  ],
  needs: [
    { model: 'base', when: { param: 'from', is: 'base' } },
    { model: 'sft', when: { param: 'from', is: 'sft' } },
  ],
  engine: true,
  keeps: { base: 'pretrained model', sft: 'fine-tuned model', reward: 'reward model', ppo: 'PPO model' },
  resumes: true,
  small: { setting: 'taste', demonstrations: 50, pairs: 200, ppoSteps: 10, answersPerStep: 16 },
  clinical: true,
  simplified: [
    `A made-up world of ${formulary.drugs.length} drugs with short answers in a fixed grammar; its facts name their authority and were signed off by no licensed pharmacist, its language is not English.`,
    'Annotators are simulated: they see the true quality, with the bias and the noise that are set.',
    'The reward model has a number for each word it could say, and an answer earns the sum; heads of one number, read at the last token, are usual.',
  ],
}).runs(function* runPipeline(settings, { kernels, crew, rng, models, keep, at, resumed }) {
  const { setting, from } = settings;
  const start = resumed ?? models[from];
  const begun = resumed ? stageOf(resumed) : from === 'start' ? undefined : from;
  const size = start ? undefined : { width: settings.width, layers: settings.layers };
  const laboratory = createLaboratory(kernels, rng, { head: settings.head, crew, from: start, size });
  const { policy, world } = laboratory;
  const { every, ...amounts } =
    setting === 'own' ? { ...SIZES.standard, tokens: 1000 * settings.tokens } : SIZES[setting];
  const probe = probeOf(world, 'metformin', 28);
  const myth = probeOn(world, followed[0].question);
  const questions = world.evaluation.filter((_, i) => i % every === 0);
  const measure = measuring(laboratory, questions, probe, settings.temperature);
  const kept = keeper(laboratory, keep, settings.seed);

  let tick = 0;
  /** What follows every drawn row: two probes, and the place on the scale of the run. */
  function* moment(stage: Stage, step = 0, steps = 0) {
    tick += 1;
    const avoid = probe.probabilities(policy)[verdicts.indexOf('AVOID')]!;
    yield { series: 'right', tick, avoid } as const;
    yield { series: 'likely', tick, ...likelyOf(myth.probabilities(policy)) } as const;
    yield { series: 'progress', tick, stage: STAGES.indexOf(stage), step, steps } as const;
  }
  /** How good the answers are that the policy gives after this stage, and those that the figure follows. */
  function* after(stage: Stage, model: number, standard?: Standard) {
    const place = STAGES.indexOf(stage);
    const gold: number[] = [];
    for (const row of measure(model, standard)) {
      yield row;
      if (row?.series === 'measurement') gold.push(row.gold);
    }
    const [sampled, likeliest] = [gold.at(0)!, gold.at(-1)!];
    yield { series: 'quality', stage: place, sampled, likeliest } as const;
    yield* following(laboratory, follows, place, false);
  }

  if (begun) {
    const [stage, model] = begun === 'base' ? (['pretrain', 0] as const) : (['sft', 1] as const);
    yield* moment(stage);
    yield* after(stage, model);
  }
  const stages = {
    pretraining: { ...settings, ...amounts, peak: settings.pretrainPeak, batch: settings.pretrainBatch },
    fineTuning: { ...settings, epochs: settings.sftEpochs, peak: settings.sftPeak },
    reward: { ...settings, ...amounts, epochs: settings.rewardEpochs, peak: settings.rewardPeak },
    policy: settings,
  };
  let standard: Standard | undefined;
  for (const event of drawn(pipeline(laboratory, stages, begun), at, STAGES)) {
    if (!event) yield undefined;
    else if ('row' in event) {
      yield event.row;
      yield* moment(event.stage, event.step, event.of);
    } else {
      kept(event.stage);
      if (event.stage === 'reward') {
        const { accuracy, baselines } = event.known;
        standard = event.known.standard;
        yield { series: 'rewardMeasurement', accuracy, ...baselines };
        yield* following(laboratory, follows, STAGES.indexOf(event.stage), true);
      } else yield* after(event.stage, event.stage === 'ppo' ? 2 : STAGES.indexOf(event.stage), standard);
    }
  }
});
