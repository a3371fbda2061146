/** A transformer reads the web of the teaching world: its loss beside what counting pays, and what it comes to know. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { nats, share } from '../../metric.ts';
import { ngramLosses } from '../../measure/ngrams.ts';
import { learningRate } from '../../model/schedule.ts';
import { evaluate, evaluationMetrics } from '../../stages/evaluation.ts';
import { answerOf, createLaboratory } from '../../stages/laboratory.ts';
import {
  PRETRAINING_ADAMW,
  pretraining as stage,
  pretrainingParams,
  pretrainingSteps,
} from '../../stages/pretraining.ts';
import { staged } from '../../stages/pipeline.ts';
import { probeOf } from '../../stages/probe.ts';
import {
  formulary,
  judge,
  readableAnswer,
  verdicts,
  webDocument,
  END,
  type Question,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { keeper } from '../pipeline/files.ts';
import { drawn } from '../pipeline/rows.ts';
import { stageSeries } from '../pipeline/series.ts';

/** What the model knows is looked at so often in a run. */
const LOOKS = 6;

const ROWS = 60;

/** One in so many held-out questions is asked. */
const EVERY = 4;

/** Documents on which unigrams and bigrams are counted, and on which they are measured. */
const COUNTED = 4000;

const MEASURED = 400;

const MILLION = 1_000_000;

/** Those of the world's held-out questions that the figure asks. */
export const askedOf = (evaluation: readonly Question[]) => evaluation.filter((_, i) => i % EVERY === 0);

/** What one verdict earns that is given to every answerable question: the one that is right most often. */
export function commonestVerdict(questions: readonly Question[]): number {
  const answerable = questions.filter(({ fact }) => fact.verdict !== 'ASK');
  const counts = verdicts.map((verdict) => answerable.filter(({ fact }) => fact.verdict === verdict).length);
  return Math.max(...counts) / answerable.length;
}

