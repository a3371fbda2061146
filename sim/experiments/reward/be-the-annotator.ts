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
  type Question,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const world = createWorld();

export const pairs = annotationPairs(world.train);

const textOf = ({ fact }: Question, answer: readonly number[]) => readableAnswer(world.decode(answer), fact);

type Side = 'first' | 'second';

type Label = Side | 'none';

type PairParam = Omit<ChoiceParam, 'choices'> & { readonly choices: Readonly<Record<Label, string>> };

export const names = pairs.map((_, i) => `pair${i + 1}`) as [`pair${number}`, ...`pair${number}`[]];

/** Ten cards, all of them undecided. */
const labelParams = Object.fromEntries(
  pairs.map((pair, i): [string, PairParam] => [
    names[i]!,
    {
      kind: 'choice',
      label: `${i + 1}. ${readableQuestion(pair.question)}`,
      help: 'Take the better answer.',
      choices: {
        first: textOf(pair.question, pair.first),
        second: textOf(pair.question, pair.second),
        none: 'not decided',
      },
      default: 'none',
      undecided: 'none',
    },
  ]),
) as Readonly<Record<`pair${number}`, PairParam>>;

const BATCH = 8;

/** Passes over the ten labels, and over the pairs of an annotator who labels more. */
const EPOCHS = { own: 8, more: 4 } as const;

const PEAK = 2e-3;

/** Whose labels, in the order in which they are shown. */
const WHO = [
  'no label',
  'likelihood alone, no label',
  'ten labels: yours',
  'ten labels: the cautious annotator’s',
  'ten labels: the expert’s',
  'many labels of your kind',
  'many labels of the cautious kind',
  'many labels by the expert',
] as const;

type Who = (typeof WHO)[number];

/** Their places among those. */
export const MANY = {
  cautious: WHO.indexOf('many labels of the cautious kind'),
  experts: WHO.indexOf('many labels by the expert'),
} as const;

const ANNOTATORS = ['you', 'the cautious annotator'] as const;

/** The reader's place among them. */
export const YOU = ANNOTATORS.indexOf('you');

