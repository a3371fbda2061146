/** Six of the eight questions, as near as the teaching world comes to them, answered by the fine-tuned model and after PPO. */
import { eightQuestions } from '../../examples/eightQuestions.ts';
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { createLaboratory } from '../../stages/laboratory.ts';
import { readableKey, readableQuestion, sourceText } from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { meansOf, nearestAnswers, type Answered } from './nearestAnswers.ts';
import { nearestQuestions } from './nearestQuestions.ts';

const MODELS = ['sft', 'ppo'] as const;

const NAMES = ['SFT', 'PPO'] as const;

const AT = { sampled: 1, likeliest: 0 } as const;

const question = {
  label: 'question',
  unit: '',
  help: 'Of the eight; those without a bar have no question in the teaching world.',
  digits: 0,
  names: eightQuestions.map(({ id, name }) => `${id} ${name}`),
} as const;

const gold = {
  label: 'gold reward',
  unit: '',
  help: 'True quality by the rubric of the teaching world, −1.1 to 1, mean over the answers.',
  digits: 2,
  hue: 'gold',
} as const;

const score = {
  label: 'score',
  unit: 'logits',
  help: 'Of the reward model, mean.',
  digits: 2,
  hue: 'reward',
} as const;

const right = share('Answers with the right verdict.', 'right verdict');

export default defineExperiment({
  id: 'eight-questions',
  title: 'The same questions, as far as this world can ask them, answered by models that really answer.',
  params: {
    answers: {
      kind: 'choice',
      label: 'answers',
      help: 'Sampled ones (T = 1), or the likeliest one (T = 0).',
      choices: { sampled: 'sampled (T = 1)', likeliest: 'likeliest (T = 0)' },
      default: 'sampled',
    },
    samples: {
      kind: 'number',
      symbol: 'n',
      label: 'samples',
      help: 'Answers that are sampled to each phrasing of each question.',
      min: 1,
      max: 32,
      step: 1,
      default: 16,
      when: { param: 'answers', is: 'sampled' },
    },
    seed: seedParam('Fixes the samples.'),
  },
  series: {
    bar: {
      title: 'Gold reward before and after PPO',
      metrics: {
        who: {
          label: 'answers',
          unit: '',
          help: 'The question, and which model.',
          digits: 0,
          names: eightQuestions.flatMap(({ id, name }) => [`${id} ${name}, SFT`, `${id} PPO`]),
        },
        gold,
        after: { label: 'after', unit: '', help: '1 for the model after PPO.', digits: 0 },
      },
    },
    question: {
      title: 'Question by question',
      metrics: {
        question,
        goldBefore: { ...gold, label: 'gold, SFT' },
        gold: { ...gold, label: 'gold, PPO' },
        scoreBefore: { ...score, label: 'score, SFT' },
        score: { ...score, label: 'score, PPO' },
        rightBefore: { ...right, label: 'right, SFT' },
        right: { ...right, label: 'right, PPO' },
        inTraining: share('Phrasings that were in the questions of training.', 'phrasings in training'),
      },
    },
    all: {
      title: 'All six',
      metrics: {
        model: { label: 'model', unit: '', help: 'Before and after PPO.', digits: 0, names: NAMES },
        gold,
        score,
        right,
      },
    },
    answer: {
      title: 'First answers',
      metrics: {
        question,
        asked: {
          label: 'asked in this world',
          unit: '',
          help: 'The nearest question, or why there is none.',
          digits: 0,
          text: true,
        },
        before: { label: 'SFT', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
        after: { label: 'PPO', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
        key: {
          label: 'key and authority',
          unit: '',
          help: 'The answer of this world, and who says so.',
          digits: 0,
          text: true,
        },
      },
    },
    lost: {
      title: 'What is lost',
      metrics: {
        question,
        lost: { label: 'lost', unit: '', help: 'Between the query and the question.', digits: 0, text: true },
      },
    },
  },
  views: [
    {
      kind: 'bars',
      id: 'gold',
      title: 'Gold reward, SFT and PPO',
      unit: '−1.1 to 1, mean of the answers',
      size: 'wide',
      x: { domain: [-1.1, 1] },
      bars: { series: 'bar', by: 'who', value: 'gold', marked: 'after' },
    },
    {
      kind: 'table',
      id: 'all',
      title: 'All six, each alike',
      size: 'strip',
      table: { series: 'all', columns: ['model', 'gold', 'right', 'score'] },
    },
    {
      kind: 'table',
      id: 'answers',
      title: 'First answers to the first phrasing (may be wrong)',
      size: 'wide',
      table: { series: 'answer', columns: ['asked', 'before', 'after', 'key'] },
    },
    {
      kind: 'table',
      id: 'questions',
      title: 'Question by question',
      size: 'wide',
      table: {
        series: 'question',
        columns: [
          'question',
          'goldBefore',
          'gold',
          'rightBefore',
          'right',
          'scoreBefore',
          'score',
          'inTraining',
        ],
      },
    },
    {
      kind: 'table',
      id: 'lost',
      title: 'What is lost on the way into this world',
      size: 'wide',
      table: { series: 'lost', columns: ['question', 'lost'] },
    },
  ],
  tabs: [
    { label: 'Gold reward', views: ['gold', 'all'] },
    { label: 'Answers', views: ['answers'] },
    { label: 'Table', views: ['questions'] },
    { label: 'What is lost', views: ['lost'] },
  ],
  needs: [{ model: 'sft' }, { model: 'ppo' }, { model: 'reward' }],
  engine: true,
  small: { samples: 2 },
  clinical: true,
  simplified: [
    'The models are those of the default run of the pipeline, and most phrasings of these questions were in their training: this shows answers, and tests nothing.',
    'Two of the eight have no question in this world.',
  ],
}).runs(function* runEightQuestions({ answers, samples, seed: _ }, { kernels, crew, rng, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  restore(laboratory.rewardModel.network, models['reward']!);
  const repeats = answers === 'sampled' ? samples : 1;
  const answered = [];
  for (const model of MODELS) {
    restore(laboratory.policy, models[model]!);
    answered.push(yield* nearestAnswers(laboratory, AT[answers], repeats, rng.stream(`${model} answers`)));
  }
  const [before, after] = answered as [readonly Answered[], readonly Answered[]];
  for (const [i, { place, phrasings }] of nearestQuestions().entries()) {
    const [was, is] = [before[i]!, after[i]!];
    yield { series: 'bar', who: 2 * place, gold: was.gold, after: 0 };
    yield { series: 'bar', who: 2 * place + 1, gold: is.gold, after: 1 };
    yield {
      series: 'question',
      question: place,
      goldBefore: was.gold,
      gold: is.gold,
      scoreBefore: was.score,
      score: is.score,
      rightBefore: was.right,
      right: is.right,
      inTraining: mean(phrasings.map(({ split }) => (split === 'train' ? 1 : 0))),
    };
    const [{ fact }] = phrasings;
    yield {
      series: 'answer',
      question: place,
      asked: readableQuestion(phrasings[0]),
      before: was.first,
      after: is.first,
      key: `${readableKey(fact)} ${sourceText(fact)}`,
    };
  }
  for (const [model, each] of [before, after].entries()) yield { series: 'all', model, ...meansOf(each) };
  for (const [question, { lost }] of eightQuestions.entries()) yield { series: 'lost', question, lost };
});
