/** Three equally strong assistants of which each beats the next: what one number per player cannot say. */
import { defineExperiment } from '../../experiment.ts';
import { expectedScore, POINTS_PER_LOGIT } from '../../measure/elo.ts';
import { playGame, type Game } from '../../measure/games.ts';
import { wilson } from '../../measure/intervals.ts';
import { rate } from '../../measure/standings.ts';
import { pairMetrics, standingMetrics } from './metrics.ts';
import { seedParam } from '../seed.ts';

const NAMES = ['A', 'B', 'C'] as const;

/** Each beats the next, and the last one the first. */
const CIRCLE = [
  [0, 1],
  [1, 2],
  [2, 0],
] as const;

/** Elo and the added ties as in the tournament. */
const K_FACTOR = 32;

const ADDED_TIES = 0.5;

export default defineExperiment({
  id: 'elo-circle',
  title: 'One rating per assistant puts them on a line, even when each beats the next.',
  params: {
    advantage: {
      kind: 'number',
      label: 'advantage',
      unit: 'points',
      help: 'By which A is stronger against B, B against C, and C against A.',
      min: 0,
      max: 400,
      step: 20,
      default: 300,
    },
    gamesPerPair: {
      kind: 'number',
      label: 'games per pair',
      unit: 'games',
      help: 'Each of the three pairs plays so many games.',
      min: 10,
      max: 400,
      step: 10,
      default: 100,
    },
    seed: seedParam('Fixes the games.'),
  },
  series: {
    pair: {
      title: 'Pair by pair',
      metrics: {
        pair: {
          label: 'pair',
          unit: '',
          help: 'Who met whom.',
          digits: 0,
          names: CIRCLE.map(([i, j]) => `${NAMES[i]} against ${NAMES[j]}`),
        },
        games: pairMetrics.games,
        score: pairMetrics.score,
        low: pairMetrics.low,
        high: pairMetrics.high,
        expected: pairMetrics.expected,
      },
    },
    standing: {
      title: 'Ratings',
      metrics: {
        assistant: { label: 'assistant', unit: '', help: 'A to C.', digits: 0, names: NAMES },
        ...standingMetrics,
      },
    },
  },
  views: [
    {
      kind: 'bars',
      id: 'scores',
      title: 'Points of the first',
      unit: '%, with 95 % interval',
      size: 'strip',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'pair', by: 'pair', value: 'score', interval: ['low', 'high'] },
      references: [{ axis: 'x', at: 0.5, label: 'equal ratings' }],
    },
    {
      kind: 'table',
      id: 'pairs',
      title: 'What happened, and what the ratings say',
      size: 'wide',
      table: { series: 'pair', columns: ['pair', 'score', 'low', 'high', 'expected'] },
    },
    {
      kind: 'table',
      id: 'standings',
      title: 'Ratings',
      size: 'wide',
      table: { series: 'standing', columns: ['assistant', 'elo', 'bt', 'low', 'high'] },
    },
  ],
  tabs: [
    { label: 'Scores', views: ['scores', 'pairs'] },
    { label: 'Ratings', views: ['standings'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Equal strengths and one advantage all the way round: real circles are uneven and harder to see.',
  ],
}).runs(function* runEloCircle({ advantage, gamesPerPair }, { rng }) {
  const streams = CIRCLE.map(([i, j]) => rng.stream(`pair ${i} ${j}`));
  const margin = advantage / POINTS_PER_LOGIT;
  const games: Game[] = [];
  for (let round = 0; round < gamesPerPair; round++) {
    for (const [pair, [i, j]] of CIRCLE.entries()) games.push(playGame(i, j, margin, 0, streams[pair]!));
  }
  const units = games.map((game) => [game]);
  const { standings, table } = rate(NAMES.length, units, K_FACTOR, ADDED_TIES, rng);
  for (const [pair, [i, j]] of CIRCLE.entries()) {
    const won = table[i * NAMES.length + j]!;
    const [low, high] = wilson(won, gamesPerPair);
    const expected = expectedScore(standings[i]!.bt - standings[j]!.bt);
    yield { series: 'pair', pair, games: gamesPerPair, score: won / gamesPerPair, low, high, expected };
  }
  for (const [assistant, standing] of standings.entries())
    yield { series: 'standing', assistant, ...standing };
});
