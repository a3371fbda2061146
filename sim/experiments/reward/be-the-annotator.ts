/** The reader labels ten pairs: agreement with the expert, and what a reward model learns from these labels and from more of their kind. */
import { defineExperiment } from '../../experiment.ts';
import type { ChoiceParam, Settings } from '../../param.ts';
import { cohenKappa } from '../../measure/kappa.ts';
import { nats, share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { epochsOf } from '../../stages/batches.ts';
import { EXPERT, habitsOf, labelByHabit, type Habits } from '../../stages/habits.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { trueOrder, type Judged } from '../../stages/preferences.ts';
import { baselineMetrics, baselinesOn, logLikelihoods } from '../../stages/rankingBaselines.ts';
import { rankedShare, scoresOf, trainRewardModel, type PreferencePair } from '../../stages/rewardModel.ts';
import type { Response } from '../../stages/responses.ts';
import { labelledPairs, resetRewardModel } from '../../stages/rewardModelling.ts';
import {
  annotationPairs,
  createSampler,
  createWorld,
  expertAnswer,
  readableAnswer,
  readableQuestion,
  type AnnotationPair,
  type Question,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const world = createWorld();

export const pairs = annotationPairs(world.train);

const textOf = ({ fact }: Question, answer: readonly number[]) => readableAnswer(world.decode(answer), fact);

type Label = 'first' | 'second' | 'none';

type PairParam = Omit<ChoiceParam, 'choices'> & { readonly choices: Readonly<Record<Label, string>> };

export const names = pairs.map((_, i) => `pair${i + 1}`) as [`pair${number}`, ...`pair${number}`[]];

/** The labels with which the figure is drawn: an annotator who always takes the answer that warns or hands back. */
const labelParams = Object.fromEntries(
  pairs.map((pair, i): [string, PairParam] => [
    names[i]!,
    {
      kind: 'choice',
      label: `${i + 1}. ${readableQuestion(pair.question)}`,
      help: 'Which of the two answers is better.',
      choices: {
        first: textOf(pair.question, pair.first),
        second: textOf(pair.question, pair.second),
        none: 'I cannot say',
      },
      default: pair.cautious,
    },
  ]),
) as Readonly<Record<`pair${number}`, PairParam>>;

const HELD_OUT = 300;

const BATCH = 8;

/** Passes over the ten labels, and over the pairs of an annotator who labels more. */
const EPOCHS = { own: 20, more: 4 } as const;

/** Pairs that an annotator of the reader's kind labels, and the expert. */
const MORE = 1000;

const PEAK = 2e-3;

/** Whose labels, in the order in which they are learned. */
const WHO = [
  'before any label',
  'likelihood alone',
  'your labels',
  '1,000 of your kind',
  'the expert’s labels',
  '1,000 of the expert’s',
] as const;

/** Their places among those. */
export const THOUSAND = {
  yours: WHO.indexOf('1,000 of your kind'),
  experts: WHO.indexOf('1,000 of the expert’s'),
} as const;

/** First words of answers that warn or hand back. */
const CAUTIOUS = new Set(world.encode(['AVOID', 'ASK']));

export const series = {
  training: {
    title: 'Training on your labels',
    metrics: {
      step: { label: 'step', unit: 'updates', help: 'Updates so far.', digits: 0 },
      loss: { ...nats('Mean −log σ(Δ) of the pairs that you have labelled.', 'loss'), hue: 'loss' },
    },
  },
  agreement: {
    title: 'You and the expert',
    metrics: {
      labelled: { label: 'labelled', unit: 'pairs', help: 'Pairs that you have labelled.', digits: 0 },
      agreed: {
        label: 'agreed',
        unit: 'pairs',
        help: 'Pairs on which you agree with the expert.',
        digits: 0,
      },
      kappa: {
        label: 'κ',
        unit: '',
        help: 'Agreement beyond what your habits would give by chance.',
        digits: 2,
        cite: 'cohen1960',
      },
    },
  },
  accuracy: {
    title: 'The reward model on held-out pairs',
    metrics: {
      who: {
        label: 'trained on',
        unit: '',
        help: 'Whose labels, if any: the fine-tuned model’s log-likelihood needs none.',
        digits: 0,
        names: WHO,
      },
      accuracy: share('Held-out pairs that it ranks as an expert would.', 'held-out accuracy'),
      warning: {
        label: 'needless warning',
        unit: 'logits',
        help: 'Score of avoid minus that of the right answer for metformin at eGFR 90, where nothing forbids it.',
        digits: 1,
      },
    },
  },
  baselines: { title: 'The same held-out pairs, ranked without a label', metrics: baselineMetrics },
  disagreements: {
    title: 'Where you and the expert differ',
    metrics: {
      question: { label: 'question', unit: '', help: 'As a sentence.', digits: 0, text: true },
      yours: { label: 'you chose', unit: '', help: 'The answer that you chose.', digits: 0, text: true },
      experts: { label: 'the expert chose', unit: '', help: 'The other one.', digits: 0, text: true },
      authority: { label: 'authority', unit: '', help: 'Who says so.', digits: 0, text: true },
    },
  },
} as const;

export default defineExperiment({
  id: 'be-the-annotator',
  title:
    'An annotator who always takes the cautious answer: what her reward model learns. Label the pairs yourself.',
  params: { ...labelParams, seed: seedParam('Fixes the order of training and the held-out pairs.') },
  series,
  clock: { series: 'training', metric: 'step', runs: 'training on these labels' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss on your pairs',
      unit: 'nats',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [{ series: 'training', x: 'step', y: 'loss', mark: 'line' }],
      references: [{ axis: 'y', at: 0.693, label: 'ln 2' }],
      head: [{ series: 'training', metric: 'loss' }],
    },
    {
      kind: 'table',
      id: 'agreement',
      title: 'You and the expert',
      size: 'panel',
      table: { series: 'agreement', columns: ['labelled', 'agreed', 'kappa'] },
    },
    {
      kind: 'table',
      id: 'accuracy',
      title: 'The reward model on pairs that nobody here has labelled',
      size: 'wide',
      table: { series: 'accuracy', columns: ['who', 'accuracy', 'warning'] },
    },
    {
      kind: 'table',
      id: 'disagreements',
      title: 'Where you and the expert differ',
      size: 'wide',
      table: { series: 'disagreements', columns: ['question', 'yours', 'experts', 'authority'] },
    },
  ],
  tabs: [
    { label: 'What it learns', views: ['accuracy'] },
    { label: 'Your labels', views: ['loss', 'agreement'] },
    { label: 'Differences', views: ['disagreements'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: {},
  clinical: true,
  simplified: [
    'Ten labels are very few: a real reward model is trained on tens of thousands. The 1,000 are labelled by a made-up annotator of your kind, who takes the cautious answer as often as you did, where the expert does and where not.',
    'The expert is the rubric of the teaching world, not a person; its facts name their authorities.',
  ],
}).runs(function* runBeTheAnnotator(settings, { kernels, crew, rng, models }) {
  const labels = names.map((name) => (settings as Settings)[name] as Label);
  const given = pairs.flatMap((pair, i): [AnnotationPair, 'first' | 'second'][] =>
    labels[i] === 'none' ? [] : [[pair, labels[i] as 'first' | 'second']],
  );
  const agreed = given.filter(([pair, label]) => pair.expert === label).length;
  const kappa = cohenKappa(given.map(([pair, label]) => [pair.expert, label]));
  yield { series: 'agreement', labelled: given.length, agreed, kappa };

  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);

  const [low, high] = [28, 90].map((egfr) =>
    world.questions.find(
      ({ fact, words }) => fact.drug === 'metformin' && fact.egfr === egfr && words[0] === 'give',
    )!,
  );
  const sampler = createSampler(world);
  const unseen: PreferencePair[] = [];
  const held = labelledPairs(laboratory, sampler.heldOut, HELD_OUT, trueOrder, rng.stream('unseen'));
  for (const some of held) {
    if (some) unseen.push(...some);
    yield undefined;
  }
  yield { series: 'baselines', ...baselinesOn(reference, unseen) };
  const learned = (responses: readonly Response[]) => scoresOf(rewardModel, responses);
  const likelihood = (responses: readonly Response[]) => logLikelihoods(reference, responses);
  /** Scores as they are now, against the expert and against a needless warning. */
  const measured = (
    who: (typeof WHO)[number],
    scores: (responses: readonly Response[]) => readonly number[],
  ) => {
    const [warning, right] = scores([
      { prompt: high!.tokens, answer: expertAnswer(low!) },
      { prompt: high!.tokens, answer: expertAnswer(high!) },
    ]);
    return {
      series: 'accuracy',
      who: WHO.indexOf(who),
      accuracy: rankedShare(unseen, scores),
      warning: warning! - right!,
    } as const;
  };
  const preferences = (
    chosen: readonly (readonly [AnnotationPair, 'first' | 'second'])[],
  ): PreferencePair[] =>
    chosen.map(([{ question, first, second }, label]) => ({
      chosen: { prompt: question.tokens, answer: label === 'first' ? first : second },
      rejected: { prompt: question.tokens, answer: label === 'first' ? second : first },
    }));
  const learn = (chosen: readonly PreferencePair[], epochs: number) => {
    resetRewardModel(laboratory);
    const steps = epochs * Math.ceil(chosen.length / BATCH);
    const schedule = { peak: PEAK, floor: PEAK / 10, warmUp: 2, steps, decay: 'linear' } as const;
    return trainRewardModel(
      laboratory,
      rewardModel.head,
      epochsOf(chosen, BATCH, epochs, rng.stream('order')),
      schedule,
    );
  };
  const isCautious = ({ answer }: Judged) => CAUTIOUS.has(answer[0]!);
  /** Learns from many labels of an annotator with these habits, on the same pairs whoever labels them. */
  function* learnFrom(habits: Habits) {
    const labelled: PreferencePair[] = [];
    const labels = rng.stream('labels');
    const choose = (a: Judged, b: Judged) => labelByHabit(a, b, habits, isCautious, labels);
    for (const some of labelledPairs(laboratory, sampler.train, MORE, choose, rng.stream('pairs'))) {
      if (some) labelled.push(...some);
      yield undefined;
    }
    for (const _step of learn(labelled, EPOCHS.more)) yield undefined;
  }

  resetRewardModel(laboratory);
  yield measured('before any label', learned);
  yield measured('likelihood alone', likelihood);
  for (const update of learn(preferences(given), EPOCHS.own)) {
    yield update && ({ series: 'training', step: update.step, loss: update.loss } as const);
  }
  yield measured('your labels', learned);
  const yours = habitsOf(
    given.map(([pair, label]) => ({
      experts: pair.expert === pair.cautious,
      annotators: label === pair.cautious,
    })),
  );
  yield* learnFrom(yours);
  yield measured('1,000 of your kind', learned);
  for (const _step of learn(preferences(pairs.map((pair) => [pair, pair.expert])), EPOCHS.own))
    yield undefined;
  yield measured('the expert’s labels', learned);
  yield* learnFrom(EXPERT);
  yield measured('1,000 of the expert’s', learned);
  for (const [pair, label] of given) {
    if (pair.expert === label) continue;
    const { question, first, second } = pair;
    const [yours, experts] = label === 'first' ? [first, second] : [second, first];
    yield {
      series: 'disagreements',
      question: readableQuestion(question),
      yours: textOf(question, yours),
      experts: textOf(question, experts),
      authority: question.fact.authority,
    };
  }
});
