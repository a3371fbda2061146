/** The fine-tuned model answers several times, the reward model ranks its answers, and the best-ranked one is given. */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { share } from '../../metric.ts';
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
  someOf,
  type Question,
  type QuestionClass,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** Share of the held-out questions on which ranking is measured. */
const MEASURED = 0.1;

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

/** What ranks the samples; beside them, an answer that needs no ranking, and one that needs the truth. */
const GIVEN = [
  'the first sample',
  'the best-ranked sample',
  'the likeliest sample',
  'the longest sample',
  'the likeliest answer (T = 0)',
  'the truly best sample',
] as const;

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
      given: {
        label: 'given',
        unit: '',
        help: 'Which answer is given: one of the samples, or the likeliest one, which is not sampled.',
        digits: 0,
        names: GIVEN,
      },
      gold,
      accuracy: share('Questions with the right verdict (and number).', 'right verdict'),
    },
  },
} as const;

const marksOf = (question: Question, answer: readonly number[]) => ({
  gold: goldReward(question, answer),
  right: judge(question, answer).right,
});

export default defineExperiment({
  id: 'ranked-answers',
  title: 'Of several answers of the fine-tuned model, the reward model picks one.',
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
      kind: 'table',
      id: 'measured',
      title: 'Sixty held-out questions: what ranking gains, beside cheaper ways to choose',
      size: 'wide',
      table: { series: 'measured', columns: ['given', 'gold', 'accuracy'] },
    },
  ],
  tabs: [
    { label: 'Answers', views: ['ranked'] },
    { label: 'Sixty questions', views: ['measured'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: {},
  clinical: true,
  simplified: ['Models of the default run of the pipeline; one tenth of the held-out questions.'],
}).runs(function* runRankedAnswers({ question, samples, seed: _ }, { kernels, crew, rng, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy, rewardModel } = laboratory;
  restore(rewardModel.network, models['reward']!);
  const asked = [questions[question]!, ...someOf(world.evaluation, MEASURED)];
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
    first: each[0]!,
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
    others.map(({ first }) => first),
    others.map(({ ranked }) => ranked[0]!),
    bestBy('likelihood'),
    bestBy('length'),
    likeliest,
    bestBy('gold'),
  ];
  for (const [i, each] of given.entries()) {
    const accuracy = mean(each.map(({ right }) => (right ? 1 : 0)));
    yield { series: 'measured', given: i, gold: mean(each.map(({ gold }) => gold)), accuracy };
  }
});
