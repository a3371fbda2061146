/** PPO against a reward model, with and without a KL penalty: its score, the true quality, and the distance that is spent. */
import { defineExperiment } from '../../experiment.ts';
import { share } from '../../metric.ts';
import { mean } from '../../measure/mean.ts';
import { gainAt } from '../../measure/overOptimisation.ts';
import { answersTo } from '../../stages/laboratory.ts';
import { rewardModelling, rewardParams } from '../../stages/rewardModelling.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import { goldReward, questionClasses, readableAnswer, readableQuestion, someOf } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { ask, type Asked } from './asking.ts';
import { fitColumns, fitSeries, fitsOf } from './fits.ts';
import { judgeMetrics, judgesOf, judgesView } from './judges.ts';
import { fineTunedLaboratory } from './laboratoryOf.ts';
import { optimising } from './optimising.ts';
import { quietly } from './quietly.ts';

/** Steps between two measurements. */
const EVERY = 6;
/** Share of the held-out questions that are asked at each, and how often each. */
const MEASURED = 0.2;
const TIMES = 2;
const HELD_OUT_PAIRS = 300;
const RATE = 4e-4;
/** Points of the fitted curve, beside its start. */
const CURVE = 40;
/** Where early stopping would stop, nats. */
const EARLY = 0.5;

const gold = {
  label: 'gold reward',
  unit: '',
  help: 'True quality, −1.1 to 1.',
  digits: 2,
  hue: 'gold',
} as const;

export const series = {
  curve: {
    title: 'PPO as it goes',
    metrics: {
      step: { label: 'step', unit: '', help: 'Batches of 64 sampled answers.', digits: 0 },
      d: {
        label: '√KL',
        unit: '√nats',
        help: 'Root of the exact KL from the fine-tuned model.',
        digits: 2,
        hue: 'kl',
      },
      gold,
      proxy: {
        label: 'score',
        unit: 'deviations',
        help: 'Of the reward model, in deviations of its scores on answers to training questions.',
        digits: 2,
        hue: 'proxy',
      },
      length: { label: 'length', unit: 'tokens', help: 'Mean length of an answer.', digits: 1 },
      format: share('Answers of the right form.', 'form'),
      avoids: share('Answers in which something is forbidden.', 'forbids'),
    },
  },
  fitted: {
    title: 'The form of RL, fitted',
    metrics: {
      d: { label: '√KL', unit: '√nats', help: 'As above.', digits: 2 },
      gold: { ...gold, label: 'fitted', help: 'Gold reward by d (α − β ln d).' },
    },
  },
  fit: fitSeries,
  summary: {
    title: 'In short',
    metrics: {
      ...judgeMetrics,
      likeliest: {
        ...gold,
        label: 'likeliest answer',
        help: 'Gold reward of the likeliest answer of the fine-tuned model (T = 0), which needs no reward model.',
      },
      start: { ...gold, label: 'before PPO', help: 'Gold reward of sampled answers before PPO.' },
      best: {
        ...gold,
        label: 'highest',
        help: 'Highest gold reward on the curve: the largest of several noisy measurements.',
      },
      early: {
        ...gold,
        label: `at ${EARLY} nats`,
        help: `Gold reward where the KL first passes ${EARLY} nats; at the end, if it never does.`,
      },
      end: { ...gold, label: 'at the end', help: 'Gold reward after the last step.' },
      proxyEnd: {
        label: 'score at the end',
        unit: 'deviations',
        help: 'Of the reward model.',
        digits: 2,
        hue: 'proxy',
      },
      klEnd: {
        label: 'KL at the end',
        unit: 'nats',
        help: 'From the fine-tuned model.',
        digits: 1,
        hue: 'kl',
      },
      lengthEnd: { label: 'length at the end', unit: 'tokens', help: 'Mean length of an answer.', digits: 1 },
      formEnd: share('Answers of the right form after the last step.', 'form at the end'),
    },
  },
  answers: {
    title: 'One question of each class, before and after',
    metrics: {
      question: { label: 'question', unit: '', help: 'Held out.', digits: 0, text: true },
      model: {
        label: 'model',
        unit: '',
        help: 'Before and after PPO.',
        digits: 0,
        names: ['before', 'after'],
      },
      text: {
        label: 'answer',
        unit: '',
        help: 'A sample; model output, may be wrong.',
        digits: 0,
        text: true,
      },
      gold,
    },
  },
} as const;