export default defineExperiment({
  id: 'pretraining',
  title: 'The loss falls first; what the model knows comes later, or not at all.',
  params: {
    tokens: {
      kind: 'number',
      label: 'tokens read',
      unit: 'thousand',
      help: 'How much text the model reads; every document is drawn afresh.',
      min: 20,
      max: 1000,
      step: 20,
      default: 400,
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
        commonest: share(
          'Accuracy of the verdict that is right most often, given to every question.',
          'commonest verdict',
        ),
      },
    },
    schedule: {
      title: 'The schedule',
      metrics: {
        tokens: stageSeries.pretraining.metrics.tokens,
        planned: {
          ...stageSeries.pretraining.metrics.learningRate,
          label: 'planned rate',
          help: 'Up to the largest rate, and in a straight line down to 0.',
        },
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
        format: { ...evaluationMetrics.format, label: 'right form' },
        avoid: share(
          'Probability that the answer about metformin at eGFR 28 begins with avoid, the right verdict.',
          'P(avoid)',
        ),
        answer: {
          label: 'answer',
          unit: '',
          help: 'Model output, may be wrong: the likeliest answer to: metformin, eGFR 28, may it be given?',
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
      unit: 'nats per token',
      size: 'panel',
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
        { series: 'pretraining', metric: 'perplexity', prefix: 'PPL' },
      ],
    },
    {
      kind: 'xy',
      id: 'learning-rate',
      title: 'Learning rate',
      unit: '',
      size: 'panel',
      x: { label: 'million tokens' },
      y: {},
      layers: [
        { series: 'schedule', x: 'tokens', y: 'planned', mark: 'line', role: 'thin' },
        { series: 'pretraining', x: 'tokens', y: 'learningRate', mark: 'line' },
      ],
      head: [{ series: 'pretraining', metric: 'learningRate' }],
    },
    {
      kind: 'xy',
      id: 'gradient-norm',
      title: 'Gradient norm',
      unit: `before clipping to ${PRETRAINING_ADAMW.clipNorm}`,
      size: 'panel',
      x: { label: 'million tokens' },
      y: {},
      layers: [{ series: 'pretraining', x: 'tokens', y: 'gradientNorm', mark: 'line' }],
      head: [{ series: 'pretraining', metric: 'gradientNorm' }],
    },
    {
      kind: 'xy',
      id: 'knowledge',
      title: 'Form and right answers',
      unit: '%',
      size: 'panel',
      x: { label: 'million tokens' },
      y: { domain: [0, 1], percent: true },
      layers: [
        {
          series: 'baselines',
          x: 'tokens',
          y: 'commonest',
          mark: 'line',
          role: 'guide',
          label: 'one verdict',
        },
        { series: 'knowledge', x: 'tokens', y: 'format', mark: 'line', role: 'thin', label: 'form' },
        { series: 'knowledge', x: 'tokens', y: 'accuracy', mark: 'line', label: 'accuracy' },
      ],
      head: [{ series: 'knowledge', metric: 'accuracy' }],
    },
    {
      kind: 'texts',
      id: 'samples',
      title:
        'Metformin, eGFR 28: may it be given? Its likeliest answer (may be wrong), by million tokens read',
      size: 'wide',
      texts: { series: 'knowledge', by: 'tokens', text: 'answer', verdict: 'judged' },
    },
  ],
  tabs: [
    { label: 'Loss and knowledge', views: ['loss', 'knowledge'] },
    { label: 'Answers', views: ['samples'] },
    { label: 'Optimiser', views: ['learning-rate', 'gradient-norm'] },
  ],
  needs: [],
  engine: true,
  keeps: { base: 'pretrained model' },
  small: { tokens: 20 },
  clinical: true,
  simplified: [
    `The web is made up: sentences about ${formulary.drugs.length} drugs in a fixed grammar, with the share of bad answers that is set, and its myths.`,
    'Documents of about one length stand in one batch, and the first word of each is given; the counts guess it too.',
    'The learning rate falls in a straight line, not along a cosine.',
  ],
}).runs(function* runPretraining(settings, { kernels, crew, rng, keep, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { world, policy } = laboratory;
  const { badShare, peak, warmUp, batch, seed } = settings;
  const tokens = settings.tokens * 1000;
  const kept = keeper(laboratory, keep, seed);
  const probe = probeOf(world, 'metformin', 28);
  const asked = askedOf(world.evaluation);
  const measuring = rng.stream('measuring');

  const counting = rng.stream('counting');
  const documents = (count: number) =>
    Array.from({ length: count }, () => [END, ...webDocument(world, counting, { badShare })]);
  const losses = ngramLosses(documents(COUNTED), documents(MEASURED), world.vocabulary.length);
  const commonest = commonestVerdict(asked);
  for (const end of [0, tokens / MILLION]) {
    yield { series: 'baselines', tokens: end, uniform: log(world.vocabulary.length), ...losses, commonest };
  }
  const steps = pretrainingSteps({ tokens, batch });
  const planned = { peak, floor: 0, warmUp, steps, decay: 'linear' } as const;
  for (const step of new Set([0, Math.max(0, Math.min(warmUp, steps) - 1), steps - 1])) {
    const done = (step + 1) / steps;
    yield { series: 'schedule', tokens: (done * tokens) / MILLION, planned: learningRate(step, planned) };
  }
  function* look(read: number) {
    const { accuracy, format } = yield* evaluate(laboratory, asked, 0, measuring);
    const answer = answerOf(laboratory, probe.question);
    return {
      series: 'knowledge',
      tokens: read,
      accuracy,
      format,
      avoid: probe.probabilities(policy)[verdicts.indexOf('AVOID')]!,
      answer: readableAnswer(world.decode(answer), probe.question.fact),
      judged: judge(probe.question, answer).right ? 0 : 1,
    } as const;
  }
  const read = { tokens, batch, badShare, peak, warmUp };
  let rows = 0;
  for (const event of drawn(staged('pretrain', pretrainingSteps(read), stage(laboratory, read)), at)) {
    if (!event) yield undefined;
    else if ('row' in event && event.row.series === 'pretraining') {
      rows += 1;
      yield event.row;
      if (rows % (ROWS / LOOKS) === 0 || rows === 2) yield yield* look(event.row.tokens);
    } else kept(event.stage);
  }
});
