/** A transformer reads the web of the teaching world: its loss beside what counting pays, and what it comes to know. */
import { defineExperiment } from '../experiment.ts';
import { log } from '../float.ts';
import { ngramLosses } from '../measure/ngrams.ts';
import { parameterCount } from '../model/shape.ts';
import { evaluate } from '../stages/evaluation.ts';
import { answerOf, createLaboratory, shapeOf } from '../stages/laboratory.ts';
import { pretraining as stage, PRETRAINING, pretrainingSteps } from '../stages/pretraining.ts';
import { staged } from '../stages/pipeline.ts';
import { probeOf, VERDICTS } from '../stages/probe.ts';
import { createWorld, judge, readableAnswer, webDocument, END } from '../world/world.ts';
import { seedParam } from './seedParam.ts';
import { keeper } from './stages/files.ts';
import { pretrainingParams } from './stages/params.ts';
import { drawn } from './stages/rows.ts';
import { nats, share, stageSeries } from './stages/series.ts';

/** What the model knows is looked at so often in a run. */
const LOOKS = 6;
const ROWS = 60;
/** Every so manieth held-out question is asked. */
const EVERY = 4;
/** Documents on which unigrams and bigrams are counted, and on which they are measured. */
const COUNTED = 4000;
const MEASURED = 400;
const MILLION = 1_000_000;

