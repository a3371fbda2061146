/** What prose quotes of `elo-circle`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured, RowsOf } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import experiment from './elo-circle.ts';

type Series = typeof experiment.series;
type Pair = RowsOf<Series, 'pair'>[number];

/** Mean distance between a score and what the ratings say. */
const miss = {
  measure: (rows: Measured<Series>) =>
    mean(rows.of('pair').map(({ score, expected }) => Math.abs(score - expected))),
  unit: 'share',
} as const;

const isRefuted = ({ low, high, expected }: Pair) => expected < low || expected > high;

const scoreOf = (pair: string) => only('pair', 'score', { pair });

export default wordsOn(experiment, {
  findings: {
    ab: { says: 'points of A against B', at: scoreOf('A against B'), between: [0.74, 0.94] },
    bc: { says: 'points of B against C', at: scoreOf('B against C'), between: [0.74, 0.94] },
    ca: { says: 'points of C against A', at: scoreOf('C against A'), between: [0.74, 0.94] },
    expected: {
      says: 'the score that the ratings expect of A against B',
      at: only('pair', 'expected', { pair: 'A against B' }),
      between: [0.42, 0.58],
    },
    miss: {
      says: 'the mean distance between a score and what the ratings say',
      ...miss,
      between: [0.27, 0.42],
    },
    missOfMany: {
      says: 'the same with 400 games per pair',
      settings: { gamesPerPair: 400 },
      ...miss,
      between: [0.3, 0.4],
    },
    missWithout: {
      says: 'the same without a circle',
      settings: { advantage: 0 },
      ...miss,
      between: [0, 0.08],
    },
    width: {
      says: 'the mean width of a rating’s interval with 400 games per pair',
      settings: { gamesPerPair: 400 },
      measure: (rows) => mean(rows.of('standing').map(({ low, high }) => high - low)),
      unit: 'points',
      between: [20, 40],
    },
  },
  goals: {
    caught: {
      says: 'With an advantage of 100 points, play enough games that all three forecasts are refuted.',
      label: 'forecasts outside the 95 % interval',
      unit: 'of 3',
      digits: 0,
      scale: [0, 3],
      target: [3, 3],
      measure: (rows) => rows.of('pair').filter(isRefuted).length,
      unless: ({ advantage }) => (advantage === 100 ? undefined : 'the advantage has to be 100 points.'),
      hint: 'An advantage of 100 points is a score of 64 %, 14 points above the forecast. The interval of a share is about 2/√n wide.',
      solution: { advantage: 100, gamesPerPair: 130 },
      because:
        'The ratings take up all but the circle, so the three forecasts miss by the same amount, here about 14 points. The interval of a share reaches 1/√n to each side, and chance moves the common miss by about 0.6/√n, since it comes from three times as many games: 1.6/√n has to be at most 0.14, so n is about 130.',
      wrong: [
        {
          settings: { advantage: 100, gamesPerPair: 50 },
          fails: 'low',
          because:
            'With 50 games the interval reaches 14 points to each side. That is the whole miss of the forecasts, so it is up to chance whether they are refuted; with these games they are not.',
        },
        {
          settings: { advantage: 300, gamesPerPair: 400 },
          fails: 'unless',
          because: 'The circle is three times as strong as asked: an error of this size is seen at once.',
        },
      ],
    },
  },
  presets: [
    { label: 'With the circle', settings: {} },
    { label: 'Without it', settings: { advantage: 0 } },
  ],
});
