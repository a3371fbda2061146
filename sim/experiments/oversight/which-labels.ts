/** The same money for labels, spent in four ways: which pairs are labelled, and by whom. */
import { defineExperiment } from '../../experiment.ts';
import { nats, share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { label } from '../../stages/preferences.ts';
import { baselineMetrics, baselinesOn } from '../../stages/rankingBaselines.ts';
import { pairAccuracy, scoresOf, type PreferencePair } from '../../stages/rewardModel.ts';
import { createSampler } from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { FEW, firstIsBetter, heldOutParam, labelled, pairsToLabel } from './labelling.ts';
import { learn } from './learn.ts';
import type { Shown } from './panel.ts';

/** Price of an expert's label: three minutes at $100 an hour. */
const EXPERT_PRICE = 5;

/** Of the labels of the mixed way, the share that experts give. */
const EXPERTS_IN_HYBRID = 0.2;

/** Parts of the budget at which a reward model is trained. */
const PARTS = [0.25, 0.5, 1] as const;

/** Updates between two rows of the training. */
const STRIDE = 10;

const WAYS = ['random', 'uncertain', 'crowd', 'hybrid'] as const;

type Way = (typeof WAYS)[number];

const NAMES = {
  random: 'experts, random pairs',
  uncertain: 'experts, uncertain pairs',
  crowd: 'the crowd, random pairs',
  hybrid: '80 % crowd, 20 % experts, random pairs',
} as const satisfies Record<Way, string>;

const labels = { label: 'labels', unit: 'labels', help: 'Labels bought so far.', digits: 0 } as const;

const cost = { label: 'cost', unit: '$', help: 'Of these labels.', digits: 0 } as const;

const accuracy = share('Held-out pairs that it ranks in the true order.', 'held-out accuracy');

const curve = (title: string) => ({ title, metrics: { labels, cost, accuracy } }) as const;

export const series = {
  training: {
    title: 'Training',
    metrics: {
      step: { label: 'step', unit: 'updates', help: 'Updates so far, of all reward models.', digits: 0 },
      loss: { ...nats('Mean −log σ(Δ) on the labels that it learns.', 'loss'), hue: 'loss' },
    },
  },
  random: curve(NAMES.random),
  uncertain: curve(NAMES.uncertain),
  crowd: curve(NAMES.crowd),
  hybrid: curve(NAMES.hybrid),
  bought: {
    title: 'What was bought',
    metrics: {
      way: {
        label: 'labels',
        unit: '',
        help: 'Of whom, and on which pairs.',
        digits: 0,
        names: WAYS.map((way) => NAMES[way]),
      },
      labels,
      cost,
      right: share('Of the labels, those in the true order.', 'labels right'),
      accuracy,
    },
  },
  baselines: { title: 'The same held-out pairs, ranked without a label', metrics: baselineMetrics },
} as const;

const layers = (x: 'cost' | 'labels') =>
  [
    { series: 'random', x, y: 'accuracy', mark: 'line', role: 'thin', label: 'experts, random' },
    { series: 'uncertain', x, y: 'accuracy', mark: 'line', label: 'experts, uncertain' },
    { series: 'crowd', x, y: 'accuracy', mark: 'line', role: 'counterpart', label: 'crowd' },
    { series: 'hybrid', x, y: 'accuracy', mark: 'line', role: 'guide', label: '80/20' },
  ] as const;

const references = [
  { axis: 'y', at: { series: 'baselines', metric: 'likelihood' }, label: 'likelihood alone, no label' },
  { axis: 'y', at: { series: 'baselines', metric: 'longer' }, label: 'length alone' },
  { axis: 'y', at: { series: 'baselines', metric: 'chance' }, label: 'chance', start: true },
] as const;

export default defineExperiment({
  id: 'which-labels',
  title: 'What a reward model learns for the same money, by which pairs are labelled and by whom.',
  params: {
    way: {
      kind: 'choice',
      label: 'labels',
      help: 'Which pairs are labelled, and by whom; experts on random pairs are drawn beside every other way.',
      choices: { all: 'all four ways', ...NAMES },
      default: 'all',
      menu: true,
    },
    crowdNoise: {
      kind: 'number',
      label: 'noise of the crowd',
      unit: 'share',
      help: 'Share of the crowd’s labels that are a coin flip.',
      min: 0,
      max: 0.8,
      step: 0.1,
      default: 0.4,
    },
    crowdPrice: {
      kind: 'number',
      label: 'price of a crowd label',
      unit: '$',
      help: 'An expert’s costs $5.',
      min: 0.5,
      max: 5,
      step: 0.5,
      default: 1,
    },
    dollars: {
      kind: 'number',
      label: 'budget',
      unit: '$',
      help: 'For labels; reward models are trained at a quarter of it, at half and at all.',
      min: 100,
      max: 4000,
      step: 100,
      default: 2000,
      menu: true,
    },
    crowdBias: {
      kind: 'number',
      label: 'keyword bias of the crowd',
      help: 'How much better, in gold reward, the crowd likes an answer that forbids something.',
      min: 0,
      max: 2,
      step: 0.2,
      default: 0.4,
      menu: true,
    },
    pool: {
      kind: 'number',
      label: 'pairs to choose from',
      unit: 'pairs',
      help: 'Labels are bought for these, and for no others.',
      min: 100,
      max: 2000,
      step: 100,
      default: 2000,
      menu: true,
    },
    heldOut: heldOutParam,
    seed: seedParam('Fixes the pairs, the labels of the crowd and the order of training.'),
  },
  series,
  clock: { series: 'training', metric: 'step', runs: 'one reward model for each point' },
  views: [
    {
      kind: 'xy',
      id: 'dollars',
      title: 'Held-out accuracy, by what the labels cost',
      unit: '% of pairs',
      size: 'wide',
      x: { label: 'cost of the labels, $' },
      y: { domain: [0.45, 0.9], percent: true },
      layers: layers('cost'),
      references,
    },
    {
      kind: 'xy',
      id: 'labels',
      title: 'Held-out accuracy, by how many labels there are',
      unit: '% of pairs',
      size: 'wide',
      x: { label: 'labels' },
      y: { domain: [0.45, 0.9], percent: true },
      layers: layers('labels'),
      references,
    },
    {
      kind: 'table',
      id: 'bought',
      title: 'What was bought',
      size: 'wide',
      table: { series: 'bought', columns: ['way', 'labels', 'cost', 'right', 'accuracy'] },
    },
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss on the labels, one reward model after the other',
      unit: 'nats',
      size: 'wide',
      x: { label: 'updates' },
      y: { domain: [0, 1] },
      layers: [{ series: 'training', x: 'step', y: 'loss', mark: 'line' }],
      references: [{ axis: 'y', at: 0.693, label: 'ln 2' }],
    },
  ],
  tabs: [
    { label: 'Per dollar', views: ['dollars'] },
    { label: 'Per label', views: ['labels'] },
    { label: 'Table', views: ['bought'] },
    { label: 'Training', views: ['loss'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { dollars: 100, pool: 100, heldOut: 100 },
  simplified: [
    'Experts label in the true order and never err; the crowd sees the true quality with the bias and the noise that are set.',
    'Only labels cost: answers, tools and the scoring of unlabelled pairs are free.',
    'There are only so many pairs: where all of them have a label, a curve ends.',
  ],
}).runs(function* runWhichLabels(settings, { kernels, crew, rng, models }) {
  const { way, crowdNoise, crowdPrice, dollars, crowdBias } = settings;
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  const sampler = createSampler(world);
  const pool = yield* pairsToLabel(laboratory, sampler.train, settings.pool, rng.stream('pairs'));
  const unseen = yield* pairsToLabel(laboratory, sampler.heldOut, settings.heldOut, rng.stream('unseen'));
  const held = unseen.map((pair) => labelled(pair, firstIsBetter(pair)));
  yield { series: 'baselines', ...baselinesOn(reference, held) };

  const truth = pool.map((pair) => labelled(pair, firstIsBetter(pair)));
  const crowd = { keywordBias: crowdBias, lengthBias: 0, noise: crowdNoise };
  const [draws, coins] = [rng.stream('crowd'), rng.stream('coins')];
  /** Where the crowd sees no difference, it takes either. */
  const byCrowd = pool.map(({ first, second }) => {
    const coin = coins.uniform() < 0.5;
    return label(first, second, crowd, draws) ?? labelled({ first, second }, coin);
  });
  const experts = rng.stream('experts');
  const mixed = truth.map((pair, i) => (experts.uniform() < EXPERTS_IN_HYBRID ? pair : byCrowd[i]!));
  const hybridPrice = EXPERTS_IN_HYBRID * EXPERT_PRICE + (1 - EXPERTS_IN_HYBRID) * crowdPrice;
  const plans = {
    random: { labels: truth, price: EXPERT_PRICE },
    uncertain: { labels: truth, price: EXPERT_PRICE },
    crowd: { labels: byCrowd, price: crowdPrice },
    hybrid: { labels: mixed, price: hybridPrice },
  } as const satisfies Record<Way, { labels: readonly PreferencePair[]; price: number }>;

  /** Those pairs of the pool without a label at which the reward model, as it is, sees the least difference. */
  const leastSure = (unlabelled: readonly number[], count: number): number[] => {
    const answers = unlabelled.flatMap((i) => [pool[i]!.first, pool[i]!.second]);
    const scores = scoresOf(rewardModel, answers);
    const margin = new Map(unlabelled.map((i, k) => [i, Math.abs(scores[2 * k]! - scores[2 * k + 1]!)]));
    return unlabelled.toSorted((a, b) => margin.get(a)! - margin.get(b)!).slice(0, count);
  };

  let updates = 0;
  function* curveOf(way: Way) {
    const plan = plans[way];
    const everything = pool.map((_: Shown, i) => i);
    let chosen: number[] = [];
    for (const part of PARTS) {
      const wanted = Math.min(pool.length, Math.round((part * dollars) / plan.price));
      if (wanted === chosen.length) return;
      if (way === 'uncertain' && chosen.length > 0) {
        const known = new Set(chosen);
        const unlabelled = everything.filter((i) => !known.has(i));
        chosen = [...chosen, ...leastSure(unlabelled, wanted - chosen.length)];
      } else chosen = everything.slice(0, wanted);
      for (const update of learn(
        laboratory,
        chosen.map((i) => plan.labels[i]!),
        FEW,
        rng.stream('order'),
      )) {
        if (!update) {
          yield undefined;
          continue;
        }
        updates += 1;
        if (updates % STRIDE === 0) yield { series: 'training', step: updates, loss: update.loss } as const;
      }
      const right = chosen.filter((i) => plan.labels[i]!.chosen === truth[i]!.chosen).length / wanted;
      const point = {
        labels: wanted,
        cost: wanted * plan.price,
        accuracy: pairAccuracy(rewardModel, held),
      };
      yield { series: way, ...point } as const;
      yield { series: 'bought', way: WAYS.indexOf(way), right, ...point } as const;
    }
  }
  yield* curveOf('random');
  for (const each of WAYS) if (each !== 'random' && (way === 'all' || way === each)) yield* curveOf(each);
});