export default defineExperiment({
  id: 'pretraining',
  title: 'The loss falls below what counting can reach, and the model begins to know things.',
  params: {
    tokens: {
      kind: 'number',
      label: 'tokens read',
      unit: 'thousand',
      help: 'How much text the model reads; no document is read twice.',
      min: 20,
      max: 1000,
      step: 20,
      default: 400,
    },
    peak: {
      kind: 'number',
      symbol: '\\alpha',
      label: 'largest learning rate',
      help: 'Reached after the warm-up; then the rate falls in a straight line to a tenth.',
      min: 0.001,
      max: 0.04,
      step: 0.001,
      default: PRETRAINING.peak,
    },
    warmUp: {
      kind: 'number',
      label: 'warm-up',
      unit: 'steps',
      help: 'Steps until the largest learning rate is reached.',
      min: 0,
      max: 100,
      step: 5,
      default: PRETRAINING.warmUp,
    },
    ...pretrainingParams,
    seed: seedParam('Fixes the first weights and the texts.'),
  },
  series: {
    pretraining: stageSeries.pretraining,
    baselines: {
      title: 'What counting pays',
      metrics: {
        tokens: stageSeries.pretraining.metrics.tokens,
        uniform: nats('Loss if all words were alike: ln V.', 'all words alike'),
        unigram: nats('Loss of the frequencies of words.', 'counting words'),
        bigram: nats(
          'Loss of the frequencies of pairs of words (0.1 added to each count).',
          'counting pairs',
        ),
      },
    },
    knowledge: {
      title: 'What it knows',
      metrics: {
        tokens: stageSeries.pretraining.metrics.tokens,
        accuracy: share(
          'Held-out answerable questions with the right verdict (and number), likeliest answer.',
          'accuracy',
        ),
        format: share('Answers of the right form.', 'right form'),
        avoid: share(
          'Probability that the answer about metformin at eGFR 28 begins with avoid, the right verdict.',
          'P(avoid)',
        ),
        answer: {
          label: 'answer',
          unit: '',
          help: 'Likeliest answer to: metformin, eGFR 28, may it be given?',
          digits: 0,
          text: true,
        },
        judged: {
          label: 'judged',
          unit: '',
          help: 'Against the formulary.',
          digits: 0,
          names: ['right', 'wrong'],
        },
      },
    },
  },
  clock: { series: 'pretraining', metric: 'tokens', runs: 'pretraining' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats a token',
      size: 'wide',
      x: { label: 'million tokens' },
      y: { domain: [0, 6] },
      layers: [
        { series: 'baselines', x: 'tokens', y: 'uniform', mark: 'line', role: 'guide', label: 'all alike' },
        { series: 'baselines', x: 'tokens', y: 'unigram', mark: 'line', role: 'guide', label: 'words' },
        { series: 'baselines', x: 'tokens', y: 'bigram', mark: 'line', role: 'guide', label: 'pairs' },
        { series: 'pretraining', x: 'tokens', y: 'loss', mark: 'line', label: 'model' },
      ],
      head: [
        { series: 'pretraining', metric: 'loss' },
        { series: 'pretraining', metric: 'perplexity', prefix: 'perplexity' },
      ],
    },
    {
      kind: 'xy',
      id: 'learning-rate',
      title: 'Learning rate',
      unit: '',
      size: 'panel',
      x: { label: 'M' },
      y: {},
      layers: [{ series: 'pretraining', x: 'tokens', y: 'learningRate', mark: 'line' }],
      head: [{ series: 'pretraining', metric: 'learningRate' }],
    },
    {
      kind: 'xy',
      id: 'gradient-norm',
      title: 'Gradient norm',
      unit: 'before clipping to 1',
      size: 'panel',
      x: { label: 'M' },
      y: {},
      layers: [{ series: 'pretraining', x: 'tokens', y: 'gradientNorm', mark: 'line' }],
      head: [{ series: 'pretraining', metric: 'gradientNorm' }],
    },
    {
      kind: 'xy',
      id: 'knowledge',
      title: 'Form comes before knowledge',
      unit: '% of held-out answers',
      size: 'wide',
      x: { label: 'million tokens' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'knowledge', x: 'tokens', y: 'format', mark: 'line', role: 'thin', label: 'form' },
        { series: 'knowledge', x: 'tokens', y: 'accuracy', mark: 'line', label: 'accuracy' },
      ],
      head: [{ series: 'knowledge', metric: 'accuracy' }],
    },
    {
      kind: 'texts',
      id: 'samples',
      title: 'Metformin, eGFR 28: may it be given? Its likeliest answer, by million tokens read',
      size: 'wide',
      texts: { series: 'knowledge', by: 'tokens', text: 'answer', verdict: 'judged' },
    },
  ],
  findings: {
    tokens: {
      says: 'thousand tokens that are read',
      measure: (rows) => rows.of('pretraining').at(-1)!.tokens * 1000,
      digits: 0,
      between: [350, 450],
    },
    firstLoss: {
      says: 'loss at the beginning',
      measure: (rows) => rows.of('pretraining')[0]!.loss,
      digits: 2,
      unit: 'nats',
      between: [3, 6],
    },
    lastLoss: {
      says: 'loss at the end',
      measure: (rows) => rows.of('pretraining').at(-1)!.loss,
      digits: 2,
      unit: 'nats',
      between: [0.78, 0.92],
    },
    lastPerplexity: {
      says: 'perplexity at the end',
      measure: (rows) => rows.of('pretraining').at(-1)!.perplexity,
      digits: 1,
      between: [2.1, 2.6],
    },
    bestLoss: {
      says: 'lowest loss of all rows',
      measure: (rows) => Math.min(...rows.of('pretraining').map(({ loss }) => loss)),
      digits: 2,
      unit: 'nats',
      between: [0.75, 0.9],
    },
    steps: {
      says: 'updates of the run',
      measure: () => pretrainingSteps({ tokens: 400_000 }),
      digits: 0,
      between: [2000, 2200],
    },
    parameters: {
      says: 'parameters of the model',
      measure: () => parameterCount(shapeOf(createWorld())),
      digits: 0,
      between: [10_000, 200_000],
    },
    uniform: {
      says: 'loss if all words were alike',
      measure: (rows) => rows.of('baselines')[0]!.uniform,
      digits: 2,
      unit: 'nats',
      between: [5.6, 5.7],
    },
    vocabulary: {
      says: 'different words',
      measure: () => createWorld().vocabulary.length,
      digits: 0,
      between: [250, 300],
    },
    unigram: {
      says: 'loss of counting words',
      measure: (rows) => rows.of('baselines')[0]!.unigram,
      digits: 2,
      unit: 'nats',
      between: [4.2, 4.5],
    },
    bigram: {
      says: 'loss of counting pairs',
      measure: (rows) => rows.of('baselines')[0]!.bigram,
      digits: 2,
      unit: 'nats',
      between: [1.6, 1.8],
    },
    pairsBeaten: {
      says: 'thousand tokens after which the loss is below that of counted pairs',
      measure: (rows) => {
        const { bigram } = rows.of('baselines')[0]!;
        return rows.of('pretraining').find(({ loss }) => loss < bigram)!.tokens * 1000;
      },
      digits: 0,
      between: [10, 40],
    },
    accuracy: {
      says: 'held-out questions that it answers rightly at the end',
      measure: (rows) => rows.of('knowledge').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [0.36, 0.58],
    },
    firstAccuracy: {
      says: 'the same at the first look',
      measure: (rows) => rows.of('knowledge')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0, 0.33],
    },
    form: {
      says: 'answers of the right form at the third look',
      measure: (rows) => rows.of('knowledge')[2]!.format,
      digits: 0,
      percent: true,
      between: [0.95, 1],
    },
    lossAtHundred: {
      says: 'loss after 100 thousand tokens',
      settings: { tokens: 100 },
      measure: (rows) => rows.of('pretraining').at(-1)!.loss,
      digits: 2,
      unit: 'nats',
      between: [0.98, 1.18],
    },
    accuracyAtHundred: {
      says: 'held-out questions answered rightly after 100 thousand tokens',
      settings: { tokens: 100 },
      measure: (rows) => rows.of('knowledge').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [0.2, 0.36],
    },
    lossAtMillion: {
      says: 'loss after a million tokens',
      settings: { tokens: 1000 },
      measure: (rows) => rows.of('pretraining').at(-1)!.loss,
      digits: 2,
      unit: 'nats',
      between: [0.75, 0.85],
    },
    accuracyAtMillion: {
      says: 'held-out questions answered rightly after a million tokens',
      settings: { tokens: 1000 },
      measure: (rows) => rows.of('knowledge').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [0.54, 0.8],
    },
    lossWhenFast: {
      says: 'loss at the end with a peak of 0.04',
      settings: { peak: 0.04 },
      measure: (rows) => rows.of('pretraining').at(-1)!.loss,
      digits: 2,
      unit: 'nats',
      between: [0.98, 1.3],
    },
  },
  goals: {
    fewTokens: {
      says: 'an accuracy of at least 40 % after at most 200 thousand tokens',
      label: 'accuracy',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.4, 1],
      measure: (rows) => rows.of('knowledge').at(-1)!.accuracy,
      unless: ({ tokens }) => (tokens > 200 ? 'the model read more than 200 thousand tokens.' : undefined),
      hint: 'Less text means fewer steps: each has to count for more, and the web may be cleaner.',
      solution: { tokens: 200, peak: 0.014, badShare: 0 },
    },
  },
  needs: [],
  engine: true,
  keeps: { base: 'pretrained model' },
  small: { tokens: 20 },
  simplified: [
    'The web is made up: sentences about 40 drugs in a fixed grammar, with the share of bad answers that is set, and its myths.',
    'Documents of about one length stand in one batch, so that little is filled up.',
    'The learning rate falls in a straight line, not along a cosine.',
  ],
}).runs(function* (settings, { kernels, rng, keep }) {
  const laboratory = createLaboratory(kernels, rng);
  const { world, policy } = laboratory;
  const { badShare, peak, warmUp, seed } = settings;
  const tokens = settings.tokens * 1000;
  const kept = keeper(laboratory, keep, seed);
  const probe = probeOf(world, 'metformin', 28);
  const asked = world.evaluation.filter((_, i) => i % EVERY === 0);
  const measuring = rng.stream('measuring');

  const counting = rng.stream('counting');
  const documents = (count: number) =>
    Array.from({ length: count }, () => [END, ...webDocument(world, counting, { badShare })]);
  const losses = ngramLosses(documents(COUNTED), documents(MEASURED), world.vocabulary.length);
  for (const end of [0, tokens / MILLION]) {
    yield { series: 'baselines', tokens: end, uniform: log(world.vocabulary.length), ...losses };
  }
  const look = (read: number) => {
    const { accuracy, format } = evaluate(laboratory, asked, 0, measuring);
    const answer = answerOf(laboratory, probe.question);
    return {
      series: 'knowledge',
      tokens: read,
      accuracy,
      format,
      avoid: probe.probabilities(policy)[VERDICTS.indexOf('AVOID')]!,
      answer: readableAnswer(world.decode(answer)),
      judged: judge(probe.question, answer).right ? 0 : 1,
    } as const;
  };
  const read = { tokens, badShare, peak, warmUp };
  let rows = 0;
  for (const event of drawn(staged('pretrain', pretrainingSteps(read), stage(laboratory, read)))) {
    if (!event) yield undefined;
    else if ('row' in event && event.row.series === 'pretraining') {
      rows += 1;
      yield event.row;
      if (rows % (ROWS / LOOKS) === 0 || rows === 2) yield look(event.row.tokens);
    } else kept(event.stage);
  }
});
