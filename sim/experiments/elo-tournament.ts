/** A tournament of four assistants whose true strengths are known: Elo, game by game, and Bradley–Terry, all at once. */
import { defineExperiment, type Measured, type NumberParam } from '../experiment.ts';
import { expectedScore, POINTS_PER_LOGIT, START, updateRatings } from '../measure/elo.ts';
import { counted, pairsOf, playGame, type Game } from '../measure/games.ts';
import { mean } from '../measure/mean.ts';
import { ORDERS, rate } from '../measure/standings.ts';
import type { Rng } from '../rng.ts';
import { addedTies, points, standingMetrics, ties } from './games/metrics.ts';
import { seedParam } from './seedParam.ts';

const NAMES = ['A', 'B', 'C', 'D'] as const;
const PAIRS = pairsOf(NAMES.length);
const DOTTED = { role: 'counterpart' } as const;
/** Points of a curve: more cannot be told apart. */
const DRAWN = 240;

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
  }) as const satisfies NumberParam;

const four = (what: (name: string) => string) => {
  const of = (name: string) => points(name, what(name));
  return { A: of('A'), B: of('B'), C: of('C'), D: of('D') } as const;
};

const series = {
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
} as const;

type Rows = Measured<typeof series>;
const standingOf = (rows: Rows, name: (typeof NAMES)[number]) => rows.of('standing')[NAMES.indexOf(name)]!;
const gap = (rows: Rows) => standingOf(rows, 'A').bt - standingOf(rows, 'D').bt;
const intervalWidth = (rows: Rows) => mean(rows.of('standing').map(({ low, high }) => high - low));
const orderWidth = (rows: Rows) => mean(rows.of('standing').map(({ eloLow, eloHigh }) => eloHigh - eloLow));

const manyTies = { tieRate: 0.4, gamesPerPair: 200 } as const;

