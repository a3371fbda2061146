/** What prose quotes of `elo-circle`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { mean } from '../../measure/mean.ts';
import experiment from './elo-circle.ts';

type Forecast = {
  readonly score: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
};

const miss = ({ score, expected }: Forecast) => Math.abs(score - expected);

const isRefuted = ({ low, high, expected }: Forecast) => expected < low || expected > high;

export default wordsOn(experiment, {
  findings: {
    ab: {
      says: 'points of A against B',
      measure: (rows) => rows.of('pair')[0]!.score,
      digits: 0,
      percent: true,
      between: [0.74, 0.94],
    },
    bc: {
      says: 'points of B against C',
      measure: (rows) => rows.of('pair')[1]!.score,
      digits: 0,
      percent: true,
      between: [0.74, 0.94],
    },
    ca: {
      says: 'points of C against A',
      measure: (rows) => rows.of('pair')[2]!.score,
      digits: 0,
      percent: true,
      between: [0.74, 0.94],
    },
    expected: {
      says: 'the score that the ratings expect of A against B',
      measure: (rows) => rows.of('pair')[0]!.expected,
      digits: 0,
      percent: true,
      between: [0.42, 0.58],
    },
    miss: {
      says: 'the mean distance between a score and what the ratings say',
      measure: (rows) => mean(rows.of('pair').map(miss)),
      digits: 0,
      percent: true,
      between: [0.27, 0.42],
    },
    missOfMany: {
      says: 'the same with 400 games a pair',
      settings: { gamesPerPair: 400 },
      measure: (rows) => mean(rows.of('pair').map(miss)),
      digits: 0,
      percent: true,
      between: [0.3, 0.4],
    },
    missWithout: {
      says: 'the same without a circle',
      settings: { advantage: 0 },
      measure: (rows) => mean(rows.of('pair').map(miss)),
      digits: 0,
      percent: true,
      between: [0, 0.08],
    },
    width: {
      says: 'the mean width of a rating’s interval with 400 games a pair',
      settings: { gamesPerPair: 400 },
      measure: (rows) => mean(rows.of('standing').map(({ low, high }) => high - low)),
      digits: 0,
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
      solution: { advantage: 100, gamesPerPair: 400 },
    },
  },
});
