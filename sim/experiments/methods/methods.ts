/** One checkpoint, one judge, one number of samples: what each method of alignment makes of them. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { nats } from '../../metric.ts';
import { mean } from '../../measure/mean.ts';
import { restore } from '../../model/checkpoint.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { evaluationMetrics } from '../../stages/evaluation.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { distillation, rejectionSampling } from '../../stages/methods/imitation.ts';
import { measuredChoice, measuredPolicy } from '../../stages/methods/measured.ts';
import { drGrpo, grpo, reinforce, rloo, rlvr } from '../../stages/methods/policyGradient.ts';
import { dpo, ipo, kto, onlineDpo, simpo } from '../../stages/methods/preferenceOptimisation.ts';
import { startAgain, type Method, type Trial } from '../../stages/methods/trial.ts';
import { policyOptimisation, policyParams } from '../../stages/policyOptimisation.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { STANDARD_SAMPLES, standardOf } from '../../stages/standard.ts';
import { defaultsOf } from '../../settings.ts';
import type { SettingsOf } from '../../param.ts';
import { createSampler, goldReward, someOf } from '../../world/world.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';

/** Answers of best-of-n to one question. */
const N = 16;
/** KL(best of n ‖ policy) ≤ ln n − (n − 1)/n (Beirami et al. 2024 [@beirami2024]). */
const KL_OF_CHOICE = log(N) - (N - 1) / N;

/** PPO of chapter 10 on the same samples. */
const ppo: Method = function* ({ laboratory, standards, samples, beta, rng }) {
  const defaults: SettingsOf<typeof policyParams> = defaultsOf(policyParams);
  const settings = { ...defaults, beta, ppoSteps: Math.floor(samples / LARGEST_BATCH) };
  for (const step of policyOptimisation({ ...laboratory, rng }, standards.model, settings))
    yield step && { sampled: step.step * LARGEST_BATCH, reward: step.proxy };
};

/** In the order of the page: what is chosen, what is imitated, what follows a policy gradient, what learns from pairs. */
const METHODS = {
  distillation: ['best-of-16, distilled', distillation],
  rejection: ['rejection sampling', rejectionSampling],
  reinforce: ['REINFORCE', reinforce],
  rloo: ['RLOO', rloo],
  ppo: ['PPO', ppo],
  grpo: ['GRPO', grpo],
  'dr-grpo': ['Dr. GRPO', drGrpo],
  rlvr: ['RLVR (by GRPO)', rlvr],
  dpo: ['DPO', dpo],
  'online-dpo': ['DPO, online', onlineDpo],
  ipo: ['IPO', ipo],
  kto: ['KTO', kto],
  simpo: ['SimPO', simpo],
} as const satisfies Readonly<Record<string, readonly [string, Method]>>;
type Name = keyof typeof METHODS;
const names = Object.keys(METHODS) as readonly Name[];

const NAMES = ['SFT, no method', `best-of-${N}`, ...names.map((name) => METHODS[name][0])] as const;
const method = {
  label: 'method',
  unit: '',
  help: 'All start from the same fine-tuned model.',
  digits: 0,
  names: NAMES,
} as const;

export const series = {
  training: {
    title: 'Training',
    metrics: {
      step: { label: 'updates', unit: '', help: 'Of all methods, one after the other.', digits: 0 },
      method,
      sampled: { label: 'answers sampled', unit: '', help: 'By this method so far.', digits: 0 },
      reward: {
        ...evaluationMetrics.proxy,
        label: 'reward',
        help: 'Mean reward of the answers that it learns from, in deviations of the judge’s marks on answers of the fine-tuned model.',
      },
    },
  },
  likeliestBefore: {
    title: 'Likeliest answers of the fine-tuned model',
    metrics: { gold: evaluationMetrics.gold },
  },
  measurement: {
    title: 'Held-out questions',
    metrics: {
      method,
      gold: { ...evaluationMetrics.gold, label: 'gold, sampled' },
      likeliest: {
        ...evaluationMetrics.gold,
        label: 'gold, likeliest',
        help: 'Of the likeliest answers (T = 0).',
      },
      proxy: evaluationMetrics.proxy,
      kl: {
        ...evaluationMetrics.kl,
        help: 'From the fine-tuned model, exact at the prefixes of the sampled answers; of best-of-n an upper bound.',
      },
      length: evaluationMetrics.length,
      entropy: {
        ...nats(
          'Of the next token at the prefixes of the sampled answers; of best-of-n that of the model behind it.',
          'entropy',
        ),
        unit: 'nats per token',
      },
    },
  },
} as const;

/** Rows that each method draws on its way. */
const ROWS = 8;

