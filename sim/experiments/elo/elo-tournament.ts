/** A tournament of four assistants whose true strengths are known: Elo, game by game, and Bradley–Terry, all at once. */
import { defineExperiment, type Hue } from '../../experiment.ts';
import type { NumberParam } from '../../param.ts';
import { eloRatings, POINTS_PER_LOGIT, START, updateRatings } from '../../measure/elo.ts';
import { counted, pairsOf, playGame, type Game } from '../../measure/games.ts';
import { mean } from '../../measure/mean.ts';
import { ORDERS, rate } from '../../measure/standings.ts';
import type { Rng } from '../../rng.ts';
import { addedTies, leadMetrics, leadRow, points, standingMetrics, ties } from './metrics.ts';
import { seedParam } from '../seed.ts';

export const NAMES = ['A', 'B', 'C', 'D'] as const;

const PAIRS = pairsOf(NAMES.length);

/** Points of a curve: more cannot be told apart. */
const DRAWN = 240;

/** Steps of Elo that are compared, and orders over which each is measured. */
const STEPS = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64];
const STEP_ORDERS = 20;

const strength = (name: string, points: number) =>
  ({
    kind: 'number',
    label: `true strength of ${name}`,
    unit: 'points',
    help: `What decides the games of ${name}; only differences between assistants matter.`,
    min: 700,
    max: 1300,
    step: 10,
    default: points,
    menu: true,
  }) as const satisfies NumberParam;

/** Four colours and marks, so that neighbours can be told apart. */
const four = (what: (name: string) => string) => {
  const of = <const H extends Hue>(name: string, hue: H) => ({ ...points(name, what(name)), hue });
  return { A: of('A', 'loss'), B: of('B', 'margin'), C: of('C', 'reward'), D: of('D', 'kl') } as const;
};

export const series = {
  truth: {
    title: 'True strengths, shifted so that their mean is 1,000',
    metrics: {
      game: { label: 'game', unit: 'games', help: 'Before the first and after the last game.', digits: 0 },
      ...four((name) => `True strength of ${name}.`),
    },
  },
  standing: {
    title: 'After all games',
    metrics: {
      assistant: { label: 'assistant', unit: '', help: 'A to D.', digits: 0, names: NAMES },
      strength: points('true', 'True strength, shifted so that the mean of the four is 1,000.'),
      ...standingMetrics,
      leads: {
        label: 'leads',
        unit: 'share',
        help: `Of ${ORDERS} random orders of the same games, those after which Elo puts this assistant first.`,
        digits: 2,
      },
    },
  },
  game: {
    title: 'Elo, game by game',
    metrics: {
      game: { label: 'game', unit: 'games', help: 'Games so far.', digits: 0 },
      ...four((name) => `Elo rating of ${name} so far.`),
    },
  },
  order: {
    title: 'Elo at the end, the same games in other orders',
    metrics: {
      order: { label: 'order', unit: '', help: 'Number of the random order.', digits: 0 },
      ...four((name) => `Elo rating of ${name} after the last game of this order.`),
    },
  },
  level: {
    title: 'Bradley–Terry, the same in every order',
    metrics: {
      order: { label: 'order', unit: '', help: 'Before the first and after the last order.', digits: 0 },
      ...four((name) => `Bradley–Terry rating of ${name}.`),
    },
  },
  lead: {
    title: 'Differences of two ratings',
    metrics: {
      pair: {
        label: 'pair',
        unit: '',
        help: 'Whose rating minus whose.',
        digits: 0,
        names: PAIRS.map(([i, j]) => `${NAMES[i]} − ${NAMES[j]}`),
      },
      ...leadMetrics,
    },
  },
  steps: {
    title: 'How far Elo ends from the truth, by its step',
    metrics: {
      kFactor: { label: 'K', unit: 'points', help: 'Step of Elo.', digits: 0 },
      elo: points(
        'Elo',
        `Mean distance of the end ratings from the true strengths, over ${STEP_ORDERS} random orders of the same games.`,
      ),
      bt: points('Bradley–Terry', 'The same for Bradley–Terry, which knows neither K nor order.'),
    },
  },
} as const;

const named = (of: ArrayLike<number>) => ({ A: of[0]!, B: of[1]!, C: of[2]!, D: of[3]! });

