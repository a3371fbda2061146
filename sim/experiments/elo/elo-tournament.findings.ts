/** What prose quotes of `elo-tournament`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import { expectedScore, POINTS_PER_LOGIT } from '../../measure/elo.ts';
import { mean } from '../../measure/mean.ts';
import type { series } from './elo-tournament.ts';
import experiment, { NAMES } from './elo-tournament.ts';

type Rows = Measured<typeof series>;

const standingOf = (rows: Rows, name: (typeof NAMES)[number]) => rows.of('standing')[NAMES.indexOf(name)]!;

const gap = (rows: Rows) => standingOf(rows, 'A').bt - standingOf(rows, 'D').bt;

const intervalWidth = (rows: Rows) => mean(rows.of('standing').map(({ low, high }) => high - low));

const orderWidth = (rows: Rows) => mean(rows.of('standing').map(({ eloLow, eloHigh }) => eloHigh - eloLow));

const manyTies = { tieRate: 0.4, gamesPerPair: 200 } as const;

export default wordsOn(experiment, {
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
});