export default defineExperiment({
  id: 'methods',
  title: 'One fine-tuned model, one judge, equal samples: what each method makes of them.',
  params: {
    method: {
      kind: 'choice',
      label: 'method',
      help: 'All of them one after the other, or one beside the fine-tuned model.',
      choices: {
        all: 'all',
        none: 'none: the fine-tuned model',
        'best-of-n': `best-of-${N}`,
        ...(Object.fromEntries(names.map((name) => [name, METHODS[name][0]])) as Record<Name, string>),
      },
      default: 'all',
    },
    samples: {
      kind: 'number',
      label: 'samples in training',
      unit: 'answers',
      help: 'Answers that each method may sample and have judged. Best-of-n trains nothing and samples 16 answers to each question instead.',
      min: 1280,
      max: 10240,
      step: 1280,
      default: 2560,
    },
    beta: {
      kind: 'number',
      symbol: '\\beta',
      label: 'KL penalty',
      help: 'Of the policy gradients. The pair losses have a β of their own, 0.1 (SimPO 2), and imitation has none.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 0.3,
    },
    ...inMenu({ asked: { ...askedParams.asked, default: 0.3 } }),
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series,
  clock: { series: 'training', metric: 'step', runs: 'the methods' },
  views: [
    {
      kind: 'bars',
      id: 'gold',
      title: 'True quality of sampled answers, held-out',
      unit: 'gold reward',
      size: 'wide',
      x: { domain: [0, 1], label: 'gold reward' },
      bars: { series: 'measurement', by: 'method', value: 'gold' },
      references: [
        { axis: 'x', at: { series: 'likeliestBefore', metric: 'gold' }, label: 'SFT, likeliest answer' },
      ],
    },
    {
      kind: 'bars',
      id: 'price',
      title: 'How far the model has moved; of best-of-16 an upper bound',
      unit: 'nats per answer',
      size: 'wide',
      x: { domain: [0, 2], label: 'KL from the fine-tuned model, nats per answer' },
      bars: { series: 'measurement', by: 'method', value: 'kl' },
    },
    {
      kind: 'xy',
      id: 'training',
      title: 'Reward of the answers that each method learns from',
      unit: 'deviations',
      size: 'wide',
      x: { label: 'updates, method after method' },
      y: { domain: [-1, 1], label: 'reward, deviations' },
      layers: [{ series: 'training', x: 'step', y: 'reward', mark: 'line' }],
    },
    {
      kind: 'table',
      id: 'measured',
      title: 'Held-out questions',
      size: 'wide',
      table: {
        series: 'measurement',
        columns: ['method', 'gold', 'likeliest', 'proxy', 'kl', 'length', 'entropy'],
      },
    },
  ],
  tabs: [
    { label: 'Quality', views: ['gold'] },
    { label: 'KL', views: ['price'] },
    { label: 'Training', views: ['training'] },
    { label: 'Table', views: ['measured'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { method: 'grpo', samples: 1280, asked: 0.1 },
  simplified: [
    'One learning rate for each family, found on two seeds; each method would gain from a search of its own.',
    'GRPO, Dr. GRPO and PPO make two updates with each batch, REINFORCE and RLOO one; groups have four answers.',
    'Pairs are ordered by the reward model without noise; pairs with equal scores are left out.',
    'PPO is paid token by token, as in chapter 10; all others are paid for the whole answer.',
  ],
}).runs(function* runMethods({ method: which, samples, beta, asked }, { kernels, crew, rng, models, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const sampler = createSampler(world);
  const scale = rng.stream('scale');
  const onScale = Array.from({ length: STANDARD_SAMPLES }, () => sampler.train(scale));
  const ofReference = yield* answersTo(laboratory, onScale, 1, scale.stream('answers'));
  const standards = {
    model: standardOf(scoresOf(rewardModel, ofReference)),
    rubric: standardOf(ofReference.map(({ answer }, i) => goldReward(onScale[i]!, answer))),
  };
  const questions = someOf(world.evaluation, asked);
  const measuring = rng.stream('measuring');
  const trialOf = (name: string): Trial => ({
    laboratory,
    standards,
    samples,
    beta,
    draw: sampler.train,
    rng: rng.stream(name),
  });

  const before = yield* measuredPolicy(trialOf('none'), questions, measuring);
  yield { series: 'likeliestBefore', gold: before.likeliest };
  yield { series: 'measurement', method: 0, ...before };
  if (which === 'all' || which === 'best-of-n') {
    const chosen = yield* measuredChoice(trialOf('choice'), questions, N, KL_OF_CHOICE, measuring);
    yield { series: 'measurement', method: 1, ...chosen };
  }
  const tried = names.filter((name) => which === 'all' || which === name);
  let step = 0;
  for (const [i, name] of tried.entries()) {
    const [label, run] = METHODS[name];
    const number = names.indexOf(name) + 2;
    const trial = trialOf(name);
    startAgain(trial);
    const rewards: number[] = [];
    let drawn = 0;
    for (const update of run(trial)) {
      if (!update) {
        yield undefined;
        continue;
      }
      const { sampled, reward } = update;
      step += 1;
      rewards.push(reward);
      at({ stage: label, place: [i + 1, tried.length], step: sampled, of: samples });
      const due = Math.floor((sampled * ROWS) / samples);
      if (due > drawn) {
        drawn = due;
        yield { series: 'training', step, method: number, sampled, reward: mean(rewards.splice(0)) };
      } else yield undefined;
    }
    const after = yield* measuredPolicy(trial, questions, measuring);
    yield { series: 'measurement', method: number, ...after };
  }
});
