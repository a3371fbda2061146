/** One real batch: what the loss of PPO says, and what its gradient does, with and without whitening, for five baselines. */
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { share } from '../../metric.ts';
import { createAdamW } from '../../model/adamW.ts';
import { restore } from '../../model/checkpoint.ts';
import { whitened } from '../../stages/advantages.ts';
import { advantagesBy, baselineChoices, type Baseline } from '../../stages/baselines.ts';
import { cutOff } from '../../stages/clippedObjective.ts';
import { opinionOf } from '../../stages/divergence.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { gradientNorm, policyLoss } from '../../stages/policyLoss.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import { tokensByAnswer } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { standardOf } from '../../stages/standard.ts';
import type { Episode } from '../../stages/surrogate.ts';
import { fitValues } from '../../stages/valueFit.ts';
import { createSampler } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** Answers to each prompt. */
const GROUP = 4;

/** Groups of answers whose gradients are compared. */
const PARTS = 8;

const NAMES = Object.keys(baselineChoices) as Baseline[];

const loss = {
  label: 'loss',
  unit: '',
  help: 'Minus the clipped objective, mean over tokens; in deviations of the score.',
  hue: 'loss',
  digits: 3,
} as const;
const norm = {
  label: 'gradient norm',
  unit: '',
  help: 'Length of the gradient of the loss over all parameters.',
  digits: 3,
} as const;

const passMetrics = {
  update: { label: 'updates done', unit: '', help: 'Updates on this batch so far.', digits: 0 },
  loss,
  logged: {
    ...loss,
    label: 'logged',
    help: 'Mean of the losses so far: what a log prints after so many passes.',
  },
  norm,
  cut: share('Tokens whose gradient the clip sets to 0.', 'cut off'),
  outside: share('Tokens whose ratio lies outside the clip range.', 'outside'),
  smallest: { label: 'smallest ratio', unit: '', help: 'Of all tokens of the batch.', digits: 2 },
  largest: { label: 'largest ratio', unit: '', help: 'Of all tokens of the batch.', digits: 1 },
} as const;

const series = {
  raw: { title: 'Advantages as they are', metrics: passMetrics },
  white: { title: 'Advantages whitened', metrics: passMetrics },
  baselines: {
    title: 'Five baselines, before the first update',
    metrics: {
      baseline: {
        label: 'baseline',
        unit: '',
        help: 'What is taken off the reward.',
        digits: 0,
        names: NAMES.map((name) => baselineChoices[name]),
      },
      advantage: { label: 'mean advantage', unit: 'deviations', help: 'Mean over tokens.', digits: 2 },
      positive: share('Tokens whose advantage is above 0.', 'above 0'),
      loss,
      norm,
      spread: {
        label: 'scatter',
        unit: '',
        help: `Of the gradient, from one eighth of the batch to the next: the root of the summed variances.`,
        digits: 3,
      },
    },
  },
} as const;

