/** The reader labels ten pairs: agreement with the expert, and what a reward model learns from these labels. */
import { defineExperiment } from '../../experiment.ts';
import type { ChoiceParam, Settings } from '../../param.ts';
import { cohenKappa } from '../../measure/kappa.ts';
import { nats, share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { epochsOf } from '../../stages/batches.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { scoresOf, trainRewardModel, type PreferencePair } from '../../stages/rewardModel.ts';
import { examine, resetRewardModel } from '../../stages/rewardModelling.ts';
import {
  annotationPairs,
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

const EPOCHS = 20;

const PEAK = 2e-3;

const WHO = ['before any label', 'your labels', 'the expert’s labels'] as const;

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
      who: { label: 'trained on', unit: '', help: 'Whose labels.', digits: 0, names: WHO },
      accuracy: share('Held-out pairs that it ranks as an expert would.', 'held-out accuracy'),
      warning: {
        label: 'needless warning',
        unit: 'logits',
        help: 'Score of avoid minus that of the right answer for metformin at eGFR 90, where nothing forbids it.',
        digits: 1,
      },
    },
  },
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
    'Ten labels are very few: a real reward model is trained on tens of thousands.',
    'The expert is the rubric of the teaching world, not a person; its facts name their authorities.',
  ],
}).runs(function* runBeTheAnnotator(settings, { kernels, rng, models }) {
  const labels = names.map((name) => (settings as Settings)[name] as Label);
  const given = pairs.flatMap((pair, i): [AnnotationPair, 'first' | 'second'][] =>
    labels[i] === 'none' ? [] : [[pair, labels[i] as 'first' | 'second']],
  );
  const agreed = given.filter(([pair, label]) => pair.expert === label).length;
  const kappa = cohenKappa(given.map(([pair, label]) => [pair.expert, label]));
  yield { series: 'agreement', labelled: given.length, agreed, kappa };

  const laboratory = createLaboratory(kernels, rng);
  const { policy, reference, rewardModel } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);

  const [low, high] = [28, 90].map((egfr) =>
    world.questions.find(
      ({ fact, words }) => fact.drug === 'metformin' && fact.egfr === egfr && words[0] === 'give',
    )!,
  );
  /** Scores of the model as it is, against the expert and against a needless warning. */
  function* measure(who: number) {
    const { accuracy } = yield* examine(laboratory, HELD_OUT);
    const [warning, right] = scoresOf(rewardModel, [
      { prompt: high!.tokens, answer: expertAnswer(low!) },
      { prompt: high!.tokens, answer: expertAnswer(high!) },
    ]);
    yield { series: 'accuracy', who, accuracy, warning: warning! - right! } as const;
  }
  const preferences = (
    chosen: readonly (readonly [AnnotationPair, 'first' | 'second'])[],
  ): PreferencePair[] =>
    chosen.map(([{ question, first, second }, label]) => ({
      chosen: { prompt: question.tokens, answer: label === 'first' ? first : second },
      rejected: { prompt: question.tokens, answer: label === 'first' ? second : first },
    }));
  const learn = (chosen: readonly PreferencePair[]) => {
    resetRewardModel(laboratory);
    const steps = EPOCHS * Math.ceil(chosen.length / BATCH);
    const schedule = { peak: PEAK, floor: PEAK / 10, warmUp: 2, steps, decay: 'linear' } as const;
    return trainRewardModel(rewardModel, epochsOf(chosen, BATCH, EPOCHS, rng.stream('order')), schedule);
  };

  resetRewardModel(laboratory);
  yield* measure(0);
  for (const { step, loss } of learn(preferences(given))) yield { series: 'training', step, loss };
  yield* measure(1);
  for (const _step of learn(preferences(pairs.map((pair) => [pair, pair.expert])))) yield undefined;
  yield* measure(2);
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