/** All games in the order in which Elo sees them. */
function inOrder(
  byPair: readonly (readonly Game[])[],
  order: 'played' | 'reversed' | 'shuffled' | 'blocks',
  rng: Rng,
): readonly Game[] {
  const rounds = byPair[0]!.flatMap((_, round) => byPair.map((games) => games[round]!));
  switch (order) {
    case 'played':
      return rounds;
    case 'reversed':
      return rounds.toReversed();
    case 'shuffled':
      return rng.stream('order').shuffle(rounds);
    case 'blocks':
      return byPair.flat();
  }
}

export default defineExperiment({
  id: 'elo-tournament',
  title: 'Elo depends on the order in which it reads the games; Bradley–Terry does not.',
  params: {
    strengthA: strength('A', 1120),
    strengthB: strength('B', 1080),
    strengthC: strength('C', 1000),
    strengthD: strength('D', 800),
    gamesPerPair: {
      kind: 'number',
      label: 'games per pair',
      unit: 'games',
      help: 'Each of the six pairs plays so many games.',
      min: 1,
      max: 200,
      step: 1,
      default: 40,
    },
    kFactor: {
      kind: 'number',
      symbol: 'K',
      label: 'step of Elo',
      unit: 'points',
      help: 'Points at stake in a game.',
      min: 1,
      max: 64,
      step: 1,
      default: 32,
    },
    order: {
      kind: 'choice',
      label: 'order of the games',
      help: 'In rounds of all six pairs, as they were played; from the last game to the first; shuffled; or one pair after the other.',
      choices: {
        played: 'as played',
        reversed: 'last game first',
        shuffled: 'shuffled',
        blocks: 'pair by pair',
      },
      default: 'played',
    },
    tieRate: {
      kind: 'number',
      label: 'ties between equals',
      unit: 'share',
      help: 'Share of ties between equally strong assistants; between unequal ones ties are rarer.',
      min: 0,
      max: 0.6,
      step: 0.05,
      default: 0,
      menu: true,
    },
    ties,
    addedTies,
    seed: seedParam('Fixes the games, the orders and the samples of the bootstrap.'),
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'orders',
      title: `The same games in ${ORDERS} random orders`,
      unit: 'points; dots: Elo at the end; lines: Bradley–Terry',
      size: 'wide',
      x: { domain: [0, ORDERS], label: 'number of the order' },
      y: { domain: [700, 1300], label: 'rating, points' },
      layers: [
        ...NAMES.map((y) => ({ series: 'order', x: 'order', y, mark: 'dot' }) as const),
        ...NAMES.map((y) => ({ series: 'level', x: 'order', y, mark: 'line', label: y }) as const),
      ],
    },
    {
      kind: 'xy',
      id: 'ratings',
      title: 'Elo, game by game',
      unit: 'points; thin: true strengths',
      size: 'wide',
      x: { label: 'games' },
      y: { domain: [700, 1300], ticks: [700, 800, 900, 1000, 1100, 1200, 1300], label: 'rating, points' },
      layers: NAMES.flatMap(
        (y) =>
          [
            { series: 'truth', x: 'game', y, mark: 'line', role: 'thin' },
            { series: 'game', x: 'game', y, mark: 'line', label: y },
          ] as const,
      ),
    },
    {
      kind: 'bars',
      id: 'elo',
      title: 'Elo at the end',
      unit: `points; 95 of ${ORDERS} orders`,
      size: 'panel',
      from: START,
      x: { domain: [600, 1400] },
      bars: { series: 'standing', by: 'assistant', value: 'elo', interval: ['eloLow', 'eloHigh'] },
    },
    {
      kind: 'bars',
      id: 'bradley-terry',
      title: 'Bradley–Terry',
      unit: 'points; 95 % interval',
      size: 'panel',
      from: START,
      x: { domain: [600, 1400] },
      bars: { series: 'standing', by: 'assistant', value: 'bt', interval: ['low', 'high'] },
    },
    {
      kind: 'xy',
      id: 'steps',
      title: 'How far the end ratings are from the truth',
      unit: 'points, mean of the four',
      size: 'wide',
      x: { domain: [0, 64], label: 'step K of Elo, points' },
      y: { domain: [0, 80], label: 'distance, points' },
      layers: [
        { series: 'steps', x: 'kFactor', y: 'elo', mark: 'line', label: 'Elo' },
        { series: 'steps', x: 'kFactor', y: 'bt', mark: 'line', role: 'guide', label: 'Bradley–Terry' },
      ],
    },
    {
      kind: 'table',
      id: 'leads',
      title: 'Differences of Bradley–Terry ratings',
      unit: 'points',
      size: 'wide',
      table: { series: 'lead', columns: ['pair', 'lead', 'low', 'high', 'ahead'] },
    },
    {
      kind: 'table',
      id: 'standings',
      title: 'After all games',
      size: 'wide',
      table: {
        series: 'standing',
        columns: ['assistant', 'strength', 'elo', 'eloLow', 'eloHigh', 'bt', 'low', 'high'],
      },
    },
  ],
  tabs: [
    { label: 'Orders', views: ['orders'] },
    { label: 'Game by game', views: ['ratings'] },
    { label: 'Intervals', views: ['elo', 'bradley-terry'] },
    { label: 'Differences', views: ['leads'] },
    { label: 'Step K', views: ['steps'] },
    { label: 'Table', views: ['standings'] },
  ],
  needs: [],
  small: { tieRate: 0.3, gamesPerPair: 10 },
  simplified: [
    'Strengths stay as they are during the tournament, and every game is independent of the others.',
    'Ties follow Davidson’s model: the games that are not tied follow Bradley–Terry exactly.',
  ],
}).runs(function* runEloTournament(settings, { rng }) {
  const { gamesPerPair, kFactor, order, tieRate } = settings;
  const strengths = [settings.strengthA, settings.strengthB, settings.strengthC, settings.strengthD];
  const byPair = PAIRS.map(([i, j]) => {
    const luck = rng.stream(`pair ${i} ${j}`);
    const margin = (strengths[i]! - strengths[j]!) / POINTS_PER_LOGIT;
    return Array.from({ length: gamesPerPair }, () => playGame(i, j, margin, tieRate, luck));
  });
  const games = counted(inOrder(byPair, order, rng), settings.ties);
  // As the pairs were played, whichever order Elo reads: what is drawn from this list stays when the order changes.
  const record = counted(byPair.flat(), settings.ties);

  const shift = START - mean(strengths);
  const truth = strengths.map((each) => each + shift);
  for (const game of [0, games.length]) yield { series: 'truth', game, ...named(truth) };

  const units = record.map((game) => [game]);
  const rated = rate(NAMES.length, units, kFactor, settings.addedTies, rng, games);
  const { standings, leads } = rated;
  for (const [assistant, standing] of standings.entries()) {
    yield {
      series: 'standing',
      assistant,
      strength: truth[assistant]!,
      ...standing,
      leads: leads[assistant]!,
    };
  }
  for (const [i, ratings] of rated.orders.entries())
    yield { series: 'order', order: i + 1, ...named(ratings) };
  const level = named(standings.map(({ bt }) => bt));
  for (const at of [0, ORDERS]) yield { series: 'level', order: at, ...level };
  for (const [pair, [i, j]] of PAIRS.entries()) yield { series: 'lead', pair, ...leadRow(rated, i, j) };

  const distance = (ratings: ArrayLike<number>) => mean(truth.map((each, i) => Math.abs(ratings[i]! - each)));
  const shuffling = rng.stream('steps');
  const shuffled = Array.from({ length: STEP_ORDERS }, () => shuffling.shuffle(record));
  const bt = distance(standings.map((each) => each.bt));
  for (const step of STEPS) {
    const elo = mean(shuffled.map((each) => distance(eloRatings(NAMES.length, each, step))));
    yield { series: 'steps', kFactor: step, elo, bt };
  }

  const ratings = new Float64Array(NAMES.length).fill(START);
  const every = Math.ceil(games.length / DRAWN);
  yield { series: 'game', game: 0, ...named(ratings) };
  for (const [i, game] of games.entries()) {
    updateRatings(ratings, game, kFactor);
    const played = i + 1;
    if (played % every === 0 || played === games.length) {
      yield { series: 'game', game: played, ...named(ratings) };
    }
  }
});
