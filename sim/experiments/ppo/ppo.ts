/** PPO of the fine-tuned model against the reward model: what it optimises, what is really gained, and how far it goes. */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { aroundMean } from '../../measure/intervals.ts';
import { mean } from '../../measure/mean.ts';
import { evaluateEach, only, reportedMetrics } from '../../stages/evaluation.ts';
import { policyOptimisation, policyParams, type PolicyStep } from '../../stages/policyOptimisation.ts';
import { staged } from '../../stages/pipeline.ts';
import { examine, HELD_OUT_PAIRS } from '../../stages/rewardModelling.ts';
import { someOf } from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { keeper } from '../pipeline/files.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { drawn } from '../pipeline/rows.ts';
import { metrics, stageSeries } from '../pipeline/series.ts';

const WHO = ['SFT, sampled', 'SFT, likeliest', 'PPO, sampled', 'PPO, likeliest'] as const;

export const series = {
  ppo: stageSeries.ppo,
  loss: {
    title: 'The policy’s part of the loss',
    metrics: {
      step: stageSeries.ppo.metrics.step,
      policyLoss: {
        label: 'policy loss',
        unit: '',
        help: 'Minus the clipped objective: a mean over the updates of the steps since the last row, each before its weights change. The first update of a step has 0 if it takes all answers, since advantages are whitened.',
        digits: 3,
      },
    },
  },
  rewardMeasurement: stageSeries.rewardMeasurement,
  measurement: {
    title: 'Held-out questions, before and after',
    metrics: {
      model: { label: 'model', unit: '', help: 'Before and after PPO.', digits: 0, names: ['SFT', 'PPO'] },
      temperature: metrics.temperature,
      ...reportedMetrics,
    },
  },
  bar: {
    title: 'SFT against PPO, held-out questions',
    metrics: {
      who: {
        label: 'answers',
        unit: '',
        help: 'Before and after PPO; sampled (T = 1) or always with the likeliest token (T = 0).',
        digits: 0,
        names: WHO,
      },
      after: { label: 'after PPO', unit: '', help: '1 of the model after PPO, 0 before.', digits: 0 },
      gold: metrics.gold,
      goldLow: {
        ...metrics.gold,
        label: 'gold, from',
        help: 'Lower end of a 95 % interval of the mean over questions.',
      },
      goldHigh: { ...metrics.gold, label: 'gold, to', help: 'Upper end of that interval.' },
      proxy: metrics.proxy,
    },
  },
} as const;

const { beta, ppoSteps, clipRange, ...others } = policyParams;

const panel = (id: string, title: string, unit: string) =>
  ({ kind: 'xy', id, title, unit, size: 'panel' }) as const;

export default defineExperiment({
  id: 'ppo',
  title: 'PPO trains on a reward, at a price in KL; what held-out questions gain by it is measured apart.',
  params: {
    beta,
    ppoSteps: { ...ppoSteps, default: 120 },
    clipRange,
    ...inMenu({
      ...others,
      asked: {
        ...askedParams.asked,
        label: 'held-out questions and pairs',
        help: 'Share of the held-out questions and pairs on which models are measured: fewer are faster, and less certain.',
      },
    }),
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series,
  clock: { series: 'ppo', metric: 'step' },
  views: [
    {
      ...panel('loss', 'Loss', 'of the policy, and of the value head (squared error)'),
      x: { label: 'steps' },
      y: { domain: [-0.2, 0.8] },
      layers: [
        { series: 'ppo', x: 'step', y: 'valueLoss', mark: 'line', role: 'thin', label: 'value' },
        { series: 'loss', x: 'step', y: 'policyLoss', mark: 'line', label: 'policy' },
      ],
      head: [
        { series: 'loss', metric: 'policyLoss' },
        { series: 'ppo', metric: 'valueLoss' },
      ],
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
      kind: 'bars',
      id: 'bars',
      title: 'SFT against PPO, held-out questions',
      unit: 'gold reward, 95 % interval',
      size: 'panel',
      x: { domain: [0, 1], label: 'gold reward' },
      bars: { series: 'bar', by: 'who', value: 'gold', interval: ['goldLow', 'goldHigh'], marked: 'after' },
    },
    {
      kind: 'bars',
      id: 'reward-bars',
      title: 'The reward model’s score of the same answers',
      unit: 'deviations; 0: SFT, sampled, on training questions',
      size: 'panel',
      x: { label: 'reward model’s score, deviations' },
      bars: { series: 'bar', by: 'who', value: 'proxy', marked: 'after' },
    },
    {
      kind: 'table',
      id: 'measurement',
      title: 'Held-out questions, sampled (T = 1) and likeliest (T = 0)',
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
    { label: 'SFT against PPO', views: ['bars', 'reward-bars'] },
    { label: 'Table', views: ['measurement'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  keeps: { ppo: 'PPO model' },
  small: { ppoSteps: 10, asked: 0.1, answersPerStep: 16 },
  simplified: [
    'It starts from the fine-tuned model and the reward model of the default run of the pipeline.',
    'The value head shares its trunk with the policy, which has one layer.',
    'Unless it is set otherwise, the KL penalty is k1 on every sampled token; the exact KL is measured beside it.',
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
  const { accuracy, baselines, standard } = yield* examine(
    laboratory,
    Math.ceil(HELD_OUT_PAIRS * settings.asked),
  );
  yield { series: 'rewardMeasurement', accuracy, ...baselines };

  function* measure(model: number) {
    for (const temperature of [1, 0]) {
      const { evaluation, golds } = yield* evaluateEach(
        laboratory,
        measuredOn,
        temperature,
        measuring.stream(`${model} ${temperature}`),
        standard,
      );
      yield { series: 'measurement', model, temperature, ...only(reportedMetrics, evaluation) } as const;
      const { gold, proxy } = evaluation;
      const [goldLow, goldHigh] = aroundMean(golds);
      yield {
        series: 'bar',
        who: 2 * model + (1 - temperature),
        after: model,
        gold,
        goldLow,
        goldHigh,
        proxy,
      } as const;
    }
  }
  /** Since the last row. */
  const policyLosses: number[] = [];
  function* watched(steps: Generator<PolicyStep | undefined, void, undefined>) {
    for (const step of steps) {
      if (step) policyLosses.push(step.policyLoss);
      yield step;
    }
  }
  yield* measure(0);
  const stage = watched(policyOptimisation(laboratory, standard, settings));
  for (const event of drawn(staged('ppo', settings.ppoSteps, stage), at)) {
    if (!event) yield undefined;
    else if ('row' in event && event.row.series === 'ppo') {
      yield event.row;
      yield { series: 'loss', step: event.row.step, policyLoss: mean(policyLosses.splice(0)) };
    } else kept('ppo');
  }
  yield* measure(1);
});
