/** A judge with habits compares models: by position, by length, and with a liking for what one of them would have said. */
import { defineExperiment } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { lengthControlled, type Preference } from '../../measure/lengthControl.ts';
import { mean } from '../../measure/mean.ts';
import { pairsOf } from '../../measure/games.ts';
import { restore } from '../../model/checkpoint.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { logLikelihoods } from '../../stages/rankingBaselines.ts';
import type { Response } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { standardised, standardOf } from '../../stages/standard.ts';
import { goldReward, someOf } from '../../world/world.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { bestOf } from './bestOf.ts';
import { PLAYERS, READINGS, series } from './judgeSeries.ts';
import { padded } from './padding.ts';

const SAMPLES = 16;

const SELVES = ['none', 'base', 'sft', 'ppo'] as const;
type Self = (typeof SELVES)[number];

/** Deviations of the judge's score that make a preference of σ(1). */
const SOFTNESS = 0.25;
const ROUNDS = 100;
/** Questions between two points of the growing sample. */
const EVERY = 20;

/** What a picture is called in the address. */
const VIEWS = {
  asAsked: 'as-asked',
  bothOrders: 'both-orders',
  controlled: 'controlled',
  gold: 'gold',
} as const;

const bars = (of: 'asAsked' | 'bothOrders' | 'controlled' | 'gold', title: string) =>
  ({
    kind: 'bars',
    id: VIEWS[of],
    title,
    unit: '% won against SFT',
    size: 'panel',
    x: { domain: [0, 1], percent: true },
    bars: { series: of, by: 'player', value: 'winRate', interval: ['low', 'high'] },
    references: [{ at: 0.5, axis: 'x', label: 'even' }],
  }) as const;

