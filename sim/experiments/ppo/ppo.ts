/** PPO of the fine-tuned model against the reward model: what it optimises, what is really gained, and how far it goes. */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { evaluate, only, reportedMetrics } from '../../stages/evaluation.ts';
import { policyOptimisation, policyParams } from '../../stages/policyOptimisation.ts';
import { staged } from '../../stages/pipeline.ts';
import { examine, HELD_OUT_PAIRS } from '../../stages/rewardModelling.ts';
import { someOf } from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { keeper } from '../pipeline/files.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { drawn } from '../pipeline/rows.ts';
import { metrics, stageSeries } from '../pipeline/series.ts';

export const series = {
  ppo: stageSeries.ppo,
  rewardMeasurement: stageSeries.rewardMeasurement,
  measurement: {
    title: 'Held-out questions, before and after',
    metrics: {
      model: { label: 'model', unit: '', help: 'Before and after PPO.', digits: 0, names: ['SFT', 'PPO'] },
      temperature: metrics.temperature,
      ...reportedMetrics,
    },
  },
} as const;

const { beta, ppoSteps, clipRange, ...others } = policyParams;

const panel = (id: string, title: string, unit: string) =>
  ({ kind: 'xy', id, title, unit, size: 'panel' }) as const;

export default defineExperiment({
  id: 'ppo',
  title: 'PPO raises the reward model’s score; the true quality follows, at a price in KL.',
  params: {
    beta,
    ppoSteps: { ...ppoSteps, default: 120 },
    clipRange,
    ...inMenu({ ...others, ...askedParams }),
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series,
  clock: { series: 'ppo', metric: 'step' },
  views: [
    {
      ...panel('loss', 'Value loss: the part of the loss that has a zero', 'mean squared error'),
      x: { label: 'steps' },
      y: { domain: [0, 0.8] },
      layers: [{ series: 'ppo', x: 'step', y: 'valueLoss', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'valueLoss' }],
    },
    {
      ...panel('reward', 'Reward', 'deviations; gold −1.1 to 1'),
      x: { label: 'steps' },
      y: { domain: [-0.2, 1] },
      layers: [
        { series: 'ppo', x: 'step', y: 'proxy', mark: 'line', label: 'proxy' },
        { series: 'ppo', x: 'step', y: 'gold', mark: 'line', label: 'gold' },
      ],
      references: [{ axis: 'y', at: 0, label: 'proxy of SFT' }],
      head: [
        { series: 'ppo', metric: 'proxy' },
        { series: 'ppo', metric: 'gold' },
      ],
    },
    {
      ...panel('kl', 'KL from the SFT model, exact and estimated', 'nats per answer'),
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [
        { series: 'ppo', x: 'step', y: 'k1', mark: 'line', role: 'thin', label: 'k1' },
        { series: 'ppo', x: 'step', y: 'k3', mark: 'line', role: 'thin', label: 'k3' },
        { series: 'ppo', x: 'step', y: 'kl', mark: 'line', label: 'exact' },
      ],
      head: [{ series: 'ppo', metric: 'kl' }],
    },
    {
      ...panel('clip-fraction', 'Clip fraction', '% of tokens'),
      x: { label: 'steps' },
      y: { domain: [0, 0.1], percent: true },
      layers: [{ series: 'ppo', x: 'step', y: 'clipFraction', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'clipFraction' }],
    },
    {
      ...panel('entropy', 'Entropy', 'nats per token'),
      x: { label: 'steps' },
      y: { domain: [0, 0.5] },
      layers: [{ series: 'ppo', x: 'step', y: 'entropy', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'entropy' }],
    },
    {
      ...panel('beta', 'KL penalty β', 'deviations per nat'),
      x: { label: 'steps' },
      y: { domain: [0, 0.6] },
      layers: [{ series: 'ppo', x: 'step', y: 'beta', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'beta' }],
    },
    {
      kind: 'table',
      id: 'measurement',
      title: 'SFT against PPO: held-out questions, sampled (T = 1) and likeliest (T = 0)',
      size: 'wide',
      table: {
        series: 'measurement',
        columns: [
          'model',
          'temperature',
          'gold',
          'proxy',
          'accuracy',
          'safety',
          'specificity',
          'humility',
          'kl',
        ],
      },
    },
  ],
  tabs: [
    { label: 'Reward and KL', views: ['reward', 'kl'] },
    { label: 'Loss and clip', views: ['loss', 'clip-fraction'] },
    { label: 'Entropy and β', views: ['entropy', 'beta'] },
    { label: 'SFT against PPO', views: ['measurement'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  keeps: { ppo: 'PPO model' },
  small: { ppoSteps: 10, asked: 0.1 },
  simplified: [
    'It starts from the fine-tuned model and the reward model of the default run of the pipeline.',
    'The value head shares its trunk with the policy, which has one layer.',
    'The KL penalty is k1 on every sampled token; the exact KL is measured beside it.',
  ],
}).runs(function* runPpo(settings, { kernels, crew, rng, models, keep, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const kept = keeper(laboratory, keep, settings.seed);
  const measuring = rng.stream('measuring');
  const measuredOn = someOf(world.evaluation, settings.asked);
  const { accuracy, baselines, standard } = yield* examine(laboratory, HELD_OUT_PAIRS);
  yield { series: 'rewardMeasurement', accuracy, ...baselines };

  function* measure(model: number) {
    for (const temperature of [1, 0]) {
      const all = yield* evaluate(
        laboratory,
        measuredOn,
        temperature,
        measuring.stream(`${model} ${temperature}`),
        standard,
      );
      yield { series: 'measurement', model, temperature, ...only(reportedMetrics, all) } as const;
    }
  }
  yield* measure(0);
  const stage = policyOptimisation(laboratory, standard, settings);
  for (const event of drawn(staged('ppo', settings.ppoSteps, stage), at)) {
    if (!event) yield undefined;
    else if ('row' in event && event.row.series === 'ppo') yield event.row;
    else kept('ppo');
  }
  yield* measure(1);
});
