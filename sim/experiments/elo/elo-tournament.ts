/** A tournament of four assistants whose true strengths are known: Elo, game by game, and Bradley–Terry, all at once. */
import { defineExperiment } from '../../experiment.ts';
import type { NumberParam } from '../../param.ts';
import { POINTS_PER_LOGIT, START, updateRatings } from '../../measure/elo.ts';
import { counted, pairsOf, playGame, type Game } from '../../measure/games.ts';
import { mean } from '../../measure/mean.ts';
import { ORDERS, rate } from '../../measure/standings.ts';
import type { Rng } from '../../rng.ts';
import { addedTies, points, standingMetrics, ties } from './metrics.ts';
import { seedParam } from '../seed.ts';

export const NAMES = ['A', 'B', 'C', 'D'] as const;

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
  title: 'The same games in another order give other Elo ratings, but the same Bradley–Terry ratings.',
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
  tabs: [
    { label: 'At the end', views: ['elo', 'bradley-terry'] },
    { label: 'Game by game', views: ['ratings'] },
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