export default defineExperiment({
  id: 'judge-habits',
  title: 'However a judge with habits is read, its win rates are not those of gold.',
  params: {
    lengthSlope: {
      kind: 'number',
      label: 'liking for length',
      unit: 'per word',
      help: 'What each word of an answer adds to the judge’s score.',
      min: 0,
      max: 0.3,
      step: 0.02,
      default: 0.2,
    },
    position: {
      kind: 'number',
      label: 'liking for the first',
      unit: 'deviations',
      help: 'What standing first adds to the judge’s score.',
      min: 0,
      max: 2,
      step: 0.1,
      default: 0.5,
    },
    ...inMenu({
      padding: {
        kind: 'number',
        label: 'padding',
        unit: 'words',
        help: 'Words that are added to the fine-tuned model’s answers and say nothing new.',
        min: 0,
        max: 6,
        step: 1,
        default: 4,
      },
      self: {
        kind: 'choice',
        label: 'judge’s own model',
        help: 'Whose log-likelihood of the answer is added to the score of the judge.',
        choices: { none: 'none', base: 'base', sft: 'SFT', ppo: 'PPO' },
        default: 'none',
      },
      selfWeight: {
        kind: 'number',
        label: 'liking for its own',
        unit: 'deviations a deviation',
        help: 'Weight of that log-likelihood, standardised, in the tab “Self-preference” and for the chosen model.',
        min: 0,
        max: 2,
        step: 0.1,
        default: 0.5,
      },
      asked: { ...askedParams.asked, default: 0.5 },
    }),
    seed: seedParam('Fixes the answers and the bootstrap.'),
  },
  series,
  clock: { series: 'meeting', metric: 'asked', runs: 'all comparisons' },
  views: [
    bars('asAsked', 'As asked'),
    bars('bothOrders', 'Both orders'),
    bars('controlled', 'Both, length-controlled'),
    bars('gold', 'Gold'),
    {
      kind: 'table',
      id: 'player',
      title: 'Win rates against SFT, read four ways',
      unit: '%',
      size: 'wide',
      table: {
        series: 'player',
        columns: ['player', 'asAsked', 'swapped', 'bothOrders', 'flips', 'controlled', 'gold', 'words'],
      },
    },
    {
      kind: 'table',
      id: 'ranking',
      title: 'Whether the models come in the right order',
      size: 'wide',
      table: { series: 'ranking', columns: ['reading', 'pairs', 'error'] },
    },
    {
      kind: 'table',
      id: 'self',
      title: 'Both orders, when the judge adds a likelihood to its score',
      unit: '%',
      size: 'wide',
      table: { series: 'self', columns: ['judge', 'base', 'padded', 'ppo', 'best'] },
    },
  ],
  tabs: [
    { label: 'Win rates', views: ['as-asked', 'both-orders', 'controlled', 'gold'] },
    { label: 'Order', views: ['ranking'] },
    { label: 'Table', views: ['player'] },
    { label: 'Self-preference', views: ['self'] },
  ],
  needs: [{ model: 'base' }, { model: 'sft' }, { model: 'reward' }, { model: 'ppo' }],
  engine: true,
  small: { asked: 0.1 },
  simplified: [
    'The judge is the reward model of the default run with habits that are added to its score; in a language model as judge nobody can set them.',
    'Its preference is σ of the difference of scores over a quarter of a deviation, so that a win rate needs no coin.',
    'The control for length leaves out the published form’s term for the difficulty of the instruction.',
  ],
}).runs(function* runJudgeHabits(settings, { kernels, crew, rng, models }) {
  const { lengthSlope, position, padding, selfWeight, asked } = settings;
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, rewardModel, world } = laboratory;
  const questions = someOf(world.evaluation, asked);
  restore(rewardModel.network, models['reward']!);

  const spoken = new Map<string, readonly Response[]>();
  for (const model of ['base', 'sft', 'ppo'] as const) {
    restore(policy, models[model]!);
    spoken.set(model, yield* answersTo(laboratory, questions, 1, rng.stream(`answers of ${model}`)));
  }
  restore(policy, models['sft']!);
  const best = yield* bestOf(laboratory, questions, SAMPLES, rng.stream('best of n'));
  const prompted = (answers: readonly (readonly number[])[]): Response[] =>
    answers.map((answer, q) => ({ prompt: questions[q]!.tokens, answer }));
  const sft = spoken.get('sft')!;
  const sides = [
    spoken.get('base')!,
    prompted(sft.map(({ answer }) => padded(answer, padding))),
    spoken.get('ppo')!,
    prompted(best),
  ];

  const scores = [sft, ...sides].map((each) => scoresOf(rewardModel, each));
  const scale = standardOf(scores[0]!);
  const plain = scores.map((each) => each.map((score) => standardised(score, scale)));
  /** Log-likelihoods under a model, on the scale of those of the fine-tuned model's answers. */
  const likelihoodsUnder = (model: Exclude<Self, 'none'>): number[][] => {
    restore(policy, models[model]!);
    const by = [sft, ...sides].map((each) => logLikelihoods(policy, each));
    const ownScale = standardOf(by[0]!);
    return by.map((each) => each.map((likelihood) => standardised(likelihood, ownScale)));
  };
  const likelihoods = new Map<Self, number[][]>();
  for (const model of ['base', 'sft', 'ppo'] as const) {
    likelihoods.set(model, likelihoodsUnder(model));
    yield undefined;
  }

  const lengths = [sft, ...sides].map((each) => each.map(({ answer }) => answer.length));
  /** The judge's score of each side's answer to each question. */
  const judgedWith = (own: Self): number[][] =>
    plain.map((each, side) =>
      each.map((score, q) => {
        const likely = likelihoods.get(own);
        return score + lengthSlope * lengths[side]![q]! + (likely ? selfWeight * likely[side]![q]! : 0);
      }),
    );
  const prefers = (lead: number) => sigmoid(lead / SOFTNESS);
  const comparisons = (judged: readonly number[][], side: number) =>
    questions.map((question, q) => {
      const lead = judged[side + 1]![q]! - judged[0]![q]!;
      const [first, second] = [prefers(lead + position), prefers(lead - position)];
      const [own, other] = [sides[side]![q]!, sft[q]!].map(({ answer }) => goldReward(question, answer));
      return {
        first,
        second,
        both: (first + second) / 2,
        flips: Math.abs(lead) < position ? 1 : 0,
        longer: lengths[side + 1]![q]! - lengths[0]![q]!,
        gold: own! > other! ? 1 : own! < other! ? 0 : 0.5,
      };
    });
  type Comparison = ReturnType<typeof comparisons>[number];
  const controlledOf = (some: readonly Comparison[]) =>
    lengthControlled(some.map(({ both, longer }): Preference => ({ preferred: both, longer }))).winRate;
  const readingsOf = (some: readonly Comparison[]) =>
    Float64Array.of(
      mean(some.map(({ first }) => first)),
      mean(some.map(({ both }) => both)),
      controlledOf(some),
      mean(some.map(({ gold }) => gold)),
    );

  const judged = judgedWith(settings.self);
  const resampling = rng.stream('bootstrap');
  const read: Float64Array[] = [];
  for (const [side, name] of PLAYERS.entries()) {
    const met = comparisons(judged, side);
    const readings = readingsOf(met);
    read.push(readings);
    const ends = middle95(bootstrap(met, ROUNDS, resampling.stream(name), readingsOf));
    for (const [i, of] of (['asAsked', 'bothOrders', 'controlled', 'gold'] as const).entries()) {
      const [low, high] = ends[i]!;
      yield { series: of, player: side, winRate: readings[i]!, low, high };
    }
    if (name === 'PPO') {
      for (let asked = EVERY; asked <= met.length; asked += EVERY) {
        const some = met.slice(0, asked);
        const [judged, gold] = [mean(some.map(({ both }) => both)), mean(some.map(({ gold }) => gold))];
        yield { series: 'meeting', asked, judged, gold };
      }
    }
    yield {
      series: 'player',
      player: side,
      asAsked: readings[0]!,
      swapped: mean(met.map(({ second }) => second)),
      bothOrders: readings[1]!,
      flips: mean(met.map(({ flips }) => flips)),
      controlled: readings[2]!,
      gold: readings[3]!,
      words: mean(lengths[side + 1]!),
    };
  }
  const GOLD = READINGS.indexOf('gold');
  for (const [reading] of READINGS.entries()) {
    const rates = [0.5, ...read.map((each) => each[reading]!)];
    const truth = [0.5, ...read.map((each) => each[GOLD]!)];
    const agree = pairsOf(rates.length).filter(
      ([a, b]) => (rates[a]! - rates[b]!) * (truth[a]! - truth[b]!) > 0,
    );
    const error = mean(read.map((each) => Math.abs(each[reading]! - each[GOLD]!)));
    yield { series: 'ranking', reading, pairs: agree.length, error };
  }
  for (const [judge, own] of SELVES.entries()) {
    const [base, padded, ppo, best] = PLAYERS.map((_, side) =>
      mean(comparisons(judgedWith(own), side).map(({ both }) => both)),
    ) as [number, number, number, number];
    yield { series: 'self', judge, base, padded, ppo, best };
  }
});
