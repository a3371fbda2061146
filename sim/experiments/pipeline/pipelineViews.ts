/** The pictures: one panel a stage, the followed question, and the quality of the answers. */
import type { View } from '../../experiment.ts';
import { readableKey, readableQuestion, verdicts } from '../../world/world.ts';
import { followed } from './followed.ts';
import type { series } from './pipelineSeries.ts';
import type { stageSeries } from './series.ts';

const [{ question: myth }] = followed;
/** Rows of a run with the default settings. */
const MOMENTS = 220;

/** How the stages went, whatever the world. */
export const curveViews = [
  {
    kind: 'xy',
    id: 'pretraining',
    title: 'Pretraining: loss',
    unit: 'nats per token',
    size: 'panel',
    x: { label: 'M tokens' },
    y: { domain: [0, 6] },
    layers: [{ series: 'pretraining', x: 'tokens', y: 'loss', mark: 'line' }],
    head: [{ series: 'pretraining', metric: 'loss' }],
  },
  {
    kind: 'xy',
    id: 'reward-model',
    title: 'Reward model: accuracy',
    unit: '%',
    size: 'panel',
    x: { label: 'steps' },
    y: { domain: [0.4, 1], percent: true },
    layers: [{ series: 'rewardModel', x: 'step', y: 'accuracy', mark: 'line' }],
    references: [
      {
        axis: 'y',
        at: { series: 'rewardMeasurement', metric: 'likelihood' },
        label: 'likelihood alone, held-out',
      },
      {
        axis: 'y',
        at: { series: 'rewardMeasurement', metric: 'longer' },
        label: 'length alone',
        start: true,
      },
      { axis: 'y', at: { series: 'rewardMeasurement', metric: 'chance' }, label: 'chance' },
    ],
    head: [{ series: 'rewardMeasurement', metric: 'accuracy', prefix: 'held-out' }],
  },
  {
    kind: 'xy',
    id: 'ppo',
    title: 'PPO: reward',
    unit: 'deviations; gold −1.1 to 1',
    size: 'panel',
    x: { label: 'steps' },
    y: { domain: [0, 1] },
    layers: [
      { series: 'ppo', x: 'step', y: 'proxy', mark: 'line', label: 'proxy' },
      { series: 'ppo', x: 'step', y: 'gold', mark: 'line', label: 'gold' },
    ],
    head: [
      { series: 'ppo', metric: 'proxy' },
      { series: 'ppo', metric: 'gold' },
    ],
  },
  {
    kind: 'xy',
    id: 'kl',
    title: 'PPO: KL',
    unit: 'nats per answer',
    size: 'panel',
    x: { label: 'steps' },
    y: { domain: [0, 1] },
    layers: [{ series: 'ppo', x: 'step', y: 'kl', mark: 'line' }],
    head: [{ series: 'ppo', metric: 'kl' }],
  },
] as const satisfies readonly View<typeof stageSeries>[];

export const views = [
  {
    kind: 'bands',
    id: 'stages',
    title: 'Two held-out questions, answered after each stage',
    unit: 'model output, may be wrong',
    size: 'wide',
    bands: { series: 'progress', by: 'stage', step: 'step', of: 'steps' },
    texts: {
      series: 'followed',
      by: 'stage',
      of: 'question',
      text: 'text',
      verdict: 'judged',
      notes: followed.map(({ question }) => readableKey(question.fact)),
    },
    marks: {
      series: 'quality',
      by: 'stage',
      hollow: 'sampled',
      filled: 'likeliest',
      title: 'True quality of all held-out answers, −1 to 1',
      domain: [-1, 1],
    },
  },
  {
    kind: 'area',
    id: 'likely',
    title: `${readableQuestion(myth).split(':')[0]!}: with which verdict the answer begins`,
    unit: '%',
    size: 'strip',
    x: { domain: [1, MOMENTS] },
    area: { series: 'likely', x: 'tick', parts: [...verdicts, 'other'], marked: myth.fact.verdict },
    stretches: { series: 'progress', x: 'tick', by: 'stage' },
  },
  ...curveViews,
  {
    kind: 'xy',
    id: 'right',
    title: 'Metformin, eGFR 28: P(avoid)',
    unit: '%, the right verdict',
    size: 'panel',
    x: { label: 'moments of the run' },
    y: { domain: [0, 1], percent: true },
    layers: [{ series: 'right', x: 'tick', y: 'avoid', mark: 'line' }],
    head: [{ series: 'right', metric: 'avoid' }],
  },
  {
    kind: 'texts',
    id: 'answers',
    title: 'Metformin, eGFR 28: the answers (may be wrong)',
    size: 'wide',
    texts: { series: 'answer', by: 'model', text: 'text', verdict: 'judged' },
  },
  {
    kind: 'table',
    id: 'verdicts',
    title: 'Metformin, eGFR 28: how each answer begins',
    unit: '%',
    size: 'wide',
    table: { series: 'answer', columns: ['model', ...verdicts] },
  },
  {
    kind: 'table',
    id: 'measured',
    title: 'Held-out questions',
    unit: '%; gold −1.1 to 1',
    size: 'wide',
    table: {
      series: 'measurement',
      columns: ['who', 'accuracy', 'safety', 'specificity', 'dose', 'humility', 'overConsult', 'gold'],
    },
  },
  {
    kind: 'bars',
    id: 'gold',
    title: 'True quality, held-out',
    unit: 'gold reward',
    size: 'panel',
    x: { domain: [0, 1] },
    bars: { series: 'measurement', by: 'who', value: 'gold' },
  },
] as const satisfies readonly View<typeof series>[];
