/** The stages of Part 1 on the same held-out questions: base, fine-tuned, and what the reward model picks, beside cheaper ways to pick. */
import { defineExperiment } from '../../experiment.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { START } from '../../measure/elo.ts';
import { mean } from '../../measure/mean.ts';
import { leadOf, rate } from '../../measure/standings.ts';
import { restore } from '../../model/checkpoint.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { probeOf } from '../../stages/probe.ts';
import { logLikelihoods } from '../../stages/rankingBaselines.ts';
import { onceEach } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { goldReward, judge, metricsOf, readableAnswer, someOf, type Question } from '../../world/world.ts';
import { compare } from '../elo/contest.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { pickers, type Sample } from './pickers.ts';
import { PLAYERS, REWARD, RIVALS, series } from './integrationSeries.ts';

/** Questions that are asked at a time, between two points of the curve. */
const EVERY = 43;

/** Samples of the bootstrap of gold rewards. */
const ROUNDS = 200;

/** Elo as in Chatbot Arena’s program, and the added ties of chapter 8. */
const [K_FACTOR, ADDED_TIES] = [4, 0.5];

type Answer = readonly number[];

const meanOf = (values: readonly number[]) => Float64Array.of(mean(values));

export default defineExperiment({
  id: 'integration',
  title: 'Three stages on the same held-out questions, beside cheaper ways to choose an answer.',
  params: {
    samples: {
      kind: 'number',
      symbol: 'n',
      label: 'samples',
      help: 'Answers of the fine-tuned model to each question, from which one is picked.',
      min: 1,
      max: 16,
      step: 1,
      default: 8,
    },
    temperature: {
      kind: 'number',
      symbol: 'T',
      label: 'temperature of the n samples',
      help: 'At which the answers are sampled from which one is picked; the rows “sampled” are always at 1.',
      min: 0.2,
      max: 1,
      step: 0.1,
      default: 1,
    },
    ...inMenu(askedParams),
    seed: seedParam('Fixes the samples, the order of the questions and the bootstrap.'),
  },
  series,
  clock: { series: 'growing', metric: 'asked', runs: 'all questions' },
  views: [
    {
      kind: 'bars',
      id: 'gold',
      title: 'Gold reward',
      unit: 'mean of the questions; 95 % interval',
      size: 'wide',
      x: { domain: [0, 1] },
      bars: { series: 'measured', by: 'who', value: 'gold', interval: ['low', 'high'] },
    },
    {
      kind: 'bars',
      id: 'rating',
      title: 'Bradley–Terry rating',
      unit: 'points; games judged by the gold reward; 95 % interval',
      size: 'wide',
      from: START,
      x: { domain: [700, 1200] },
      bars: { series: 'standing', by: 'who', value: 'bt', interval: ['low', 'high'] },
    },
    {
      kind: 'table',
      id: 'lead',
      title: 'The reward model’s choice minus each other way, on the same questions',
      size: 'wide',
      table: {
        series: 'lead',
        columns: ['over', 'gold', 'low', 'high', 'points', 'pointsLow', 'pointsHigh'],
      },
    },
    {
      kind: 'table',
      id: 'measured',
      title: 'What the answers are worth, %',
      size: 'wide',
      table: {
        series: 'measured',
        columns: ['who', 'gold', 'accuracy', 'safety', 'specificity', 'humility'],
      },
    },
    {
      kind: 'xy',
      id: 'growing',
      title: 'Gold reward as questions are asked',
      unit: 'mean so far',
      size: 'strip',
      x: { label: 'questions asked' },
      y: { domain: [0, 1] },
      layers: [
        { series: 'growing', x: 'asked', y: 'chosen', mark: 'line', label: 'reward model’s' },
        {
          series: 'growing',
          x: 'asked',
          y: 'likeliest',
          mark: 'line',
          role: 'counterpart',
          label: 'likeliest',
        },
        { series: 'growing', x: 'asked', y: 'sampled', mark: 'line', role: 'thin', label: 'sampled' },
      ],
    },
    {
      kind: 'texts',
      id: 'said',
      title: 'Metformin, eGFR 28: may it be given? (model output, may be wrong)',
      size: 'wide',
      texts: { series: 'said', by: 'who', text: 'text', verdict: 'judged' },
    },
  ],
  tabs: [
    { label: 'Gold', views: ['gold'] },
    { label: 'As it is asked', views: ['growing'] },
    { label: 'Ratings', views: ['rating'] },
    { label: 'Differences', views: ['lead'] },
    { label: 'Scorecard', views: ['measured'] },
    { label: 'Answers', views: ['said'] },
  ],
  needs: [{ model: 'base' }, { model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { asked: 0.1, samples: 2 },
  clinical: true,
  simplified: [
    'The models were trained once, with the default settings of the pipeline; the seed changes their samples, not their weights.',
    'The judge of the games compares gold rewards exactly.',
  ],
}).runs(function* runIntegration({ samples, temperature, asked }, { kernels, crew, rng, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { world, policy, rewardModel } = laboratory;
  restore(rewardModel.network, models['reward']!);
  // The followed question first; the others in an order of their own, since classes stand in blocks.
  const { question: followed } = probeOf(world, 'metformin', 28);
  const questions = rng.stream('order').shuffle(someOf(world.evaluation, asked));
  const all = [followed, ...questions];

  const given: Answer[][] = PLAYERS.map(() => []);
  const answered = function* (some: readonly Question[], at: number, luck: string) {
    return yield* answersTo(laboratory, some, at, rng.stream(luck));
  };
  for (const [first, model] of [
    [0, 'base'],
    [2, 'sft'],
  ] as const) {
    restore(policy, models[model]!);
    for (const [i, at] of [1, 0].entries()) {
      const responses = yield* answered(all, at, `${model} at ${at}`);
      given[first + i] = responses.map(({ answer }) => answer);
    }
  }

  const goldOf = (player: number) =>
    questions.map((question, q) => goldReward(question, given[player]![q + 1]!));
  const [sampled, likeliest] = [goldOf(2), goldOf(3)];
  for (let from = 0; from < all.length; from += EVERY) {
    const some = all.slice(from, from + EVERY);
    const repeated = some.flatMap((each) => Array.from({ length: samples }, () => each));
    const responses = yield* answered(repeated, temperature, `samples from ${from}`);
    const scores = onceEach(responses, (different) => scoresOf(rewardModel, different));
    const likelihoods = onceEach(responses, (different) => logLikelihoods(policy, different));
    for (const [i, question] of some.entries()) {
      const its: Sample[] = responses.slice(i * samples, (i + 1) * samples).map(({ answer }, sample) => ({
        answer,
        score: scores[i * samples + sample]!,
        likelihood: likelihoods[i * samples + sample]!,
        gold: goldReward(question, answer),
        verdict: judge(question, answer).verdict,
      }));
      for (const [p, pick] of pickers.entries()) given[4 + p]!.push(pick(its).answer);
    }
    const so = Math.min(from + EVERY, all.length) - 1;
    const chosen = questions.slice(0, so).map((question, q) => goldReward(question, given[REWARD]![q + 1]!));
    if (so > 0) {
      yield {
        series: 'growing',
        asked: so,
        sampled: mean(sampled.slice(0, so)),
        likeliest: mean(likeliest.slice(0, so)),
        chosen: mean(chosen),
      };
    }
  }

  const golds = PLAYERS.map((_, player) => goldOf(player));
  const resampling = rng.stream('gold');
  const interval = (values: readonly number[], what: string) => {
    const [[low, high]] = middle95(bootstrap(values, ROUNDS, resampling.stream(what), meanOf)) as [
      readonly [number, number],
    ];
    return { low, high };
  };
  for (const [who, name] of PLAYERS.entries()) {
    const { gold, accuracy, safety, specificity, humility } = metricsOf(
      world,
      questions,
      given[who]!.slice(1),
    );
    const marks = { accuracy, safety, specificity, humility };
    yield { series: 'measured', who, gold, ...interval(golds[who]!, name), ...marks };
  }

  const judging = rng.stream('judge');
  const units = questions.map((_, q) =>
    compare(
      golds.map((of) => of[q]!),
      0,
      'random',
      judging,
    ),
  );
  const rated = rate(PLAYERS.length, units, K_FACTOR, ADDED_TIES, rng);
  for (const [who, { bt, low, high }] of rated.standings.entries()) {
    yield { series: 'standing', who, bt, low, high };
  }
  for (const [over, name] of RIVALS.entries()) {
    const differences = golds[REWARD]!.map((gold, q) => gold - golds[over]![q]!);
    const { value, low, high } = leadOf(rated, REWARD, over);
    yield {
      series: 'lead',
      over,
      gold: mean(differences),
      ...interval(differences, `minus ${name}`),
      points: value,
      pointsLow: low,
      pointsHigh: high,
    };
  }
  for (const who of PLAYERS.keys()) {
    const answer = given[who]![0]!;
    const text = readableAnswer(world.decode(answer), followed.fact);
    yield { series: 'said', who, text, judged: judge(followed, answer).right ? 0 : 1 };
  }
});