type Annotator = (typeof ANNOTATORS)[number];

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
  cards: {
    title: 'Your cards',
    metrics: {
      decided: { label: 'decided', unit: 'pairs of 10', help: 'Pairs that you have labelled.', digits: 0 },
    },
  },
  agreement: {
    title: 'Agreement with the simulated expert',
    metrics: {
      who: { label: 'annotator', unit: '', help: 'Whose labels.', digits: 0, names: ANNOTATORS },
      agreed: {
        label: 'agreed',
        unit: 'pairs of 10',
        help: 'Pairs on which she or he agrees with the expert.',
        digits: 0,
      },
      cautious: {
        label: 'took the cautious answer',
        unit: 'pairs of 10',
        help: 'Pairs on which the answer was taken that warns, forbids or hands the question back; the longer one where neither or both do.',
        digits: 0,
      },
      kappa: {
        label: 'κ',
        unit: '',
        help: 'Agreement on “cautious” or “other” beyond what the two habits would give by chance.',
        digits: 2,
        cite: 'cohen1960',
      },
    },
  },
  accuracy: {
    title: 'The reward model on held-out pairs',
    metrics: {
      who: {
        label: 'learned from',
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
    'Ten pairs, ten labels: what a reward model learns from yours, beside those of two other annotators.',
  params: {
    ...labelParams,
    more: {
      kind: 'number',
      label: 'many labels',
      unit: 'pairs',
      help: 'How many pairs an annotator labels who goes on in the same manner.',
      min: 100,
      max: 1000,
      step: 100,
      default: 1000,
      menu: true,
    },
    heldOut: {
      kind: 'number',
      label: 'held-out pairs',
      unit: 'pairs',
      help: 'On how many pairs that nobody has labelled the reward models are measured.',
      min: 20,
      max: 300,
      step: 20,
      default: 300,
      menu: true,
    },
    seed: seedParam('Fixes the order of training and the held-out pairs.'),
  },
  series,
  clock: { series: 'training', metric: 'step', runs: 'training on the labels' },
  views: [
    {
      kind: 'bars',
      id: 'accuracy',
      title: 'Held-out pairs that the reward model ranks correctly, by what it has learned from',
      unit: '% of pairs',
      size: 'strip',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'accuracy', by: 'who', value: 'accuracy' },
      references: [
        { axis: 'x', at: 0.5, label: 'chance', start: true },
        { axis: 'x', at: { series: 'baselines', metric: 'longer' }, label: 'length alone' },
      ],
    },
    {
      kind: 'table',
      id: 'warning',
      title: 'Score of a needless warning minus that of the right answer',
      size: 'wide',
      table: { series: 'accuracy', columns: ['who', 'accuracy', 'warning'] },
    },
    {
      kind: 'table',
      id: 'agreement',
      title: 'Agreement with the simulated expert, when all ten are labelled',
      size: 'wide',
      table: { series: 'agreement', columns: ['who', 'agreed', 'cautious', 'kappa'] },
    },
    {
      kind: 'table',
      id: 'disagreements',
      title: 'Where you and the expert differ',
      size: 'wide',
      table: { series: 'disagreements', columns: ['question', 'yours', 'experts', 'authority'] },
    },
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss on the ten pairs',
      unit: 'nats',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [{ series: 'training', x: 'step', y: 'loss', mark: 'line' }],
      references: [{ axis: 'y', at: 0.693, label: 'ln 2' }],
      head: [{ series: 'training', metric: 'loss' }],
    },
  ],
  tabs: [
    { label: 'What it learns', views: ['accuracy'] },
    { label: 'A needless warning', views: ['warning'] },
    { label: 'Agreement', views: ['agreement', 'loss'] },
    { label: 'Where you differ', views: ['disagreements'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { more: 100, heldOut: 20 },
  clinical: true,
  simplified: [
    'Ten labels are very few: a real reward model is trained on tens of thousands. The many are labelled by a made-up annotator of your kind, who takes the cautious answer as often as you did, where the expert does and where not.',
    'Your labels count when all ten pairs are decided; until then the figure shows the other two annotators.',
    'The expert is the rubric of the teaching world, not a person; its facts name their authorities.',
  ],
}).runs(function* runBeTheAnnotator(settings, { kernels, crew, rng, models }) {
  const labels = names.map((name) => (settings as Settings)[name] as Label);
  const decided = labels.filter((label): label is Side => label !== 'none');
  const yours = decided.length === pairs.length ? decided : undefined;
  yield { series: 'cards', decided: decided.length };
  const cautious = pairs.map((pair) => pair.cautious);
  const expert = pairs.map((pair) => pair.expert);
  const agreementOf = (who: Annotator, given: readonly Side[]) => {
    const tookCautious = (side: Side, i: number) => (side === pairs[i]!.cautious ? 'cautious' : 'other');
    return {
      series: 'agreement',
      who: ANNOTATORS.indexOf(who),
      agreed: given.filter((side, i) => side === expert[i]).length,
      cautious: given.filter((side, i) => side === cautious[i]).length,
      kappa: cohenKappa(given.map((side, i) => [tookCautious(expert[i]!, i), tookCautious(side, i)])),
    } as const;
  };
  if (yours) yield agreementOf('you', yours);
  yield agreementOf('the cautious annotator', cautious);

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
  const held = labelledPairs(laboratory, sampler.heldOut, settings.heldOut, trueOrder, rng.stream('unseen'));
  for (const some of held) {
    if (some) unseen.push(...some);
    yield undefined;
  }
  yield { series: 'baselines', ...baselinesOn(reference, unseen) };
  const learned = (responses: readonly Response[]) => scoresOf(rewardModel, responses);
  const likelihood = (responses: readonly Response[]) => logLikelihoods(reference, responses);
  /** Scores as they are now, against the expert and against a needless warning. */
  const measured = (who: Who, scores: (responses: readonly Response[]) => readonly number[]) => {
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
  const preferences = (sides: readonly Side[]): PreferencePair[] =>
    pairs.map(({ question, first, second }, i) => ({
      chosen: { prompt: question.tokens, answer: sides[i] === 'first' ? first : second },
      rejected: { prompt: question.tokens, answer: sides[i] === 'first' ? second : first },
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
    for (const some of labelledPairs(laboratory, sampler.train, settings.more, choose, rng.stream('pairs'))) {
      if (some) labelled.push(...some);
      yield undefined;
    }
    for (const _step of learn(labelled, EPOCHS.more)) yield undefined;
  }

  resetRewardModel(laboratory);
  yield measured('no label', learned);
  yield measured('likelihood alone, no label', likelihood);
  /** The curve of training is that of the reader's labels, or until there are ten, of the cautious annotator's. */
  function* learnTen(who: Who, sides: readonly Side[], drawn: boolean) {
    for (const update of learn(preferences(sides), EPOCHS.own)) {
      yield drawn && update
        ? ({ series: 'training', step: update.step, loss: update.loss } as const)
        : undefined;
    }
    yield measured(who, learned);
  }
  if (yours) yield* learnTen('ten labels: yours', yours, true);
  yield* learnTen('ten labels: the cautious annotator’s', cautious, !yours);
  yield* learnTen('ten labels: the expert’s', expert, false);
  /** Goes on with the habits that these ten labels show. */
  function* learnMany(who: Who, habits: Habits) {
    yield* learnFrom(habits);
    yield measured(who, learned);
  }
  const habitsIn = (sides: readonly Side[]) =>
    habitsOf(
      sides.map((side, i) => ({ experts: expert[i] === cautious[i], annotators: side === cautious[i] })),
    );
  if (yours) yield* learnMany('many labels of your kind', habitsIn(yours));
  yield* learnMany('many labels of the cautious kind', habitsIn(cautious));
  yield* learnMany('many labels by the expert', EXPERT);
  for (const [i, { question, first, second, expert: experts }] of pairs.entries()) {
    if (!yours || yours[i] === experts) continue;
    const [own, other] = yours[i] === 'first' ? [first, second] : [second, first];
    yield {
      series: 'disagreements',
      question: readableQuestion(question),
      yours: textOf(question, own),
      experts: textOf(question, other),
      authority: question.fact.authority,
    };
  }
});
