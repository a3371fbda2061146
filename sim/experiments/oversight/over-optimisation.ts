/** Best of n against a reward model: the more samples it chooses from, the higher its score; the true quality rises, then falls. */
import { defineExperiment } from '../../experiment.ts';
import { nats, share } from '../../metric.ts';
import { klBound } from '../../measure/bestOfN.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { mean } from '../../measure/mean.ts';
import { gainAt } from '../../measure/overOptimisation.ts';
import { answersTo } from '../../stages/laboratory.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { rewardModelling, rewardParams } from '../../stages/rewardModelling.ts';
import { standardised } from '../../stages/standard.ts';
import { goldReward, questionClasses, readableAnswer, readableQuestion, someOf } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { fitColumns, fitSeries, fitsOf } from './fits.ts';
import { judgeMetrics, judgesOf, judgesView } from './judges.ts';
import { fineTunedLaboratory } from './laboratoryOf.ts';
import { bestOfPool, byPool, deviationOver, meanGiven, oftenest, poolsOf } from './pool.ts';
import { quietly } from './quietly.ts';

/** Numbers of samples to choose from: each twice the one before. */
const CHOICES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const MOST = CHOICES.at(-1)!;
/** Answers to each question: so many that even the largest n could be drawn from them several times over. */
const DRAWS = 4 * MOST;
const ROUNDS = 200;
const HELD_OUT_PAIRS = 300;

/** A number of four digits, as it is printed. */
const thousands = (n: number) => `${Math.floor(n / 1000)},${String(n % 1000).padStart(3, '0')}`;

const gold = {
  label: 'gold reward',
  unit: '',
  help: 'True quality, −1.1 to 1.',
  digits: 2,
  hue: 'gold',
} as const;
const proxy = {
  label: 'score',
  unit: 'deviations',
  help: 'Of the reward model, in deviations of its scores on answers to training questions.',
  digits: 2,
  hue: 'proxy',
} as const;
const distance = (label: string, help: string) =>
  ({ label, unit: '√nats', help, digits: 2, hue: 'kl' }) as const;

export const series = {
  curve: {
    title: 'What best of n gives',
    metrics: {
      n: { label: 'n', unit: '', help: 'Samples from which the best-scored is given.', digits: 0 },
      groups: {
        label: 'groups',
        unit: '',
        help: `Groups of n without a common sample, among the ${thousands(DRAWS)} samples of each question.`,
        digits: 0,
      },
      d: distance('√KL', 'Root of the KL from the fine-tuned model, like answers counted together.'),
      bound: distance('√bound', 'Root of ln n − (n − 1)/n, the KL if no two samples were alike.'),
      gold,
      goldLow: { ...gold, label: 'from', help: 'Lower end of the 95 % interval over questions.' },
      goldHigh: { ...gold, label: 'to', help: 'Upper end.' },
      proxy,
      fitted: { ...gold, label: 'fitted', help: 'Gold reward by d (α − β d).' },
      length: { label: 'length', unit: 'tokens', help: 'Mean length of what is given.', digits: 1 },
      avoids: share('Answers in which something is forbidden.', 'forbids'),
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
        help: 'Gold reward of the likeliest answer (T = 0), which needs no reward model.',
      },
      likelihood: {
        ...gold,
        label: `likeliest of ${thousands(MOST)}`,
        help: 'Gold reward of the likeliest of as many samples.',
      },
      best: { ...gold, label: 'highest', help: 'Highest gold reward on the curve.' },
      bestN: { label: 'at n', unit: '', help: 'Where it is highest.', digits: 0 },
      bestD: distance('√KL there', 'Root of the KL from the fine-tuned model at that n.'),
      end: { ...gold, label: `at n = ${thousands(MOST)}`, help: 'Gold reward at the end of the curve.' },
      lost: { ...gold, label: 'fall', help: 'From the highest gold reward to the end of the curve.' },
      gap: {
        label: 'gap',
        unit: 'deviations',
        help: `Rise of the score minus rise of the gold reward from one sample to the best of ${thousands(MOST)}, each in its deviations over single samples.`,
        digits: 1,
      },
      alpha: fitSeries.metrics.alpha,
      beta: fitSeries.metrics.beta,
      klAtEnd: nats(`KL at n = ${thousands(MOST)}, like answers counted together.`, 'KL at the end'),
    },
  },
  answers: {
    title: 'What is given',
    metrics: {
      question: { label: 'question', unit: '', help: 'Held out.', digits: 0, text: true },
      n: { label: 'n', unit: '', help: 'Samples to choose from.', digits: 0 },
      text: { label: 'answer', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
      proxy,
      gold,
    },
  },
} as const;

