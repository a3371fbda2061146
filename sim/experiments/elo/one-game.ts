/** One game between two rated players: the expected score, the surprise, and the points that change hands. */
import { defineExperiment } from '../../experiment.ts';
import type { NumberParam } from '../../param.ts';
import { expectedScore, updateRatings } from '../../measure/elo.ts';
import type { Game } from '../../measure/games.ts';
import { points } from './metrics.ts';

/** Leads over which the curve is drawn, points. */
const WIDEST = 600;
const STEP = 20;

/** What A scores in each result. */
const SCORES = { win: 1, tie: 0.5, loss: 0 } as const satisfies Readonly<Record<string, Game['score']>>;
const RESULTS = ['win', 'tie', 'loss'] as const;

const rating = (of: string, start: number) =>
  ({
    kind: 'number',
    symbol: `R_${of}`,
    label: `rating of ${of}`,
    unit: 'points',
    help: `Of ${of} before the game.`,
    min: 700,
    max: 1300,
    step: 10,
    default: start,
  }) as const satisfies NumberParam;

const lead = points('lead', 'Rating of A minus rating of B.');
const expected = {
  label: 'expected score of A',
  symbol: 'E_A',
  unit: '',
  help: '1 / (1 + 10^(−lead / 400)).',
  digits: 2,
} as const;

export default defineExperiment({
  id: 'one-game',
  title: 'Points change hands in proportion to the surprise: what was scored minus what was expected.',
  params: {
    ratingA: rating('A', 1100),
    ratingB: rating('B', 1000),
    kFactor: {
      kind: 'number',
      symbol: 'K',
      label: 'step',
      unit: 'points',
      help: 'Points at stake in a game.',
      min: 1,
      max: 64,
      step: 1,
      default: 32,
    },
    result: {
      kind: 'choice',
      label: 'the judge says',
      help: 'How the game ends for A.',
      choices: { win: 'A is better', tie: 'a tie', loss: 'B is better' },
      default: 'win',
    },
  },
  series: {
    curve: { title: 'Expected score over the lead', metrics: { lead, expected } },
    game: {
      title: 'This game',
      metrics: {
        lead,
        expected,
        score: { label: 'score of A', symbol: 'S_A', unit: '', help: '1, ½ or 0.', digits: 1 },
        surprise: { label: 'S − E', unit: '', help: 'Score minus expected score.', digits: 2 },
        ratingA: { ...points('A after the game', 'New rating of A.'), digits: 1 },
        ratingB: { ...points('B after the game', 'New rating of B.'), digits: 1 },
      },
    },
    surprise: {
      title: 'From what was expected to what was scored',
      metrics: {
        lead,
        score: { label: 'S − E', unit: '', help: 'Expected score first, then the score.', digits: 2 },
      },
    },
    gain: {
      title: 'Points that A gains, by result; B loses as many',
      metrics: {
        result: {
          label: 'result',
          unit: '',
          help: 'How the game may end for A.',
          digits: 0,
          names: ['A is better', 'a tie', 'B is better'],
        },
        points: { ...points('gain of A', 'K times S − E.'), digits: 1 },
        isThis: { label: 'this game', unit: '', help: '1 for the result that is set.', digits: 0 },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'expected',
      title: 'Score of A',
      unit: 'curve: expected; upright line: from there to the result',
      size: 'wide',
      x: { domain: [-WIDEST, WIDEST], label: 'lead of A, points' },
      y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], label: 'score' },
      layers: [
        { series: 'curve', x: 'lead', y: 'expected', mark: 'line' },
        { series: 'surprise', x: 'lead', y: 'score', mark: 'line', role: 'counterpart', label: 'S − E' },
        { series: 'game', x: 'lead', y: 'expected', mark: 'dot' },
      ],
      head: [
        { series: 'game', metric: 'expected', prefix: 'E' },
        { series: 'game', metric: 'surprise', prefix: 'S − E' },
      ],
    },
    {
      kind: 'bars',
      id: 'gain',
      title: 'Points that A gains; B loses as many',
      unit: 'filled: this game',
      size: 'strip',
      x: { domain: [-40, 40] },
      bars: { series: 'gain', by: 'result', value: 'points', marked: 'isThis' },
    },
  ],
  needs: [],
  small: {},
  simplified: [],
}).runs(function* runOneGame({ ratingA, ratingB, kFactor, result }) {
  for (let at = -WIDEST; at <= WIDEST; at += STEP) {
    yield { series: 'curve', lead: at, expected: expectedScore(at) };
  }
  const lead = ratingA - ratingB;
  const expected = expectedScore(lead);
  const after = (score: Game['score']) => {
    const ratings = Float64Array.of(ratingA, ratingB);
    updateRatings(ratings, { first: 0, second: 1, score }, kFactor);
    return ratings;
  };
  const score = SCORES[result];
  const [a, b] = after(score);
  yield { series: 'game', lead, expected, score, surprise: score - expected, ratingA: a!, ratingB: b! };
  for (const end of [expected, score]) yield { series: 'surprise', lead, score: end };
  for (const [i, each] of RESULTS.entries()) {
    const points = after(SCORES[each])[0]! - ratingA;
    yield { series: 'gain', result: i, points, isThis: each === result ? 1 : 0 };
  }
});
