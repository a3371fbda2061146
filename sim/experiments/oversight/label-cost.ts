/** What preference labels cost: time per pair, votes per pair, who votes, and at what price. */
import { defineExperiment } from '../../experiment.ts';

/** The ways of labelling that stand beside the one that is set. */
const WAYS = [
  'as set',
  'experts, one vote per pair',
  'experts, two of three',
  '80 % crowd, 20 % experts, one vote',
  'the crowd, one vote per pair',
] as const;

const dollars = (label: string, help: string) => ({ label, unit: '$', help, digits: 0 }) as const;

export const series = {
  bill: {
    title: 'The bill',
    metrics: {
      way: { label: 'labels by', unit: '', help: 'Who votes, and how often.', digits: 0, names: WAYS },
      hours: { label: 'hours', unit: 'h', help: 'Of all annotators together.', digits: 0 },
      cost: dollars('cost', 'Hours × price; without answers, tools, training of annotators.'),
      perPair: { label: 'per pair', unit: '$', help: 'Cost of one labelled pair.', digits: 2 },
    },
  },
  saved: {
    title: 'Saved by buying fewer',
    metrics: {
      bought: { label: 'pairs bought', unit: 'pairs', help: 'After leaving some out.', digits: 0 },
      cost: dollars('cost', 'Of those, as set.'),
      saved: dollars('saved', 'Against all pairs.'),
    },
  },
} as const;

export interface Labelling {
  readonly pairs: number;
  readonly minutes: number;
  readonly votes: number;
  /** Share of the votes that the crowd gives. */
  readonly crowd: number;
  readonly expertPrice: number;
  readonly crowdPrice: number;
}

/** Hours, and dollars: every vote takes as long, whoever gives it. */
export function billOf({ pairs, minutes, votes, crowd, expertPrice, crowdPrice }: Labelling) {
  const hours = (pairs * votes * minutes) / 600; // minutes are those of ten pairs
  const cost = hours * (crowd * crowdPrice + (1 - crowd) * expertPrice);
  return { hours, cost, perPair: cost / pairs };
}

export default defineExperiment({
  id: 'label-cost',
  title: 'What a set of preference labels costs, by who votes and how often.',
  params: {
    pairs: {
      kind: 'number',
      label: 'pairs',
      help: 'Pairs of answers to be compared.',
      min: 1000,
      max: 100000,
      step: 1000,
      default: 50000,
    },
    votes: {
      kind: 'number',
      label: 'votes per pair',
      help: 'Odd numbers have a majority.',
      min: 1,
      max: 7,
      step: 2,
      default: 1,
    },
    crowd: {
      kind: 'number',
      label: 'votes by the crowd',
      unit: 'share',
      help: 'The rest is given by experts.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0,
    },
    leftOut: {
      kind: 'number',
      label: 'pairs left out',
      unit: 'share',
      help: 'Pairs that need no label, if one knew which.',
      min: 0,
      max: 0.9,
      step: 0.05,
      default: 0.6,
    },
    minutes: {
      kind: 'number',
      label: 'time for ten pairs',
      unit: 'min',
      help: 'Of one annotator.',
      min: 5,
      max: 60,
      step: 5,
      default: 30,
      menu: true,
    },
    expertPrice: {
      kind: 'number',
      label: 'an expert’s hour',
      unit: '$',
      help: 'What an hour of a pharmacist costs.',
      min: 20,
      max: 200,
      step: 5,
      default: 100,
      menu: true,
    },
    crowdPrice: {
      kind: 'number',
      label: 'an hour of the crowd',
      unit: '$',
      help: 'An assumption: the source names none.',
      min: 5,
      max: 50,
      step: 5,
      default: 20,
      menu: true,
    },
  },
  series,
  views: [
    {
      kind: 'bars',
      id: 'costs',
      title: 'Cost of all pairs',
      unit: '$',
      size: 'strip',
      x: { label: '$' },
      bars: { series: 'bill', by: 'way', value: 'cost' },
    },
    {
      kind: 'table',
      id: 'saved',
      title: 'As set, if pairs are left out',
      size: 'strip',
      table: { series: 'saved', columns: ['bought', 'cost', 'saved'] },
    },
    {
      kind: 'table',
      id: 'bill',
      title: 'The bill',
      size: 'wide',
      table: { series: 'bill', columns: ['way', 'hours', 'cost', 'perPair'] },
    },
  ],
  tabs: [
    { label: 'Cost', views: ['costs', 'saved'] },
    { label: 'The bill', views: ['bill'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Every vote takes the same time, and nothing else costs anything: no answers, no tools, no training of annotators.',
  ],
}).runs(function* runLabelCost({ leftOut, ...set }) {
  const plans: readonly Labelling[] = [
    set,
    { ...set, votes: 1, crowd: 0 },
    { ...set, votes: 3, crowd: 0 },
    { ...set, votes: 1, crowd: 0.8 },
    { ...set, votes: 1, crowd: 1 },
  ];
  for (const [way, plan] of plans.entries()) yield { series: 'bill', way, ...billOf(plan) };
  const all = billOf(set).cost;
  const bought = set.pairs * (1 - leftOut);
  const { cost } = billOf({ ...set, pairs: bought });
  yield { series: 'saved', bought, cost, saved: all - cost };
});