export default defineExperiment({
  id: 'over-optimisation-ppo',
  title: 'PPO is paid by the reward model’s score; the true quality is drawn beside it.',
  params: {
    beta: { ...ppoParams.beta, default: 0 },
    pairs: { ...rewardParams.pairs, default: 500 },
    steps: {
      kind: 'number',
      label: 'PPO steps',
      help: 'Batches of 64 sampled answers.',
      min: 12,
      max: 240,
      step: 6,
      default: 108,
    },
    ...inMenu({ keywordBias: rewardParams.keywordBias, lengthBias: rewardParams.lengthBias }),
    seed: seedParam('Fixes the pairs, their labels, the questions and the samples.'),
  },
  series,
  clock: { series: 'curve', metric: 'step', end: 'steps' },
  views: [
    {
      kind: 'xy',
      id: 'curve',
      title: 'Score and true quality',
      unit: 'score: deviations; gold −1.1 to 1',
      size: 'wide',
      x: { label: '√KL from the fine-tuned model, √nats' },
      y: { domain: [-1, 2.5] },
      layers: [
        { series: 'fitted', x: 'd', y: 'gold', mark: 'line', role: 'thin', label: 'd (α − β ln d)' },
        { series: 'curve', x: 'd', y: 'proxy', mark: 'line', label: 'score' },
        { series: 'curve', x: 'd', y: 'gold', mark: 'line', label: 'gold' },
      ],
      references: [{ at: { series: 'summary', metric: 'likeliest' }, axis: 'y', label: 'likeliest answer' }],
      head: [
        { series: 'curve', metric: 'proxy' },
        { series: 'curve', metric: 'gold' },
        { series: 'curve', metric: 'd' },
      ],
    },
    {
      kind: 'table',
      id: 'summary',
      title: 'In short',
      size: 'wide',
      table: {
        series: 'summary',
        columns: ['start', 'best', 'early', 'end', 'likeliest', 'proxyEnd', 'klEnd'],
      },
    },
    judgesView,
    {
      kind: 'table',
      id: 'answers',
      title: 'A sampled answer to one question of each class, before and after',
      size: 'wide',
      table: { series: 'answers', columns: ['question', 'model', 'text', 'gold'] },
    },
    {
      kind: 'table',
      id: 'points',
      title: 'The run as numbers',
      size: 'wide',
      table: { series: 'curve', columns: ['step', 'd', 'proxy', 'gold', 'length', 'format', 'avoids'] },
    },
    {
      kind: 'table',
      id: 'fit',
      title: 'Both forms, with 95 % intervals over questions',
      size: 'wide',
      table: { series: 'fit', columns: fitColumns },
    },
  ],
  tabs: [
    { label: 'Curves', views: ['curve'] },
    { label: 'Answers', views: ['answers'] },
    { label: 'In short', views: ['summary', 'judges'] },
    { label: 'Table', views: ['points'] },
    { label: 'Fit', views: ['fit'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { steps: 12, pairs: 200 },
  clinical: true,
  simplified: [
    'It starts from the fine-tuned model of the default run of the pipeline.',
    'The learning rate is small and constant, and a batch holds 64 answers: slower than the PPO of chapter 10, so that the way can be seen.',
    'The intervals are over questions; another seed gives another way.',
  ],
}).runs(function* runOverOptimisationPpo({ beta, steps, ...settings }, given) {
  const laboratory = fineTunedLaboratory(given);
  const { world } = laboratory;
  const { rng } = given;
  const stage = rewardModelling(laboratory, {
    ...settings,
    annotatorNoise: 0,
    peak: rewardParams.peak.default,
    epochs: rewardParams.epochs.default,
    heldOutPairs: HELD_OUT_PAIRS,
  });
  const examined = yield* quietly(stage);
  const { standard } = examined;
  const questions = someOf(world.evaluation, MEASURED);
  const likely = yield* answersTo(laboratory, questions, 0, rng.stream('likeliest'));
  const measuring = rng.stream('measuring');
  const curve: Asked[] = [];
  const rowOf = (step: number, { gold, proxy, kl, length, format, avoids }: Asked) =>
    ({ series: 'curve', step, d: Math.sqrt(kl), gold, proxy, length, format, avoids }) as const;

  curve.push(yield* ask(laboratory, questions, TIMES, standard, measuring.stream('0')));
  yield rowOf(0, curve[0]!);
  for (const done of optimising(
    laboratory,
    standard,
    { steps, beta, rate: RATE },
    rng.stream('optimising'),
  )) {
    if (done && done.step % EVERY === 0) {
      const asked = yield* ask(laboratory, questions, TIMES, standard, measuring.stream(String(done.step)));
      curve.push(asked);
      yield rowOf(done.step, asked);
    } else yield undefined;
  }

  const [start, end] = [curve[0]!, curve.at(-1)!];
  const told = questions.map((_, q) => curve.map(({ kl, golds }) => ({ kl, gold: golds[q]! })));
  const fits = fitsOf(told, rng.stream('intervals'));
  const furthest = Math.sqrt(curve.reduce((most, { kl }) => Math.max(most, kl), 0));
  const { fit } = fits[1]!;
  for (let i = 0; i <= CURVE; i++) {
    const d = (furthest * i) / CURVE;
    yield { series: 'fitted', d, gold: start.gold + gainAt(fit, d) };
  }
  for (const { row } of fits) yield row;
  yield {
    series: 'summary',
    ...judgesOf(examined),
    likeliest: mean(likely.map(({ answer }, i) => goldReward(questions[i]!, answer))),
    start: start.gold,
    best: curve.reduce((most, { gold }) => Math.max(most, gold), start.gold),
    early: (curve.find(({ kl }) => kl >= EARLY) ?? end).gold,
    end: end.gold,
    proxyEnd: end.proxy,
    klEnd: end.kl,
    lengthEnd: end.length,
    formEnd: end.format,
  };
  for (const name of questionClasses) {
    const q = questions.findIndex(({ fact }) => fact.questionClass === name);
    const question = questions[q]!;
    for (const [model, { responses }] of [start, end].entries()) {
      const { answer } = responses[q * TIMES]!;
      const text = readableAnswer(world.decode(answer), question.fact);
      yield {
        series: 'answers',
        question: readableQuestion(question),
        model,
        text,
        gold: goldReward(question, answer),
      };
    }
  }
});
