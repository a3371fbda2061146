/** The votes of six annotators in two schools, used in several ways: their agreement, and what a reward model learns from them. */
import { defineExperiment } from '../../experiment.ts';
import { cohenKappa } from '../../measure/kappa.ts';
import { fleissKappa } from '../../measure/fleissKappa.ts';
import { wilson } from '../../measure/intervals.ts';
import { mean } from '../../measure/mean.ts';
import { nats, share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { baselinesOn } from '../../stages/rankingBaselines.ts';
import { rankedShare, scoresOf, type PreferencePair } from '../../stages/rewardModel.ts';
import { createSampler } from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { FEW, firstIsBetter, heldOutParam, labelled, pairsToLabel } from './labelling.ts';
import { learn, updatesOf } from './learn.ts';
import { ANNOTATORS, isContested, isDangerFirst, panelParams, prefersFirst } from './panel.ts';

/** Votes on a pair where one is not enough. */
const VOTES = 3;

/** Updates between two rows of the training. */
const STRIDE = 10;

/** How the votes are used; the first four cost the same. */
const HOW = [
  'one vote per pair',
  'two of three',
  'only where three agree',
  'calibrated, one vote per pair',
  'two of three, at three times the price',
  'the true order of all pairs',
] as const;

const RANKED_BY = [...HOW, 'likelihood alone, no label', 'length alone, no label'] as const;

const WHO = [
  'two of the same school',
  'two of different schools',
  'three of the six (Fleiss)',
  'one, and the true order',
] as const;

const ends = {
  low: share('Lower end of the 95 % interval (Wilson), held-out pairs only.', 'from'),
  high: share('Upper end of it.', 'to'),
} as const;

export const series = {
  training: {
    title: 'Training',
    metrics: {
      step: { label: 'step', unit: 'updates', help: 'Updates so far, of all reward models.', digits: 0 },
      loss: { ...nats('Mean −log σ(Δ) on the labels that it learns.', 'loss'), hue: 'loss' },
    },
  },
  ranking: {
    title: 'Held-out pairs ranked in the true order',
    metrics: {
      by: {
        label: 'ranked by',
        unit: '',
        help: 'A reward model, by its labels; or none.',
        digits: 0,
        names: RANKED_BY,
      },
      accuracy: share('Held-out pairs that it ranks in the true order.', 'held-out accuracy'),
      ...ends,
    },
  },
  used: {
    title: 'What was bought',
    metrics: {
      how: { label: 'votes', unit: '', help: 'How they are used.', digits: 0, names: HOW },
      votes: { label: 'paid for', unit: 'votes', help: 'Votes that are paid for.', digits: 0 },
      pairs: { label: 'learned from', unit: 'pairs', help: 'Pairs that are left to learn from.', digits: 0 },
      right: share('Of the labels, those in the true order.', 'labels right'),
      contested: share('Of the pairs, those at which the schools pull in different directions.', 'contested'),
      onContested: share('Held-out accuracy on contested pairs.', 'accuracy, contested'),
      onOthers: share('Held-out accuracy on the other pairs.', 'accuracy, others'),
    },
  },
  equalCost: {
    title: 'At the same price',
    metrics: {
      gain: {
        label: 'two of three minus one vote per pair',
        unit: 'points',
        help: 'Difference of the held-out accuracies of the two reward models, whose votes cost the same.',
        digits: 1,
      },
    },
  },
  agreement: {
    title: 'Agreement',
    metrics: {
      who: { label: 'who', unit: '', help: 'Mean over all such pairs of annotators.', digits: 0, names: WHO },
      agreed: share('Pairs of answers on which they choose the same one.', 'agree on'),
      kappa: {
        label: 'κ',
        unit: '',
        help: 'Agreement beyond chance: Cohen’s, for three Fleiss’.',
        digits: 2,
        cite: 'fleiss1971',
      },
    },
  },
} as const;

export default defineExperiment({
  id: 'annotators',
  title: 'The votes of six annotators, used in several ways, and how well each reward model then ranks.',
  params: {
    ...panelParams,
    votes: {
      kind: 'number',
      label: 'votes that are paid for',
      help: 'Three votes on one pair cost as much as one vote on each of three.',
      min: 60,
      max: 1800,
      step: 60,
      default: 1200,
      menu: true,
    },
    heldOut: heldOutParam,
    calibration: {
      kind: 'number',
      label: 'what calibration leaves',
      unit: 'share',
      help: 'Of noise, distance and both biases, after the annotators have practised together.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 0.5,
      menu: true,
    },
    seed: seedParam('Fixes the pairs, who votes on which, the votes and the order of training.'),
  },
  series,
  clock: { series: 'training', metric: 'step', runs: 'six reward models' },
  views: [
    {
      kind: 'bars',
      id: 'ranking',
      title: 'Held-out pairs ranked in the true order, by how the votes are used',
      unit: '% of pairs',
      size: 'wide',
      x: { domain: [0.4, 1], percent: true },
      from: 0.5,
      bars: { series: 'ranking', by: 'by', value: 'accuracy', interval: ['low', 'high'] },
      references: [{ axis: 'x', at: 0.5, label: 'chance' }],
    },
    {
      kind: 'table',
      id: 'agreement',
      title: 'How well annotators agree',
      size: 'wide',
      table: { series: 'agreement', columns: ['who', 'agreed', 'kappa'] },
    },
    {
      kind: 'table',
      id: 'used',
      title: 'What was bought, and where the accuracy lies',
      size: 'wide',
      table: {
        series: 'used',
        columns: ['how', 'pairs', 'right', 'contested', 'onContested', 'onOthers'],
      },
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
    { label: 'Reward models', views: ['ranking'] },
    { label: 'Agreement', views: ['agreement'] },
    { label: 'What was bought', views: ['used'] },
    { label: 'Training', views: ['loss'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { votes: 60, heldOut: 100 },
  simplified: [
    'Annotators are simulated: they see the true quality, with the habits and the noise that are set; all six are equally careless.',
    'Every vote costs the same, and answers cost nothing.',
    'Calibration is a number here; it does not say what a session of it achieves.',
  ],
}).runs(function* runAnnotators(settings, { kernels, crew, rng, models, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  const sampler = createSampler(world);
  const pairs = yield* pairsToLabel(laboratory, sampler.train, settings.votes, rng.stream('pairs'));
  const unseen = yield* pairsToLabel(laboratory, sampler.heldOut, settings.heldOut, rng.stream('unseen'));

  /** Whether each annotator prefers the first answer of each pair. */
  const votesOf = (share: number) => {
    const { noise, schools, keywordBias, lengthBias } = settings;
    const habits = {
      noise: share * noise,
      schools: share * schools,
      keywordBias: share * keywordBias,
      lengthBias: share * lengthBias,
    };
    return Array.from({ length: ANNOTATORS }, (_, annotator) => {
      const draws = rng.stream(`annotator ${annotator}`);
      return pairs.map((pair) => prefersFirst(pair, annotator, habits, draws));
    });
  };
  const votes = votesOf(1);
  const calibrated = votesOf(settings.calibration);
  const truth = pairs.map(firstIsBetter);
  const asking = rng.stream('asked');
  const everyone = Array.from({ length: ANNOTATORS }, (_, annotator) => annotator);
  const asked = pairs.map(() => asking.shuffle(everyone).slice(0, VOTES));
  const forFirst = asked.map((three, i) => three.filter((annotator) => votes[annotator]![i]).length);

  const sameVote = (a: readonly boolean[], b: readonly boolean[]) => ({
    agreed: mean(a.map((vote, i) => (vote === b[i] ? 1 : 0))),
    kappa: cohenKappa(a.map((vote, i) => [String(vote), String(b[i])])),
  });
  const twos = everyone.flatMap((a) => everyone.slice(a + 1).map((b) => [a, b] as const));
  const among = (same: boolean) =>
    twos
      .filter(([a, b]) => (isDangerFirst(a) === isDangerFirst(b)) === same)
      .map(([a, b]) => sameVote(votes[a]!, votes[b]!));
  const averaged = (all: readonly { readonly agreed: number; readonly kappa: number }[]) => ({
    agreed: mean(all.map(({ agreed }) => agreed)),
    kappa: mean(all.map(({ kappa }) => kappa)),
  });
  const agreements = [
    averaged(among(true)),
    averaged(among(false)),
    fleissKappa(forFirst.map((count) => [count, VOTES - count])),
    averaged(votes.map((each) => sameVote(each, truth))),
  ];
  for (const [who, agreement] of agreements.entries()) yield { series: 'agreement', who, ...agreement };

  const all = pairs.map((_, i) => i);
  const third = all.slice(0, settings.votes / VOTES);
  const majority = (i: number) => 2 * forFirst[i]! > VOTES;
  const single = (from: readonly (readonly boolean[])[]) => (i: number) => from[asked[i]![0]!]![i]!;
  const uses: readonly {
    readonly paid: number;
    readonly of: readonly number[];
    label(i: number): boolean;
  }[] = [
    { paid: settings.votes, of: all, label: single(votes) },
    { paid: settings.votes, of: third, label: majority },
    { paid: settings.votes, of: third.filter((i) => forFirst[i]! % VOTES === 0), label: majority },
    { paid: settings.votes, of: all, label: single(calibrated) },
    { paid: VOTES * settings.votes, of: all, label: majority },
    { paid: settings.votes, of: all, label: (i) => truth[i]! },
  ];
  const updates = uses.reduce((sum, { of }) => sum + updatesOf(FEW, of.length), 0);
  const held = unseen.map((pair) => labelled(pair, firstIsBetter(pair)));
  const [contested, others] = [true, false].map((is) =>
    held.filter((_, i) => isContested(unseen[i]!) === is),
  );
  const right = (ranked: readonly PreferencePair[]) =>
    rankedShare(ranked, (responses) => scoresOf(rewardModel, responses));
  const rankedBy = (by: number, accuracy: number) => {
    const [low, high] = wilson(accuracy * settings.heldOut, settings.heldOut);
    return { series: 'ranking', by, accuracy, low, high } as const;
  };
  const accuracies: number[] = [];
  let done = 0;
  for (const [how, { paid, of, label }] of uses.entries()) {
    const labels = of.map((i) => labelled(pairs[i]!, label(i)));
    for (const update of learn(laboratory, labels, FEW, rng.stream('order'))) {
      if (!update) {
        yield undefined;
        continue;
      }
      done += 1;
      at({ step: done, of: updates });
      if (done % STRIDE === 0 || done === updates)
        yield { series: 'training', step: done, loss: update.loss };
    }
    accuracies.push(right(held));
    yield rankedBy(how, accuracies[how]!);
    yield {
      series: 'used',
      how,
      votes: paid,
      pairs: of.length,
      right: mean(of.map((i) => (label(i) === truth[i] ? 1 : 0))),
      contested: mean(of.map((i) => (isContested(pairs[i]!) ? 1 : 0))),
      onContested: right(contested!),
      onOthers: right(others!),
    };
  }
  yield { series: 'equalCost', gain: 100 * (accuracies[1]! - accuracies[0]!) };
  const { likelihood, longer } = baselinesOn(reference, held);
  yield rankedBy(RANKED_BY.indexOf('likelihood alone, no label'), likelihood);
  yield rankedBy(RANKED_BY.indexOf('length alone, no label'), longer);
});
