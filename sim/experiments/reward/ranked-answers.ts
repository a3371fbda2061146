/** The fine-tuned model answers several times, the reward model ranks its answers, and the best-ranked one is given. */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { share } from '../../metric.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { mean } from '../../measure/mean.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { logLikelihoods } from '../../stages/rankingBaselines.ts';
import { onceEach } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import {
  createWorld,
  goldReward,
  judge,
  questionClasses,
  readableAnswer,
  readableQuestion,
  type Question,
  type QuestionClass,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** Resamples of the questions for an interval. */
const ROUNDS = 1000;

const world = createWorld();

const questions = Object.fromEntries(
  questionClasses.map((name) => [name, world.evaluation.find(({ fact }) => fact.questionClass === name)!]),
);

const gold = {
  label: 'gold reward',
  unit: '',
  help: 'True quality of the answer, −1.1 to 1.',
  digits: 2,
  hue: 'gold',
} as const;

/** What ranks the samples; beside them, two that need no ranking, and one that needs the truth. */
const GIVEN = [
  'one sample, on average',
  'the best-ranked sample',
  'the likeliest sample',
  'the longest sample',
  'the likeliest answer (T = 0)',
  'the truly best sample',
] as const;

/** The one that the reward model picks. */
const RANKED = GIVEN.indexOf('the best-ranked sample');

const givenMetric = (help: string) =>
  ({ label: 'answer given', unit: '', help, digits: 0, names: GIVEN }) as const;

const series = {
  ranked: {
    title: 'Answers to this question, ranked',
    metrics: {
      rank: { label: 'rank', unit: '', help: '1 is the answer that the reward model likes best.', digits: 0 },
      text: { label: 'answer', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
      score: { label: 'score', unit: 'logits', help: 'Of the reward model.', digits: 2, hue: 'reward' },
      gold,
      judged: {
        label: 'verdict',
        unit: '',
        help: 'Against the formulary.',
        digits: 0,
        names: ['right', 'wrong'],
      },
    },
  },
  measured: {
    title: 'Held-out questions',
    metrics: {
      given: givenMetric('One of the samples, or the likeliest answer, which is not sampled.'),
      gold,
      low: { ...gold, label: 'gold, from', help: 'Lower end of its 95 % interval, by question.' },
      high: { ...gold, label: 'gold, to', help: 'Upper end of that interval.' },
      accuracy: share('Questions with the right verdict (and number).', 'right verdict'),
    },
  },
  lead: {
    title: 'How far the best-ranked sample leads',
    metrics: {
      given: givenMetric('What the best-ranked sample is compared with, on the same questions.'),
      lead: {
        ...gold,
        label: 'best-ranked minus this',
        help: 'Gold reward of the best-ranked sample minus that of the other, mean over the questions.',
      },
      low: { ...gold, label: 'from', help: 'Lower end of its 95 % interval: questions drawn again.' },
      high: { ...gold, label: 'to', help: 'Upper end of that interval.' },
    },
  },
} as const;

const marksOf = (question: Question, answer: readonly number[]) => ({
  gold: goldReward(question, answer),
  right: judge(question, answer).right,
});

/** The mean of each place over all vectors. */
const meansOf = (vectors: readonly Float64Array[]) =>
  vectors[0]!.map((_, i) => mean(vectors.map((each) => each[i]!)));

export default defineExperiment({
  id: 'ranked-answers',
  title:
    'Best of n: the reward model picks one of n answers. What it gains depends on what it is compared with.',
  params: {
    question: {
      kind: 'choice',
      label: 'question',
      help: 'A held-out question of each class.',
      choices: Object.fromEntries(
        questionClasses.map((name) => [name, readableQuestion(questions[name]!)]),
      ) as Record<QuestionClass, string>,
      default: 'renal',
    },
    samples: {
      kind: 'number',
      symbol: 'n',
      label: 'samples',
      help: 'Answers that are sampled to each question.',
      min: 1,
      max: 16,
      step: 1,
      default: 6,
    },
    seed: seedParam('Fixes the samples.'),
  },
  series,
  views: [
    {
      kind: 'table',
      id: 'ranked',
      title: 'Answers to this question, as the reward model ranks them',
      size: 'wide',
      table: { series: 'ranked', columns: ['rank', 'text', 'score', 'gold', 'judged'] },
    },
    {
      kind: 'bars',
      id: 'measured',
      title: 'Gold reward on all held-out questions, by what is given',
      unit: '−1.1 to 1',
      size: 'strip',
      x: { domain: [0, 1], label: 'gold reward' },
      bars: {
        series: 'measured',
        by: 'given',
        value: 'gold',
        interval: ['low', 'high'],
      },
    },
    {
      kind: 'table',
      id: 'lead',
      title: 'How far the best-ranked sample leads each of the others, question by question',
      size: 'wide',
      table: { series: 'lead', columns: ['given', 'lead', 'low', 'high'] },
    },
  ],
  tabs: [
    { label: 'All questions', views: ['measured'] },
    { label: 'The lead', views: ['lead'] },
    { label: 'One question', views: ['ranked'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { samples: 2 },
  clinical: true,
  simplified: [
    'One fine-tuned model and one reward model, those of the default run of the pipeline: the intervals are over questions, not over trained models.',
  ],
}).runs(function* runRankedAnswers({ question, samples, seed: _ }, { kernels, crew, rng, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy, rewardModel } = laboratory;
  restore(rewardModel.network, models['reward']!);
  const asked = [questions[question]!, ...world.evaluation];
  const repeated = asked.flatMap((each) => Array.from({ length: samples }, () => each));
  const responses = yield* answersTo(laboratory, repeated, 1, rng.stream('samples'));
  const scores = onceEach(responses, (different) => scoresOf(rewardModel, different));
  const likelihoods = onceEach(responses, (different) => logLikelihoods(policy, different));
  const answers = responses.map(({ answer }, i) => ({
    answer,
    score: scores[i]!,
    likelihood: likelihoods[i]!,
    length: answer.length,
    ...marksOf(repeated[i]!, answer),
  }));
  const byQuestion = asked.map((_, q) => answers.slice(q * samples, (q + 1) * samples));
  const [shown, ...others] = byQuestion.map((each) => ({
    samples: each,
    ranked: each.toSorted((a, b) => b.score - a.score),
  }));
  for (const [i, { answer, score, gold, right }] of shown!.ranked.entries()) {
    const text = readableAnswer(world.decode(answer), asked[0]!.fact);
    yield { series: 'ranked', rank: i + 1, text, score, gold, judged: right ? 0 : 1 };
  }
  const likely = yield* answersTo(laboratory, asked.slice(1), 0, rng.stream('likeliest'));
  const likeliest = likely.map(({ answer }, i) => marksOf(asked[i + 1]!, answer));
  const bestBy = (mark: 'likelihood' | 'length' | 'gold') =>
    others.map(({ samples }) => samples.reduce((best, each) => (each[mark] > best[mark] ? each : best)));
  const given = [
    others.map(({ samples }) => ({
      gold: mean(samples.map(({ gold }) => gold)),
      right: mean(samples.map(({ right }) => Number(right))),
    })),
    others.map(({ ranked }) => ranked[0]!),
    bestBy('likelihood'),
    bestBy('length'),
    likeliest,
    bestBy('gold'),
  ].map((each) => each.map(({ gold, right }) => ({ gold, right: Number(right) })));
  const rounds = rng.stream('resampling');
  const golds = given.map((each) => each.map(({ gold }) => gold));
  const byAsked = likeliest.map((_, q) => Float64Array.from(golds, (each) => each[q]!));
  const drawn = bootstrap(byAsked, ROUNDS, rounds, meansOf);
  const ends = middle95(drawn);
  for (const [i, each] of given.entries()) {
    const [low, high] = ends[i]!;
    const accuracy = mean(each.map(({ right }) => right));
    yield { series: 'measured', given: i, gold: mean(golds[i]!), low, high, accuracy };
  }
  // The same resamples: what two of them share in a draw cancels.
  const leads = middle95(drawn.map((means) => means.map((each) => means[RANKED]! - each)));
  for (const [i, each] of golds.entries()) {
    if (i === RANKED) continue;
    const [low, high] = leads[i]!;
    yield { series: 'lead', given: i, lead: mean(golds[RANKED]!) - mean(each), low, high };
  }
});
