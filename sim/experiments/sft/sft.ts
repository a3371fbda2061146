/** The pretrained model imitates experts: loss on the answers only, and what it says before and after. */
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { nats } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import type { Rng } from '../../rng.ts';
import { inBatches } from '../../stages/batches.ts';
import { responseBatch } from '../../stages/responses.ts';
import { evaluate, evaluationMetrics, only, type Evaluation } from '../../stages/evaluation.ts';
import { fineTuning, fineTuningParams, fineTuningSteps } from '../../stages/fineTuning.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { meanLoss } from '../../stages/languageModel.ts';
import { staged } from '../../stages/pipeline.ts';
import {
  createSampler,
  END,
  expertAnswer,
  goldReward,
  judge,
  readableAnswer,
  readableQuestion,
  someOf,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { keeper } from '../pipeline/files.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { drawn } from '../pipeline/rows.ts';
import { metrics, stageSeries } from '../pipeline/series.ts';

/** Held-out expert answers on which the loss is measured. */
const HELD_OUT = 256;

/** On the way, one in so many of the held-out questions is asked. */
const EVERY = 3;

/** What fine-tuning may do to a verdict. */
const CHANGES = ['right', 'lost', 'won', 'wrong'] as const;
const [BROKEN, MENDED] = [1, 2];

/** Examples shown of each. */
const SHOWN = 2;

const answerMetric = (label: string, help: string) =>
  ({ label, unit: '', help, digits: 0, text: true }) as const;

const { gold, accuracy, safety, humility } = evaluationMetrics;
const format = { ...evaluationMetrics.format, label: 'right form' } as const;
const progressMetrics = { format, accuracy, gold };
const measuredMetrics = { gold, accuracy, safety, humility, format };

export const model = {
  label: 'model',
  unit: '',
  help: 'Before and after fine-tuning.',
  digits: 0,
  names: ['base', 'SFT'],
} as const;

export const series = {
  fineTuning: stageSeries.fineTuning,
  heldOut: {
    title: 'Held-out expert answers',
    metrics: {
      step: stageSeries.fineTuning.metrics.step,
      loss: {
        ...nats(
          'Mean −log P of the tokens of expert answers to questions that no demonstration has.',
          'loss, held-out',
        ),
        unit: 'nats per token',
        hue: 'loss',
      },
    },
  },
  progress: {
    title: 'Held-out questions, answers sampled',
    metrics: {
      step: stageSeries.fineTuning.metrics.step,
      ...progressMetrics,
    },
  },
  measurement: {
    title: 'Before and after',
    metrics: {
      model,
      temperature: metrics.temperature,
      ...measuredMetrics,
    },
  },
  result: {
    title: 'What fine-tuning changed',
    metrics: {
      gold: { ...gold, label: 'sampled', help: 'Gold reward of sampled answers.' },
      likeliest: { ...gold, label: 'likeliest', help: 'Gold reward of the likeliest answers (T = 0).' },
      goldBefore: { ...gold, label: 'base, sampled', help: 'Before the first demonstration.' },
      likeliestBefore: { ...gold, label: 'base, likeliest', help: 'Before the first demonstration, T = 0.' },
      cutBefore: {
        ...gold,
        label: 'base, sampled, cut',
        help: 'Before the first demonstration, if every answer were cut where its right form ends.',
      },
      mended: {
        label: 'mended',
        unit: 'questions',
        help: 'Held-out questions whose likeliest answer has a wrong verdict before, and the right one after.',
        digits: 0,
      },
      broken: {
        label: 'broken',
        unit: 'questions',
        help: 'Held-out questions whose likeliest answer has the right verdict before, and a wrong one after.',
        digits: 0,
      },
      asked: { label: 'of', unit: 'questions', help: 'Held-out questions asked.', digits: 0 },
    },
  },
  answers: {
    title: 'Held-out questions whose verdict changed, likeliest answers',
    metrics: {
      question: answerMetric('question', 'As a sentence.'),
      right: answerMetric('this world’s key', 'Of the formulary; not advice.'),
      before: answerMetric('base', 'Before fine-tuning. Model output, may be wrong.'),
      after: answerMetric('SFT', 'After it. Model output, may be wrong.'),
      change: {
        label: 'now',
        unit: '',
        help: 'Whether the verdict is right, before and after.',
        digits: 0,
        names: CHANGES,
      },
    },
  },
} as const;

export default defineExperiment({
  id: 'sft',
  title: 'Imitation can change two things: how answers end, and what they say.',
  params: {
    ...fineTuningParams,
    ...inMenu(askedParams),
    seed: seedParam('Fixes the demonstrations and the samples.'),
  },
  series,
  clock: { series: 'fineTuning', metric: 'step' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss on the answers',
      unit: 'nats per token',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 0.5] },
      layers: [
        { series: 'fineTuning', x: 'step', y: 'loss', mark: 'line', role: 'thin', label: 'training' },
        { series: 'heldOut', x: 'step', y: 'loss', mark: 'line', label: 'held-out' },
      ],
      head: [{ series: 'heldOut', metric: 'loss' }],
    },
    {
      kind: 'xy',
      id: 'progress',
      title: 'Sampled answers',
      unit: '% of held-out questions',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'progress', x: 'step', y: 'format', mark: 'line', role: 'thin', label: 'form' },
        { series: 'progress', x: 'step', y: 'accuracy', mark: 'line', label: 'accuracy' },
      ],
      head: [{ series: 'progress', metric: 'accuracy' }],
    },
    {
      kind: 'table',
      id: 'measurement',
      title: 'Held-out questions, sampled (T = 1) and likeliest (T = 0)',
      unit: '',
      size: 'wide',
      table: {
        series: 'measurement',
        columns: ['model', 'temperature', 'gold', 'accuracy', 'safety', 'humility', 'format'],
      },
    },
    {
      kind: 'table',
      id: 'result',
      title: 'Likeliest verdicts that changed',
      size: 'wide',
      table: { series: 'result', columns: ['mended', 'broken', 'asked'] },
    },
    {
      kind: 'table',
      id: 'answers',
      title: 'Some verdicts that fine-tuning mended, and some that it broke; likeliest answers',
      size: 'wide',
      table: { series: 'answers', columns: ['question', 'right', 'before', 'after', 'change'] },
    },
  ],
  tabs: [
    { label: 'Curves', views: ['loss', 'progress'] },
    { label: 'Quality', views: ['measurement'] },
    { label: 'Before and after', views: ['result'] },
    { label: 'Answers', views: ['answers'] },
  ],
  needs: [{ model: 'base' }],
  engine: true,
  keeps: { sft: 'fine-tuned model' },
  small: { demonstrations: 50, epochs: 1, asked: 0.1 },
  clinical: true,
  simplified: [
    'The demonstrations are made by rules: the right answer of the formulary, or with the share that is set a wrong or vague one.',
    'It starts from the pretrained model of the default run of the pipeline, which has read a million tokens.',
  ],
}).runs(function* runSft(settings, { kernels, crew, rng, models, keep, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { world, policy } = laboratory;
  restore(policy, models['base']!);
  const kept = keeper(laboratory, keep, settings.seed);
  const measuring = rng.stream('measuring');
  const sampler = createSampler(world);
  const unseen = Array.from({ length: HELD_OUT }, () => sampler.heldOut(measuring)).map((question) => ({
    prompt: question.tokens,
    answer: expertAnswer(question),
  }));
  const measuredOn = someOf(world.evaluation, settings.asked);
  const asked = measuredOn.filter((_, i) => i % EVERY === 0);
  const heldOut = (step: number) => {
    const batches = [...inBatches(unseen, policy.capacity)]; // HELD_OUT is a multiple: all of one size
    const loss = mean(batches.map((some) => meanLoss(policy, responseBatch(some)).loss));
    return { series: 'heldOut', step, loss } as const;
  };
  const progress = (step: number, all: Evaluation) =>
    ({ series: 'progress', step, ...only(progressMetrics, all) }) as const;
  /** Gold reward of sampled answers, then of the likeliest ones. */
  function* measure(model: number, step: number) {
    const reached: number[] = [];
    for (const temperature of [1, 0]) {
      const all = yield* evaluate(
        laboratory,
        measuredOn,
        temperature,
        measuring.stream(`${model} ${temperature}`),
      );
      yield { series: 'measurement', model, temperature, ...only(measuredMetrics, all) } as const;
      reached.push(all.gold);
      if (temperature === 1) yield progress(step, all);
    }
    return reached as [sampled: number, likeliest: number];
  }
  function* say() {
    const responses = yield* answersTo(laboratory, measuredOn, 0, measuring);
    return responses.map(({ answer }, i) => ({
      text: readableAnswer(world.decode(answer), measuredOn[i]!.fact),
      right: judge(measuredOn[i]!, answer).right,
    }));
  }
  /** Gold reward of sampled answers, each cut where its right form ends. */
  function* cutShort(rng: Rng) {
    const responses = yield* answersTo(laboratory, measuredOn, 1, rng);
    const golds = responses.map(({ answer }, i) => {
      const question = measuredOn[i]!;
      const beginnings = answer.map((_, k) => [...answer.slice(0, k), END]);
      return goldReward(question, beginnings.find((some) => judge(question, some).wellFormed) ?? answer);
    });
    return mean(golds);
  }

  const before = yield* say();
  const cutBefore = yield* cutShort(measuring.stream('0 1'));
  yield heldOut(0);
  const [goldBefore, likeliestBefore] = yield* measure(0, 0);
  const steps = fineTuningSteps(settings);
  const looks = Math.max(1, Math.floor(Math.min(steps, 60) / 6));
  let rows = 0;
  for (const event of drawn(staged('sft', steps, fineTuning(laboratory, settings)), at)) {
    if (!event) yield undefined;
    else if ('row' in event && event.row.series === 'fineTuning') {
      rows += 1;
      yield event.row;
      if (rows % looks !== 0 || event.row.step === steps) continue;
      yield heldOut(event.row.step);
      yield progress(
        event.row.step,
        yield* evaluate(laboratory, asked, 1, measuring.stream(`step ${event.row.step}`)),
      );
    } else kept(event.stage);
  }
  yield heldOut(steps);
  const [goldAfter, likeliestAfter] = yield* measure(1, steps);
  const after = yield* say();
  const changes = after.map(({ right }, i) => (before[i]!.right ? 0 : 2) + (right ? 0 : 1));
  yield {
    series: 'result',
    gold: goldAfter,
    likeliest: likeliestAfter,
    goldBefore,
    likeliestBefore,
    cutBefore,
    mended: changes.filter((change) => change === MENDED).length,
    broken: changes.filter((change) => change === BROKEN).length,
    asked: measuredOn.length,
  };
  /** The first questions of different classes with this change. */
  const shown = (wanted: number) => {
    const found = changes.flatMap((change, i) => (change === wanted ? [i] : []));
    const classOf = (i: number) => measuredOn[i]!.fact.questionClass;
    return found.filter((i, k) => found.findIndex((j) => classOf(j) === classOf(i)) === k).slice(0, SHOWN);
  };
  const changed = [...shown(MENDED), ...shown(BROKEN)];
  for (const i of changed.length > 0 ? changed : [0]) {
    const question = measuredOn[i]!;
    yield {
      series: 'answers',
      question: readableQuestion(question),
      right: readableAnswer(question.fact.answer, question.fact),
      before: before[i]!.text,
      after: after[i]!.text,
      change: changes[i]!,
    };
  }
});