export default defineExperiment({
  id: 'surrogate-value',
  title: 'The baseline sets where PPO’s loss begins; where the loss is 0, the gradient need not be.',
  params: {
    baseline: {
      kind: 'choice',
      label: 'baseline',
      help: 'What is taken off the reward of an answer to make its advantage.',
      choices: baselineChoices,
      default: 'none',
    },
    updates: {
      kind: 'number',
      label: 'updates on the batch',
      help: 'Inner epochs: how often the whole batch is used.',
      min: 1,
      max: 8,
      step: 1,
      default: 4,
    },
    clipRange: ppoParams.clipRange,
    rate: {
      kind: 'number',
      label: 'learning rate',
      unit: '1e-3',
      help: 'Of AdamW, in thousandths.',
      min: 0.1,
      max: 8,
      step: 0.1,
      default: 2,
      menu: true,
    },
    prompts: {
      kind: 'number',
      label: 'prompts',
      help: 'Training questions in the batch, with four answers each.',
      min: 8,
      max: 32,
      step: 8,
      default: 32,
      menu: true,
    },
    seed: seedParam('Fixes the questions and the answers.'),
  },
  series,
  clock: { series: 'white', metric: 'update', runs: 'all updates' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'deviations of the score',
      size: 'panel',
      x: { label: 'updates on this batch', ticks: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      y: { domain: [-1.2, 0.2] },
      layers: [
        { series: 'raw', x: 'update', y: 'loss', mark: 'line', label: 'as they are' },
        { series: 'white', x: 'update', y: 'loss', mark: 'line', role: 'counterpart', label: 'whitened' },
      ],
      references: [{ axis: 'y', at: 0, label: '' }],
      head: [
        { series: 'raw', metric: 'loss' },
        { series: 'white', metric: 'loss', prefix: 'whitened' },
      ],
    },
    {
      kind: 'xy',
      id: 'norm',
      title: 'Gradient norm',
      size: 'panel',
      x: { label: 'updates on this batch', ticks: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      y: { domain: [0, 0.4] },
      layers: [
        { series: 'raw', x: 'update', y: 'norm', mark: 'line', label: 'as they are' },
        { series: 'white', x: 'update', y: 'norm', mark: 'line', role: 'counterpart', label: 'whitened' },
      ],
      head: [
        { series: 'raw', metric: 'norm' },
        { series: 'white', metric: 'norm', prefix: 'whitened' },
      ],
    },
    {
      kind: 'table',
      id: 'logged',
      title: 'Whitened advantages, update by update: what a log would print, and how far single ratios go',
      size: 'wide',
      table: {
        series: 'white',
        columns: ['update', 'loss', 'logged', 'norm', 'cut', 'outside', 'smallest', 'largest'],
      },
    },
    {
      kind: 'table',
      id: 'baselines',
      title: 'Five baselines on the same answers, before the first update',
      size: 'wide',
      table: {
        series: 'baselines',
        columns: ['baseline', 'advantage', 'positive', 'loss', 'norm', 'spread'],
      },
    },
  ],
  tabs: [
    { label: 'Loss and gradient', views: ['loss', 'norm'] },
    { label: 'Update by update', views: ['logged'] },
    { label: 'Baselines', views: ['baselines'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { prompts: 8, updates: 1 },
  simplified: [
    'All tokens of an answer have one reward, that of the whole answer, without a KL penalty.',
    'The value head is fitted by least squares to as many other answers, with the policy held fixed.',
  ],
}).runs(function* runSurrogateValue(settings, { kernels, crew, rng, models }) {
  const { baseline, updates, clipRange, rate, prompts } = settings;
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, rewardModel, world } = laboratory;
  const start = models['sft']!;
  restore(policy, start);
  restore(rewardModel.network, models['reward']!);
  const sampler = createSampler(world);

  function* batch(name: string) {
    const stream = rng.stream(name);
    const asked = Array.from({ length: prompts }, () => sampler.train(stream));
    const repeated = asked.flatMap((each) => Array.from({ length: GROUP }, () => each));
    const responses = yield* answersTo(laboratory, repeated, 1, stream.stream('answers'));
    return { responses, scores: scoresOf(rewardModel, responses) };
  }
  const others = yield* batch('other answers');
  const { responses, scores } = yield* batch('batch');
  const { deviation } = standardOf(others.scores);
  const inDeviations = (all: readonly number[]) => all.map((score) => score / deviation);
  fitValues(policy, others.responses, inDeviations(others.scores));
  const old = opinionOf(policy, responses);
  const places = tokensByAnswer(old.batch);
  const rewarded = {
    rewards: inDeviations(scores),
    group: GROUP,
    values: places.map((own) => own.map((token) => old.values[token]!)),
  };
  const weights = { clipRange, valueWeight: 0, entropyWeight: 0 };
  const episodesOf = (advantages: readonly (readonly number[])[]): Episode[] =>
    responses.map((response, s) => ({
      response,
      logProbsOld: places[s]!.map((token) => old.logProbs[token]!),
      advantages: advantages[s]!,
      returns: advantages[s]!.map(() => 0), // the value loss has no weight here
    }));
  const gradient = () => {
    const { at, count } = policy.gradients;
    return kernels.heap.f32.slice(at, at + count);
  };

  for (const [i, name] of NAMES.entries()) {
    const advantages = advantagesBy(name, rewarded);
    const all = episodesOf(advantages);
    const { surrogate } = policyLoss(policy, all, weights);
    const norm = gradientNorm(policy);
    const size = all.length / PARTS;
    const parts = Array.from({ length: PARTS }, (_, part) => {
      policyLoss(policy, all.slice(part * size, (part + 1) * size), weights);
      return gradient();
    });
    yield {
      series: 'baselines',
      baseline: i,
      advantage: mean(advantages.flat()),
      positive: mean(advantages.flat().map((each) => (each > 0 ? 1 : 0))),
      loss: surrogate,
      norm,
      spread: scatterOf(parts),
    };
    yield undefined;
  }

  const raw = advantagesBy(baseline, rewarded);
  const white = whitened(Float64Array.from(raw.flat()));
  let from = 0;
  const variants = {
    raw,
    white: raw.map((own) => [...white.subarray(from, (from += own.length))]),
  };
  for (const name of ['raw', 'white'] as const) {
    restore(policy, start);
    const optimiser = createAdamW(policy);
    const episodes = episodesOf(variants[name]);
    const advantages = variants[name].flat();
    let losses = 0;
    for (let update = 0; update <= updates; update++) {
      const { surrogate, ratios } = policyLoss(policy, episodes, weights);
      const all = ratios.flat();
      losses += surrogate;
      yield {
        series: name,
        update,
        loss: surrogate,
        logged: losses / (update + 1),
        norm: gradientNorm(policy),
        cut: mean(all.map((ratio, i) => (cutOff(ratio, advantages[i]!, clipRange) ? 1 : 0))),
        outside: mean(all.map((ratio) => (Math.abs(ratio - 1) > clipRange ? 1 : 0))),
        smallest: Math.min(...all),
        largest: Math.max(...all),
      };
      yield undefined;
      optimiser.step(rate / 1000);
    }
  }
});

/** √ Σ over parameters of the variance of some gradients. */
function scatterOf(gradients: readonly Float32Array[]): number {
  const n = gradients.length;
  let sum = 0;
  for (let p = 0; p < gradients[0]!.length; p++) {
    let centre = 0;
    for (const each of gradients) centre += each[p]! / n;
    for (const each of gradients) sum += ((each[p]! - centre) * (each[p]! - centre)) / (n - 1);
  }
  return Math.sqrt(sum);
}