export default defineExperiment({
  id: 'elo-tournament',
  title: 'The same games in another order give other Elo ratings, but the same Bradley–Terry ratings.',
  params: {
    strengthA: strength('A', 1120),
    strengthB: strength('B', 1080),
    strengthC: strength('C', 1000),
    strengthD: strength('D', 800),
    gamesPerPair: {
      kind: 'number',
      label: 'games a pair',
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
    },
    ties,
    addedTies,
    seed: seedParam('Fixes the games, the orders and the samples of the bootstrap.'),
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'ratings',
      title: 'Elo, game by game',
      unit: 'points; thin lines: true strengths',
      size: 'wide',
      x: { label: 'games' },
      y: { domain: [700, 1300], ticks: [700, 800, 900, 1000, 1100, 1200, 1300] },
      layers: NAMES.flatMap(
        (y, i) =>
          [
            { series: 'truth', x: 'game', y, mark: 'line', role: 'thin' },
            // Every other line is dotted: neighbours cross.
            { series: 'game', x: 'game', y, mark: 'line', label: y, ...(i % 2 === 1 && DOTTED) },
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
  findings: {
    pointsPerLogit: {
      says: 'Elo points of one logit, 400 / ln 10',
      measure: () => POINTS_PER_LOGIT,
      digits: 1,
      unit: 'points',
      between: [173.7, 173.8],
    },
    leadOf100: {
      says: 'the expected score with a lead of 100 points',
      measure: () => expectedScore(100),
      digits: 0,
      percent: true,
      between: [0.63, 0.65],
    },
    leadOf200: {
      says: 'the expected score with a lead of 200 points',
      measure: () => expectedScore(200),
      digits: 0,
      percent: true,
      between: [0.75, 0.77],
    },
    leadOf400: {
      says: 'the expected score with a lead of 400 points',
      measure: () => expectedScore(400),
      digits: 0,
      percent: true,
      between: [0.9, 0.92],
    },
    gainOfFavourite: {
      says: 'points that a favourite by 100 gains with a win, K = 32',
      measure: () => 32 * (1 - expectedScore(100)),
      digits: 1,
      unit: 'points',
      between: [11, 12],
    },
    lossOfFavourite: {
      says: 'points that it loses with a defeat',
      measure: () => 32 * expectedScore(100),
      digits: 1,
      unit: 'points',
      between: [20, 21],
    },
    tieOfFavourite: {
      says: 'points that it loses with a tie',
      measure: () => 32 * (expectedScore(100) - 0.5),
      digits: 1,
      unit: 'points',
      between: [4, 5],
    },
    kAsRate: {
      says: 'K = 32 as a learning rate in logits',
      measure: () => 32 / POINTS_PER_LOGIT,
      digits: 2,
      between: [0.18, 0.19],
    },
    games: {
      says: 'games of the tournament',
      measure: (rows) => rows.of('game').at(-1)!.game,
      digits: 0,
      between: [240, 240],
    },
    orderWidth: {
      says: 'the mean width of the middle 95 % of Elo over orders of the same games',
      measure: orderWidth,
      digits: 0,
      unit: 'points',
      between: [110, 170],
    },
    orderWidthOfMany: {
      says: 'the same width with 200 games a pair',
      settings: { gamesPerPair: 200 },
      measure: orderWidth,
      digits: 0,
      unit: 'points',
      between: [140, 190],
    },
    orderWidthOfSmallK: {
      says: 'the same width with K = 4',
      settings: { kFactor: 4 },
      measure: orderWidth,
      digits: 0,
      unit: 'points',
      between: [7, 20],
    },
    aLeads: {
      says: 'orders of the same games after which Elo puts A first',
      measure: (rows) => standingOf(rows, 'A').leads,
      digits: 0,
      percent: true,
      between: [0.05, 0.95],
    },
    slowD: {
      says: 'Elo of D with K = 4',
      settings: { kFactor: 4 },
      measure: (rows) => standingOf(rows, 'D').elo,
      digits: 0,
      between: [860, 935],
    },
    trueD: {
      says: 'the true strength of D',
      measure: (rows) => standingOf(rows, 'D').strength,
      digits: 0,
      between: [800, 800],
    },
    intervalWidth: {
      says: 'the mean width of the 95 % interval of Bradley–Terry',
      measure: intervalWidth,
      digits: 0,
      unit: 'points',
      between: [85, 130],
    },
    intervalWidthOfMany: {
      says: 'the same width with 160 games a pair',
      settings: { gamesPerPair: 160 },
      measure: intervalWidth,
      digits: 0,
      unit: 'points',
      between: [42, 65],
    },
    ratingA: {
      says: 'the Bradley–Terry rating of A',
      measure: (rows) => standingOf(rows, 'A').bt,
      digits: 0,
      between: [1060, 1190],
    },
    ratingAShifted: {
      says: 'the Bradley–Terry rating of A when all four are 100 points stronger',
      settings: { strengthA: 1220, strengthB: 1180, strengthC: 1100, strengthD: 900 },
      measure: (rows) => standingOf(rows, 'A').bt,
      digits: 0,
      between: [1060, 1190],
    },
    ratingAWeakField: {
      says: 'the Bradley–Terry rating of A when D is 100 points weaker',
      settings: { strengthD: 700 },
      measure: (rows) => standingOf(rows, 'A').bt,
      digits: 0,
      between: [1085, 1230],
    },
    gapWithHalves: {
      says: 'the distance from A to D when a tie is half a win',
      settings: manyTies,
      measure: gap,
      digits: 0,
      unit: 'points',
      between: [160, 245],
    },
    gapWithoutTies: {
      says: 'the distance from A to D when ties are left out',
      settings: { ...manyTies, ties: 'left-out' },
      measure: gap,
      digits: 0,
      unit: 'points',
      between: [265, 395],
    },
  },
  goals: {
    narrow: {
      says: 'Bring the 95 % intervals of Bradley–Terry down to 60 points or less, on average.',
      label: 'mean width of the interval',
      unit: 'points',
      digits: 0,
      scale: [0, 200],
      target: [0, 60],
      measure: intervalWidth,
      hint: 'The width shrinks with the square root of the number of games. Does K play a part?',
      solution: { gamesPerPair: 160 },
    },
  },
  needs: [],
  small: { tieRate: 0.3, gamesPerPair: 10 },
  simplified: [
    'Strengths stay as they are during the tournament, and every game is independent of the others.',
    'Ties follow Davidson’s model: the games that are not tied follow Bradley–Terry exactly.',
  ],
}).runs(function* (settings, { rng }) {
  const { gamesPerPair, kFactor, order, tieRate } = settings;
  const strengths = [settings.strengthA, settings.strengthB, settings.strengthC, settings.strengthD];
  const byPair = PAIRS.map(([i, j]) => {
    const luck = rng.stream(`pair ${i} ${j}`);
    const margin = (strengths[i]! - strengths[j]!) / POINTS_PER_LOGIT;
    return Array.from({ length: gamesPerPair }, () => playGame(i, j, margin, tieRate, luck));
  });
  const games = counted(inOrder(byPair, order, rng), settings.ties);

  const shift = START - mean(strengths);
  const truth = strengths.map((each) => each + shift);
  for (const game of [0, games.length]) yield { series: 'truth', game, ...named(truth) };

  const units = games.map((game) => [game]);
  const { standings, leads } = rate(NAMES.length, units, kFactor, settings.addedTies, rng);
  for (const [assistant, standing] of standings.entries()) {
    yield {
      series: 'standing',
      assistant,
      strength: truth[assistant]!,
      ...standing,
      leads: leads[assistant]!,
    };
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
