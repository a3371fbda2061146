/** What prose quotes of `elo-tournament`, and what exercises ask of it. */
import { last, only, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { expectedScore, POINTS_PER_LOGIT } from '../../measure/elo.ts';
import { mean } from '../../measure/mean.ts';
import experiment from './elo-tournament.ts';

type Rows = Measured<typeof experiment.series>;

const points = (measure: (rows: Rows) => number) => ({ measure, unit: 'points' }) as const;

const intervalWidth = points((rows) => mean(rows.of('standing').map(({ low, high }) => high - low)));

const orderWidth = points((rows) => mean(rows.of('standing').map(({ eloLow, eloHigh }) => eloHigh - eloLow)));

/** From A, the strongest, to D, the weakest. */
const gap = points((rows) => rows.of('standing')[0]!.bt - rows.of('standing').at(-1)!.bt);

/** The step with which Elo ends nearest to the truth, of those that are compared. */
const best = (rows: Rows) => rows.of('steps').reduce((least, each) => (each.elo < least.elo ? each : least));
const errorAt = (kFactor: number) => ({ at: only('steps', 'elo', { kFactor }) }) as const;
const manyGames = { gamesPerPair: 200 } as const;

const ratingOfA = { at: only('standing', 'bt', { assistant: 'A' }), unit: '' } as const;

const manyTies = { tieRate: 0.4, gamesPerPair: 200 } as const;

export default wordsOn(experiment, {
  findings: {
    pointsPerLogit: {
      says: 'Elo points of one logit, 400 / ln 10',
      ...points(() => POINTS_PER_LOGIT),
      digits: 1,
      between: [173.7, 173.8],
    },
    leadOf100: {
      says: 'the expected score with a lead of 100 points',
      measure: () => expectedScore(100),
      unit: 'share',
      between: [0.63, 0.65],
    },
    leadOf200: {
      says: 'the expected score with a lead of 200 points',
      measure: () => expectedScore(200),
      unit: 'share',
      between: [0.75, 0.77],
    },
    leadOf400: {
      says: 'the expected score with a lead of 400 points',
      measure: () => expectedScore(400),
      unit: 'share',
      between: [0.9, 0.92],
    },
    gainOfFavourite: {
      says: 'points that a favourite by 100 gains with a win, K = 32',
      ...points(() => 32 * (1 - expectedScore(100))),
      digits: 1,
      between: [11, 12],
    },
    lossOfFavourite: {
      says: 'points that it loses with a defeat',
      ...points(() => 32 * expectedScore(100)),
      digits: 1,
      between: [20, 21],
    },
    tieOfFavourite: {
      says: 'points that it loses with a tie',
      ...points(() => 32 * (expectedScore(100) - 0.5)),
      digits: 1,
      between: [4, 5],
    },
    kAsRate: {
      says: 'K = 32 as a learning rate in logits',
      measure: () => 32 / POINTS_PER_LOGIT,
      digits: 2,
      between: [0.18, 0.19],
    },
    games: { says: 'games of the tournament', at: last('game', 'game'), unit: '', between: [240, 240] },
    orders: {
      says: 'random orders of the same games',
      measure: (rows) => rows.of('order').length,
      between: [100, 100],
    },
    orderWidth: {
      says: 'the mean width of the middle 95 % of Elo over orders of the same games',
      ...orderWidth,
      between: [110, 170],
    },
    orderWidthOfMany: {
      says: 'the same width with 200 games per pair',
      settings: { gamesPerPair: 200 },
      ...orderWidth,
      between: [140, 190],
    },
    orderWidthOfSmallK: {
      says: 'the same width with K = 4',
      settings: { kFactor: 4 },
      ...orderWidth,
      between: [7, 20],
    },
    aLeads: {
      says: 'orders of the same games after which Elo puts A first',
      at: only('standing', 'leads', { assistant: 'A' }),
      between: [0.05, 0.95],
    },
    bestK: {
      says: 'the step K with which Elo ends nearest to the true strengths, 40 games per pair',
      measure: (rows) => best(rows).kFactor,
      between: [8, 20],
    },
    bestKOfMany: {
      says: 'the same with 200 games per pair',
      settings: manyGames,
      measure: (rows) => best(rows).kFactor,
      between: [3, 7],
    },
    errorOfK32: {
      says: 'the mean distance of Elo from the true strengths with K = 32',
      ...errorAt(32),
      between: [25, 75],
    },
    errorOfK4: { says: 'the same with K = 4', ...errorAt(4), between: [35, 75] },
    errorOfBest: {
      says: 'the same with the best K',
      ...points((rows) => best(rows).elo),
      between: [10, 55],
    },
    errorOfBt: {
      says: 'the same of Bradley–Terry',
      ...points((rows) => rows.of('steps')[0]!.bt),
      between: [5, 65],
    },
    btMinusBest: {
      says: 'the distance of Bradley–Terry minus that of Elo with the best K',
      ...points((rows) => best(rows).bt - best(rows).elo),
      between: [-20, 20],
    },
    errorOfK32OfMany: {
      says: 'the distance of Elo with K = 32 and 200 games per pair',
      settings: manyGames,
      ...errorAt(32),
      between: [28, 55],
    },
    errorOfBtOfMany: {
      says: 'the distance of Bradley–Terry with 200 games per pair',
      settings: manyGames,
      ...points((rows) => rows.of('steps')[0]!.bt),
      between: [3, 14],
    },
    leadOfA: {
      says: 'the rating of A minus that of B',
      at: only('lead', 'lead', { pair: 'A − B' }),
      between: [-60, 110],
    },
    leadOfALow: {
      says: 'the lower end of the interval of A minus B',
      at: only('lead', 'low', { pair: 'A − B' }),
      unit: '',
      between: [-130, 0],
    },
    leadOfAHigh: {
      says: 'the upper end of the interval of A minus B',
      at: only('lead', 'high', { pair: 'A − B' }),
      between: [40, 200],
    },
    leadOverDLow: {
      says: 'the lower end of the interval of A minus D',
      at: only('lead', 'low', { pair: 'A − D' }),
      between: [100, 340],
    },
    slowD: {
      says: 'Elo of D with K = 4',
      settings: { kFactor: 4 },
      at: only('standing', 'elo', { assistant: 'D' }),
      unit: '',
      between: [860, 935],
    },
    trueGap: {
      says: 'the true distance from A to D',
      ...points((rows) => rows.of('standing')[0]!.strength - rows.of('standing').at(-1)!.strength),
      between: [320, 320],
    },
    trueD: {
      says: 'the true strength of D',
      at: only('standing', 'strength', { assistant: 'D' }),
      unit: '',
      between: [800, 800],
    },
    intervalWidth: {
      says: 'the mean width of the 95 % interval of Bradley–Terry',
      ...intervalWidth,
      between: [85, 130],
    },
    ratingA: { says: 'the Bradley–Terry rating of A', ...ratingOfA, between: [1060, 1190] },
    ratingAShifted: {
      says: 'the Bradley–Terry rating of A when all four are 100 points stronger',
      settings: { strengthA: 1220, strengthB: 1180, strengthC: 1100, strengthD: 900 },
      ...ratingOfA,
      between: [1060, 1190],
    },
    ratingAWeakField: {
      says: 'the Bradley–Terry rating of A when D is 100 points weaker',
      settings: { strengthD: 700 },
      ...ratingOfA,
      between: [1085, 1230],
    },
    gapWithHalves: {
      says: 'the distance from A to D when a tie is half a win',
      settings: manyTies,
      ...gap,
      between: [160, 245],
    },
    gapWithoutTies: {
      says: 'the distance from A to D when ties are left out',
      settings: { ...manyTies, ties: 'left-out' },
      ...gap,
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
      measure: intervalWidth.measure,
      hint: 'The width shrinks with the square root of the number of games. Does K play a part?',
      solution: { gamesPerPair: 150 },
      because:
        'The interval is about 104 points wide and has to shrink to 60, by a factor of 1.7. It shrinks with the square root of the number of games, so that takes 1.7² = 3 times the 40 games, 120. An interval is itself an estimate and moves by a few points from one number of games to the next: with 150 it stays below 60.',
      wrong: [
        {
          settings: { gamesPerPair: 80 },
          fails: 'high',
          because:
            'Twice the games make the interval narrower by the square root of 2 only, by three tenths.',
        },
        {
          settings: { kFactor: 4 },
          fails: 'high',
          because: 'K is the step of Elo. Bradley–Terry has no steps, and its interval is what it was.',
        },
      ],
    },
  },
  presets: [
    { label: 'K = 4', settings: { kFactor: 4 } },
    { label: 'K = 32', settings: {} },
    { label: 'K = 64', settings: { kFactor: 64 } },
    { label: 'Last game first', settings: { order: 'reversed' } },
  ],
});
