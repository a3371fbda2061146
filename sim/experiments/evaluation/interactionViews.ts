/** How alerts are shown: a tab for each question that one asks of a threshold. */
import type { Tab, View } from '../../experiment.ts';
import type { CURVES, series } from './interactionSeries.ts';

const line = (of: (typeof CURVES)[number], label: string, role?: 'counterpart' | 'guide' | 'thin') =>
  ({ series: of, x: 'recall', y: 'precision', mark: 'line', label, ...(role && { role }) }) as const;

const over = (of: 'burden' | 'harm', title: string) =>
  ({
    kind: 'xy',
    id: of,
    title,
    unit: 'per 1,000 questions',
    size: 'panel',
    x: { domain: [0, 1], label: 'threshold on P(avoid)' },
    y: {},
    layers: [
      { series: of, x: 'threshold', y: 'ppo', mark: 'line', label: 'PPO' },
      { series: of, x: 'threshold', y: 'sft', mark: 'line', role: 'thin', label: 'SFT' },
      { series: of, x: 'threshold', y: 'base', mark: 'line', role: 'counterpart', label: 'base' },
      { series: of, x: 'threshold', y: 'rule', mark: 'line', role: 'guide', label: 'drug rule' },
    ],
    references: [{ at: { series: 'set', metric: 'threshold' }, axis: 'x', label: 'set' }],
  }) as const;

export const views: readonly View<typeof series>[] = [
  {
    kind: 'xy',
    id: 'curves',
    title: 'Precision and recall; dots: the set threshold',
    unit: '% of alerts that are right, at the set prevalence',
    size: 'wide',
    x: { domain: [0, 1], percent: true, label: 'recall: pairs to avoid that get an alert, %' },
    y: { domain: [0, 1], percent: true },
    layers: [
      line('ppo', 'PPO'),
      line('sft', 'SFT', 'thin'),
      line('base', 'base', 'counterpart'),
      line('rule', 'drug rule', 'guide'),
      { series: 'at', x: 'recall', y: 'precision', mark: 'dot', names: 'who' },
    ],
    references: [
      { at: { series: 'set', metric: 'prevalence' }, axis: 'y', label: 'alert always', start: true },
    ],
  },
  {
    kind: 'table',
    id: 'alerts',
    title: 'Per 1,000 questions, at the set threshold and prevalence',
    size: 'wide',
    table: {
      series: 'alerts',
      columns: ['who', 'alerts', 'false', 'missed', 'severe', 'recall', 'precision'],
    },
  },
  over('burden', 'Alerts'),
  over('harm', 'Missed severe'),
  {
    kind: 'table',
    id: 'ranking',
    title: 'Alerts per 1,000 questions that find this part of the pairs to avoid',
    size: 'wide',
    table: {
      series: 'ranking',
      columns: ['questions', 'who', 'ranking', 'half', 'three', 'nine', 'all'],
    },
  },
  {
    kind: 'table',
    id: 'decoded',
    title: 'No threshold: the first word of the answer',
    unit: '%',
    size: 'wide',
    table: {
      series: 'decoded',
      columns: ['questions', 'who', 'sampledRecall', 'sampledFalse', 'likeliestRecall', 'likeliestFalse'],
    },
  },
  {
    kind: 'table',
    id: 'unlisted',
    title: 'Pairs in no list: alerts per 1,000 of these questions',
    size: 'wide',
    table: { series: 'unlisted', columns: ['who', 'asked', 'alerts', 'likeliest'] },
  },
  {
    kind: 'table',
    id: 'case',
    title: 'P(avoid): model output, may be wrong; and this world’s key',
    size: 'wide',
    table: { series: 'case', columns: ['pair', 'key', 'base', 'sft', 'ppo', 'alert'] },
  },
];

export const tabs: readonly Tab[] = [
  { label: 'Curves', views: ['curves'] },
  { label: 'Per 1,000', views: ['alerts'] },
  { label: 'By threshold', views: ['burden', 'harm'] },
  { label: 'Case', views: ['case'] },
  { label: 'T = 0 and 1', views: ['decoded'] },
  { label: 'Equal recall', views: ['ranking'] },
  { label: 'Unlisted', views: ['unlisted'] },
];
