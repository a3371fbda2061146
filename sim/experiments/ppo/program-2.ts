/** The four panels of the original Program 2, with a run of the course’s own PPO; then its eight questions and its scorecard. */
import { eightQuestions } from '../../examples/eightQuestions.ts';
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { evaluate, only, reportedMetrics } from '../../stages/evaluation.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { policyOptimisation, policyParams } from '../../stages/policyOptimisation.ts';
import { staged } from '../../stages/pipeline.ts';
import { scaleOf } from '../../stages/rewardModelling.ts';
import { defaultsOf } from '../../settings.ts';
import { readableKey, readableQuestion, someOf, sourceText } from '../../world/world.ts';
import { nearestAnswers } from '../evaluation/nearestAnswers.ts';
import { nearestQuestions } from '../evaluation/nearestQuestions.ts';
import { drawn } from '../pipeline/rows.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { metrics, stageSeries } from '../pipeline/series.ts';
import { seedParam } from '../seed.ts';

/** Share of the held-out questions on which the scorecard is measured. */
const MEASURED = 0.2;
/** Answers to each phrasing of the eight questions. */
const SAMPLES = 8;

const question = {
  label: 'question',
  unit: '',
  help: 'Of the eight; two have no question in the teaching world.',
  digits: 0,
  names: eightQuestions.map(({ id, name }) => `${id} ${name}`),
} as const;

const { beta, ppoSteps, answersPerStep } = policyParams;

const panel = (id: string, title: string, unit: string) =>
  ({ kind: 'xy', id, title, unit, size: 'panel', x: { label: 'steps' } }) as const;

export default defineExperiment({
  id: 'program-2',
  title: 'The four panels of the original, from a policy that is really trained.',
  params: {
    beta,
    ppoSteps: { ...ppoSteps, default: 120 },
    ...inMenu({ answersPerStep, asked: { ...askedParams.asked, default: MEASURED } }),
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series: {
    ppo: stageSeries.ppo,
    answer: {
      title: 'The eight questions',
      metrics: {
        question,
        asked: { label: 'asked', unit: '', help: 'The nearest question.', digits: 0, text: true },
        before: { label: 'SFT', unit: '', help: 'Sampled; may be wrong.', digits: 0, text: true },
        after: { label: 'PPO', unit: '', help: 'Sampled; may be wrong.', digits: 0, text: true },
        key: {
          label: 'key and authority',
          unit: '',
          help: 'The answer of this world, and who says so.',
          digits: 0,
          text: true,
        },
        goldBefore: { ...metrics.gold, label: 'gold, SFT' },
        gold: { ...metrics.gold, label: 'gold, PPO' },
      },
    },
    bar: {
      title: 'Gold reward of the eight questions',
      metrics: {
        number: { label: 'question', unit: '', help: '2 is D2, and so on.', digits: 0 },
        before: { ...metrics.gold, label: 'gold, SFT' },
        after: { ...metrics.gold, label: 'gold, PPO' },
      },
    },
    measurement: {
      title: 'Held-out questions, before and after',
      metrics: {
        model: { label: 'model', unit: '', help: 'Before and after PPO.', digits: 0, names: ['SFT', 'PPO'] },
        temperature: metrics.temperature,
        ...reportedMetrics,
      },
    },
  },
  clock: { series: 'ppo', metric: 'step' },
  views: [
    {
      ...panel('loss', 'Loss of the value head', 'squared error'),
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'valueLoss', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'valueLoss' }],
    },
    {
      ...panel('reward', 'Reward', 'deviations; gold −1.1 to 1'),
      y: { domain: [-0.4, 1] },
      layers: [
        { series: 'ppo', x: 'step', y: 'proxy', mark: 'line', label: 'proxy' },
        { series: 'ppo', x: 'step', y: 'gold', mark: 'line', label: 'gold' },
      ],
      references: [{ axis: 'y', at: 0, label: 'SFT, proxy' }],
      head: [{ series: 'ppo', metric: 'proxy' }],
    },
    {
      ...panel('kl', 'KL to the SFT model', 'nats per answer'),
      y: { domain: [0, 1] },
      layers: [{ series: 'ppo', x: 'step', y: 'kl', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'kl' }],
    },
    {
      ...panel('bars', 'SFT and PPO, sampled', 'gold reward'),
      x: { domain: [1, 8], ticks: [1, 2, 3, 4, 5, 6, 7, 8], label: 'D' },
      y: { domain: [-1.1, 1] },
      layers: [
        { series: 'bar', x: 'number', y: 'before', mark: 'dot', role: 'counterpart', label: 'SFT' },
        { series: 'bar', x: 'number', y: 'after', mark: 'dot', label: 'PPO' },
      ],
    },
    {
      kind: 'table',
      id: 'answers',
      title: 'The eight questions, sampled answers (may be wrong)',
      size: 'wide',
      table: { series: 'answer', columns: ['asked', 'before', 'after', 'key'] },
    },
    {
      kind: 'table',
      id: 'measurement',
      title: 'Scorecard: held-out questions, sampled (T = 1) and likeliest (T = 0)',
      size: 'wide',
      table: {
        series: 'measurement',
        columns: [
          'model',
          'temperature',
          'accuracy',
          'safety',
          'specificity',
          'dose',
          'humility',
          'overConsult',
        ],
      },
    },
  ],
  tabs: [
    { label: 'The four panels', views: ['loss', 'reward', 'kl', 'bars'] },
    { label: 'Eight answers', views: ['answers'] },
    { label: 'Scorecard', views: ['measurement'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { ppoSteps: 10, answersPerStep: 16, asked: 0.1 },
  clinical: true,
  simplified: [
    'It starts from the fine-tuned model and the reward model of the default run of the pipeline.',
    'Six of the eight questions have a near one in the teaching world; most of their phrasings were in training.',
    'The policy loss is near 0 at every update, since advantages are normalised; the loss that is drawn is that of the value head.',
  ],
}).runs(function* runProgram2({ asked, ...chosen }, { kernels, crew, rng, models, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const standard = yield* scaleOf(laboratory);
  const measuring = rng.stream('measuring');
  const measuredOn = someOf(world.evaluation, asked);

  function* scorecard(model: number) {
    for (const temperature of [1, 0]) {
      const stream = measuring.stream(`${model} ${temperature}`);
      const all = yield* evaluate(laboratory, measuredOn, temperature, stream, standard);
      yield { series: 'measurement', model, temperature, ...only(reportedMetrics, all) } as const;
    }
  }
  const answers = (who: string) => nearestAnswers(laboratory, 1, SAMPLES, rng.stream(`answers ${who}`));

  yield* scorecard(0);
  const before = yield* answers('before');
  const settings = { ...defaultsOf(policyParams), ...chosen };
  const stage = policyOptimisation(laboratory, standard, settings);
  for (const event of drawn(staged('ppo', chosen.ppoSteps, stage), at)) {
    if (event && 'row' in event && event.row.series === 'ppo') yield event.row;
    else yield undefined;
  }
  const after = yield* answers('after');
  for (const [i, { place, phrasings }] of nearestQuestions().entries()) {
    yield { series: 'bar', number: place + 1, before: before[i]!.gold, after: after[i]!.gold };
    yield {
      series: 'answer',
      question: place,
      asked: readableQuestion(phrasings[0]),
      before: before[i]!.first,
      after: after[i]!.first,
      key: `${readableKey(phrasings[0].fact)} ${sourceText(phrasings[0].fact)}`,
      goldBefore: before[i]!.gold,
      gold: after[i]!.gold,
    };
  }
  yield* scorecard(1);
});