export default defineExperiment({
  id: 'over-optimisation',
  title:
    'The more samples it may choose from, the higher the reward model’s score; the true quality need not follow.',
  params: {
    pairs: { ...rewardParams.pairs, default: 500 },
    ...inMenu({
      keywordBias: rewardParams.keywordBias,
      lengthBias: rewardParams.lengthBias,
      annotatorNoise: rewardParams.annotatorNoise,
      asked: {
        kind: 'number',
        label: 'held-out questions asked',
        unit: 'share',
        help: `Share of the held-out questions to which ${thousands(DRAWS)} answers each are sampled.`,
        min: 0.01,
        max: 0.5,
        step: 0.01,
        default: 0.2,
      },
    }),
    seed: seedParam('Fixes the pairs, their labels and the samples.'),
  },
  series,
  clock: { series: 'curve', metric: 'n', runs: 'all samples' },
  views: [
    {
      kind: 'xy',
      id: 'curve',
      title: 'Score and true quality as n doubles',
      unit: 'score: deviations; gold −1.1 to 1',
      size: 'wide',
      x: { label: '√KL from the fine-tuned model, √nats', domain: [0, 2.3] },
      y: { domain: [-0.5, 1.5] },
      layers: [
        { series: 'curve', x: 'd', y: 'fitted', mark: 'line', role: 'thin', label: 'd (α − βd)' },
        { series: 'curve', x: 'd', y: 'proxy', mark: 'line', label: 'score' },
        { series: 'curve', x: 'd', y: 'gold', mark: 'line', label: 'gold' },
      ],
      references: [{ at: { series: 'summary', metric: 'likeliest' }, axis: 'y', label: 'likeliest answer' }],
      head: [
        { series: 'summary', metric: 'best', prefix: 'highest gold' },
        { series: 'summary', metric: 'bestN', prefix: 'at n =' },
        { series: 'summary', metric: 'end', prefix: `at n = ${thousands(MOST)}` },
      ],
    },
    {
      kind: 'table',
      id: 'summary',
      title: 'The curve in short, and what needs no reward model',
      size: 'wide',
      table: {
        series: 'summary',
        columns: ['best', 'bestN', 'bestD', 'end', 'lost', 'gap', 'likeliest', 'likelihood'],
      },
    },
    judgesView,
    {
      kind: 'table',
      id: 'points',
      title: 'The curve as numbers',
      size: 'wide',
      table: {
        series: 'curve',
        columns: ['n', 'groups', 'd', 'proxy', 'gold', 'goldLow', 'goldHigh', 'length', 'avoids'],
      },
    },
    {
      kind: 'table',
      id: 'fit',
      title: 'Both forms, with 95 % intervals over questions',
      size: 'wide',
      table: { series: 'fit', columns: fitColumns },
    },
    {
      kind: 'table',
      id: 'answers',
      title: `The answer most often given of one and of ${thousands(MOST)}`,
      size: 'wide',
      table: { series: 'answers', columns: ['question', 'n', 'text', 'proxy', 'gold'] },
    },
  ],
  tabs: [
    { label: 'Curves', views: ['curve'] },
    { label: 'Peak', views: ['summary', 'judges'] },
    { label: 'Answers', views: ['answers'] },
    { label: 'Table', views: ['points'] },
    { label: 'Fit', views: ['fit'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { pairs: 200, asked: 0.01 },
  clinical: true,
  simplified: [
    'It starts from the fine-tuned model of the default run of the pipeline.',
    `${thousands(DRAWS)} samples of each question stand for the fine-tuned model: best of n is exact for them, which understates its score and its KL a little where n is large. At n = ${thousands(MOST)} they are only four groups without a common sample; the intervals over questions say what that leaves open.`,
  ],
}).runs(function* runOverOptimisation(settings, given) {
  const laboratory = fineTunedLaboratory(given);
  const { rewardModel, world } = laboratory;
  const { rng } = given;
  const examined = yield* quietly(
    rewardModelling(laboratory, {
      ...settings,
      peak: rewardParams.peak.default,
      epochs: rewardParams.epochs.default,
      heldOutPairs: HELD_OUT_PAIRS,
    }),
  );
  const { standard } = examined;
  const questions = someOf(world.evaluation, settings.asked);
  const pools = yield* poolsOf(laboratory, questions, DRAWS, rng.stream('pool'));
  const all = pools.flatMap(({ answers }) => answers);
  const scores = byPool(
    pools,
    scoresOf(rewardModel, all).map((score) => standardised(score, standard)),
  );

  const told = CHOICES.map((n) => pools.map((pool, q) => bestOfPool(pool, scores[q]!, n)));
  const curve = told.map(meanGiven);
  const fits = fitsOf(
    pools.map((_, q) => told.map((given) => given[q]!)),
    rng.stream('intervals'),
  );
  const { fit } = fits[0]!;
  const intervals = middle95(
    bootstrap(
      pools.map((_, q) => told.map((given) => given[q]!.gold)),
      ROUNDS,
      rng.stream('gold'),
      (sample) => Float64Array.from(CHOICES, (_, i) => mean(sample.map((golds) => golds[i]!))),
    ),
  );
  for (const [i, { gold, score, kl, length, avoids }] of curve.entries()) {
    const n = CHOICES[i]!;
    const d = Math.sqrt(Math.max(0, kl));
    const bound = Math.sqrt(klBound(n));
    const [goldLow, goldHigh] = intervals[i]!;
    yield {
      series: 'curve',
      n,
      groups: DRAWS / n,
      d,
      bound,
      gold,
      goldLow,
      goldHigh,
      proxy: score,
      fitted: curve[0]!.gold + gainAt(fit, d),
      length,
      avoids,
    };
  }
  for (const { row } of fits) yield row;

  const likely = yield* answersTo(laboratory, questions, 0, rng.stream('likeliest'));
  const likelihoods = pools.map(({ answers }) => answers.map(({ logProb }) => logProb));
  const best = curve.reduce((a, b) => (b.gold > a.gold ? b : a));
  const [start, end] = [curve[0]!, curve.at(-1)!];
  const golds = all.map(({ gold }) => gold);
  const rise = (end.score - start.score) / deviationOver(pools, scores.flat());
  yield {
    series: 'summary',
    ...judgesOf(examined),
    likeliest: mean(likely.map(({ answer }, i) => goldReward(questions[i]!, answer))),
    likelihood: mean(pools.map((pool, q) => bestOfPool(pool, likelihoods[q]!, MOST).gold)),
    best: best.gold,
    bestN: CHOICES[curve.indexOf(best)]!,
    end: end.gold,
    lost: best.gold - end.gold,
    bestD: Math.sqrt(Math.max(0, best.kl)),
    gap: rise - (end.gold - start.gold) / deviationOver(pools, golds),
    alpha: fit.alpha,
    beta: fit.beta,
    klAtEnd: end.kl,
  };

  for (const name of questionClasses) {
    const q = questions.findIndex(({ fact }) => fact.questionClass === name);
    if (q < 0) continue;
    const { question, answers } = pools[q]!;
    for (const n of [1, MOST]) {
      const i = oftenest(pools[q]!, scores[q]!, n);
      const { answer, gold } = answers[i]!;
      const text = readableAnswer(world.decode(answer), question.fact);
      yield { series: 'answers', question: readableQuestion(question), n, text, proxy: scores[q]![i]!, gold };
    }
  }
});
