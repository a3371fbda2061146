/** The fine-tuned model learns which of two answers annotators prefer; what it likes can be read off word by word. */
import { defineExperiment } from '../../experiment.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { createLaboratory } from '../../stages/laboratory.ts';
import { staged } from '../../stages/pipeline.ts';
import { baselineMetrics } from '../../stages/rankingBaselines.ts';
import { inBatches } from '../../stages/batches.ts';
import { eachToken, type Response } from '../../stages/responses.ts';
import { type RewardModel } from '../../stages/rewardHead.ts';
import { score, scoresOf } from '../../stages/rewardModel.ts';
import { standardised } from '../../stages/standard.ts';
import {
  HELD_OUT_PAIRS,
  rewardModelling,
  rewardParams,
  rewardSteps,
  type Examined,
} from '../../stages/rewardModelling.ts';
import {
  createSampler,
  distractor,
  END,
  expertAnswer,
  labelOf,
  readableAnswer,
  readableQuestion,
  type Question,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';
import { keeper } from '../pipeline/files.ts';
import { drawn } from '../pipeline/rows.ts';
import { stageSeries } from '../pipeline/series.ts';

/** Held-out questions whose right and made-up answers are scored. */
const SCORED = 320;

/** Of them, those that are shown. */
const SHOWN = 5;

/** Bins of the histogram: from −LIMIT to LIMIT deviations. */
const LIMIT = 4;

const BIN = 0.5;

const LINES = ['eGFR 28, right', 'eGFR 28, wrong', 'eGFR 90, right', 'eGFR 90, warning'] as const;

const RANKERS = ['likelihood', 'longer', 'chance'] as const;

const words = (label: string, help: string) => ({ label, unit: '', help, digits: 0, text: true }) as const;

const scoreMetric = (label: string, help: string) =>
  ({ label, unit: '', help, digits: 2, hue: 'reward' }) as const;

export const series = {
  rewardModel: stageSeries.rewardModel,
  rewardMeasurement: stageSeries.rewardMeasurement,
  ranking: {
    title: 'Held-out pairs: the reward model, and what ranks them without a label',
    metrics: {
      who: {
        label: 'ranked by',
        unit: '',
        help: 'The reward model, or one of the baselines on the same pairs.',
        digits: 0,
        names: ['reward model', ...RANKERS.map((name) => baselineMetrics[name].label)],
      },
      accuracy: share('Of the held-out pairs; a tie counts one half.', 'ranked correctly'),
    },
  },
  histogram: {
    title: 'Scores of answers to held-out questions',
    metrics: {
      score: { label: 'score', unit: 'deviations', help: 'Middle of the bin.', digits: 1 },
      right: { ...scoreMetric('right answers', 'Share of right answers in this bin.'), unit: 'share' },
      wrong: {
        ...scoreMetric('made-up answers', 'Share of wrong, vague or padded answers in this bin.'),
        unit: 'share',
      },
    },
  },
  scored: {
    title: 'How the right answer scores beside a made-up one',
    metrics: {
      right: scoreMetric(
        'mean of right answers',
        'In deviations of the scores on answers of the fine-tuned model.',
      ),
      wrong: scoreMetric('mean of made-up answers', 'The same for wrong, vague or padded ones.'),
      ranked: share('Questions at which the right answer scores higher.', 'right one higher'),
      otherVerdict: share('Those whose made-up answer has another verdict.', 'another verdict'),
      byVerdict: share(
        'Of these, those at which the word of the right verdict alone adds more than that of the other.',
        'right verdict’s word higher',
      ),
    },
  },
  tokens: {
    title: 'What it likes about four answers',
    metrics: {
      line: {
        label: 'answer',
        unit: '',
        help: 'Metformin at two kidney functions.',
        digits: 0,
        names: LINES,
      },
      word: words('word', 'One word of the answer.'),
      share: scoreMetric('share', 'What this word adds to the score, in deviations.'),
    },
  },
  totals: {
    title: 'Their scores',
    metrics: {
      line: {
        label: 'answer',
        unit: '',
        help: 'Metformin at two kidney functions.',
        digits: 0,
        names: LINES,
      },
      score: scoreMetric('score', 'In deviations of the scores on answers of the fine-tuned model.'),
    },
  },
  pairs: {
    title: 'Held-out questions, the right answer and a made-up one',
    metrics: {
      question: words('question', 'As a sentence.'),
      right: words('this world’s key', 'Of the formulary; not advice.'),
      other: words('made-up answer', 'Wrong, vague, padded, or handed back without need.'),
      margin: {
        label: 'margin',
        unit: 'deviations',
        help: 'Score of the right one minus that of the other.',
        digits: 2,
        hue: 'margin',
      },
    },
  },
} as const;

/** At eGFR 28 and 90 the right answer, and the right answer of the other. */
export function metforminAnswers(
  questions: readonly Question[],
): (Response & { readonly question: Question })[] {
  const at = (egfr: number) =>
    questions.find(
      ({ fact, words }) => fact.drug === 'metformin' && fact.egfr === egfr && words[0] === 'give',
    )!;
  const [low, high] = [at(28), at(90)];
  const to = (question: Question, as: Question) => ({
    question,
    prompt: question.tokens,
    answer: expertAnswer(as),
  });
  return [to(low, low), to(low, high), to(high, high), to(high, low)];
}

/** What the first word of each answer, its verdict, adds to the score. */
function firstShares(rewardModel: RewardModel, responses: readonly Response[]): number[] {
  return [...inBatches(responses, rewardModel.network.capacity)].flatMap((some) => {
    const { batch, shares } = score(rewardModel, some);
    const first: number[] = [];
    eachToken(batch, (s, i) => (first[s] ??= shares[i]!));
    return first;
  });
}

export default defineExperiment({
  id: 'reward-model',
  title: 'What a word is worth to the reward model depends on the question that it answers.',
  params: {
    ...rewardParams,
    seed: seedParam('Fixes the pairs, their labels and their order.'),
  },
  series,
  clock: { series: 'rewardModel', metric: 'step' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [{ series: 'rewardModel', x: 'step', y: 'loss', mark: 'line' }],
      references: [{ axis: 'y', at: 0.693, label: 'ln 2' }],
      head: [{ series: 'rewardModel', metric: 'loss' }],
    },
    {
      kind: 'xy',
      id: 'margin',
      title: 'Margin',
      unit: 'logits',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 4] },
      layers: [{ series: 'rewardModel', x: 'step', y: 'margin', mark: 'line' }],
      head: [{ series: 'rewardModel', metric: 'margin' }],
    },
    {
      kind: 'xy',
      id: 'accuracy',
      title: 'Accuracy',
      unit: '% of pairs',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0.4, 1], percent: true },
      layers: [{ series: 'rewardModel', x: 'step', y: 'accuracy', mark: 'line' }],
      references: [
        {
          axis: 'y',
          at: { series: 'rewardMeasurement', metric: 'likelihood' },
          label: 'likelihood alone, held-out',
        },
        {
          axis: 'y',
          at: { series: 'rewardMeasurement', metric: 'longer' },
          label: 'length alone',
          start: true,
        },
        { axis: 'y', at: { series: 'rewardMeasurement', metric: 'chance' }, label: 'chance' },
      ],
      head: [{ series: 'rewardMeasurement', metric: 'accuracy', prefix: 'held-out' }],
    },
    {
      kind: 'xy',
      id: 'histogram',
      title: 'Scores, held-out',
      unit: '% of answers',
      size: 'panel',
      x: { domain: [-LIMIT, LIMIT], label: 'standard deviations' },
      y: { domain: [0, 0.5], percent: true },
      layers: [
        { series: 'histogram', x: 'score', y: 'right', mark: 'line', label: 'right' },
        { series: 'histogram', x: 'score', y: 'wrong', mark: 'line', role: 'counterpart', label: 'made up' },
      ],
      head: [{ series: 'scored', metric: 'ranked' }],
    },
    {
      kind: 'tokens',
      id: 'tokens',
      title: 'What each word adds to the score: metformin at two kidney functions',
      unit: 'deviations',
      size: 'wide',
      tokens: { series: 'tokens', text: 'word', line: 'line', value: 'share' },
    },
    {
      kind: 'bars',
      id: 'totals',
      title: 'Score of the whole answer',
      unit: 'deviations',
      size: 'strip',
      x: {},
      bars: { series: 'totals', by: 'line', value: 'score' },
    },
    {
      kind: 'bars',
      id: 'ranking',
      title: 'Held-out pairs ranked correctly, and what does it without a label',
      unit: '% of pairs',
      size: 'strip',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'ranking', by: 'who', value: 'accuracy' },
    },
    {
      kind: 'table',
      id: 'pairs',
      title: 'Held-out questions: how far the right answer stands above a made-up one',
      size: 'wide',
      table: { series: 'pairs', columns: ['question', 'right', 'other', 'margin'] },
    },
  ],
  tabs: [
    { label: 'Word by word', views: ['tokens', 'totals'] },
    { label: 'Curves', views: ['loss', 'margin', 'accuracy', 'histogram'] },
    { label: 'Baselines', views: ['ranking'] },
    { label: 'Answers', views: ['pairs'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  keeps: { reward: 'reward model' },
  small: { pairs: 200, epochs: 1 },
  clinical: true,
  simplified: [
    'Annotators are simulated: they see the true quality, with the bias and the noise that are set.',
    'The score of an answer is the sum of a number for each of its words; one number, read at the last token, is usual, and can be chosen: in one layer it learns less.',
    'It starts from the fine-tuned model of the default run of the pipeline.',
  ],
}).runs(function* runRewardModel(settings, { kernels, crew, rng, models, keep, at }) {
  const laboratory = createLaboratory(kernels, rng, { head: settings.head, crew });
  const { policy, world } = laboratory;
  restore(policy, models['sft']!);
  const kept = keeper(laboratory, keep, settings.seed);
  const teach = { ...settings, heldOutPairs: HELD_OUT_PAIRS };
  const stage = staged('reward', rewardSteps(teach), rewardModelling(laboratory, teach));
  let known: Examined | undefined;
  for (const event of drawn(stage, at)) {
    if (!event) yield undefined;
    else if ('row' in event && event.row.series === 'rewardModel') yield event.row;
    else if ('known' in event && event.stage === 'reward') {
      known = event.known;
      kept('reward');
    }
  }
  const { standard, accuracy, baselines } = known!;
  yield { series: 'rewardMeasurement', accuracy, ...baselines };
  for (const [who, share] of [accuracy, ...RANKERS.map((name) => baselines[name])].entries()) {
    yield { series: 'ranking', who, accuracy: share };
  }
  const standardScoresOf = (responses: readonly Response[]) =>
    scoresOf(laboratory.rewardModel, responses).map((each) => standardised(each, standard));

  const asking = rng.stream('scored');
  const sampler = createSampler(world);
  const asked = Array.from({ length: SCORED }, () => sampler.heldOut(asking));
  const right = asked.map((question) => ({ prompt: question.tokens, answer: expertAnswer(question) }));
  const wrong = asked.map((question) => ({
    prompt: question.tokens,
    answer: distractor(question, asking),
  }));
  const [good, bad] = [right, wrong].map(standardScoresOf);
  for (let from = -LIMIT; from < LIMIT; from += BIN) {
    const inBin = (scores: readonly number[]) =>
      scores.filter((each) => {
        const clamped = Math.min(LIMIT - BIN / 2, Math.max(-LIMIT, each));
        return clamped >= from && clamped < from + BIN;
      }).length / SCORED;
    yield { series: 'histogram', score: from + BIN / 2, right: inBin(good!), wrong: inBin(bad!) };
  }
  const mean = (scores: readonly number[]) => scores.reduce((sum, each) => sum + each, 0) / SCORED;
  const apart = right.flatMap(({ answer }, i) => (answer[0] === wrong[i]!.answer[0] ? [] : [i]));
  const [ofRight, ofWrong] = [right, wrong].map((all) => firstShares(laboratory.rewardModel, all));
  yield {
    series: 'scored',
    right: mean(good!),
    wrong: mean(bad!),
    ranked: good!.filter((each, i) => each > bad![i]!).length / SCORED,
    otherVerdict: apart.length / SCORED,
    byVerdict: apart.filter((i) => ofRight![i]! > ofWrong![i]!).length / apart.length,
  };

  const four = metforminAnswers(world.questions);
  const { batch, shares, scores } = score(laboratory.rewardModel, four);
  const liked: { s: number; share: number; token: number }[] = [];
  eachToken(batch, (s, i) => liked.push({ s, share: shares[i]!, token: batch.targets[i]! }));
  for (const { s, share, token } of liked) {
    const word = token === END ? 'end' : labelOf(world.vocabulary[token]!);
    yield { series: 'tokens', line: s, word, share: share / standard.deviation };
  }
  for (const [line, each] of scores.entries()) {
    yield { series: 'totals', line, score: standardised(each, standard) };
  }
  for (let i = 0; i < SHOWN; i++) {
    const question = asked[i]!;
    yield {
      series: 'pairs',
      question: readableQuestion(question),
      right: readableAnswer(question.fact.answer, question.fact),
      other: readableAnswer(world.decode(wrong[i]!.answer), question.fact),
      margin: good![i]! - bad![i]!,
    };
  }
});
