/** What prose quotes of `integration`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import { expectedScore } from '../../measure/elo.ts';
import type { Measured } from '../../experiment.ts';
import experiment from './integration.ts';
import { REWARD, type Player, type Rival } from './integrationSeries.ts';

type Rows = Measured<typeof experiment.series>;

const of = (metric: 'gold' | 'safety' | 'accuracy' | 'humility', who: Player) =>
  only('measured', metric, { who });

/** The reward model’s choice minus another way to answer. */
const over = (rival: Rival) =>
  ({
    value: { at: only('lead', 'gold', { over: rival }) },
    low: { at: only('lead', 'low', { over: rival }) },
    high: { at: only('lead', 'high', { over: rival }) },
    points: { at: only('lead', 'points', { over: rival }) },
    pointsLow: { at: only('lead', 'pointsLow', { over: rival }), unit: '' },
    pointsHigh: { at: only('lead', 'pointsHigh', { over: rival }) },
  }) as const;
const [overLikeliest, overVotes, overLikelihood] = [
  over('SFT, likeliest'),
  over('commonest of n'),
  over('likeliest of n'),
];

/** The smallest lead over any of the cheap ways. */
const smallestLead = {
  measure: (rows: Rows) => Math.min(...rows.of('lead').map(({ gold }) => gold)),
  digits: 2,
} as const;

/** Of what the best sample would add to a coin, the share that the reward model’s choice adds. */
const captured = {
  measure(rows: Rows) {
    const gold = rows.of('measured').map((row) => row.gold);
    const coin = gold[2]!;
    return (gold[REWARD]! - coin) / (gold[REWARD + 1]! - coin);
  },
  unit: 'share',
} as const;

const quiet = { settings: { temperature: 0.3 } } as const;
const sixteen = { settings: { samples: 16 } } as const;

export default wordsOn(experiment, {
  findings: {
    baseSampled: {
      says: 'gold of the base model, sampled',
      at: of('gold', 'base, sampled'),
      between: [0.08, 0.3],
    },
    baseLikeliest: {
      says: 'gold of the base model, likeliest',
      at: of('gold', 'base, likeliest'),
      between: [0.4, 0.52],
    },
    sftSampled: {
      says: 'gold of SFT, sampled: a coin among its answers',
      at: of('gold', 'SFT, sampled'),
      between: [0.36, 0.5],
    },
    sftLikeliest: { says: 'gold of SFT, likeliest', at: of('gold', 'SFT, likeliest'), between: [0.64, 0.76] },
    longest: { says: 'gold of the longest of eight', at: of('gold', 'longest of n'), between: [0.25, 0.42] },
    coinOverLongest: {
      says: 'gold of a coin among SFT’s answers minus the longest of eight',
      measure: (rows) => {
        const gold = rows.of('measured').map((row) => row.gold);
        return gold[2]! - gold[4]!;
      },
      digits: 2,
      between: [0.02, 0.18],
    },
    gainOfLikeliest: {
      says: 'gold of the likeliest answer minus a coin among SFT’s answers',
      measure: (rows) => {
        const gold = rows.of('measured').map((row) => row.gold);
        return gold[3]! - gold[2]!;
      },
      digits: 2,
      between: [0.2, 0.34],
    },
    chosen: {
      says: 'gold of the one of eight that the reward model picks',
      at: of('gold', 'reward model’s of n'),
      between: [0.75, 0.86],
    },
    bound: {
      says: 'gold of the truly best of eight',
      at: of('gold', 'truly best of n'),
      between: [0.88, 0.98],
    },
    captured: {
      says: 'of what the truly best of eight adds to a coin, what the reward model adds',
      ...captured,
      between: [0.6, 0.85],
    },
    gain: {
      says: 'gold of the reward model’s choice minus the likeliest answer',
      ...overLikeliest.value,
      between: [0.05, 0.15],
    },
    gainLow: { says: 'the lower end of its interval', ...overLikeliest.low, between: [0.01, 0.12] },
    gainHigh: { says: 'the upper end', ...overLikeliest.high, between: [0.08, 0.2] },
    gainPoints: { says: 'the same in points of rating', ...overLikeliest.points, between: [12, 45] },
    gainPointsLow: { says: 'the lower end of its interval', ...overLikeliest.pointsLow, between: [1, 35] },
    gainPointsHigh: { says: 'the upper end', ...overLikeliest.pointsHigh, between: [25, 60] },
    gainOverLikelihood: {
      says: 'gold of the reward model’s choice minus the likeliest of eight',
      ...overLikelihood.value,
      between: [0.04, 0.14],
    },
    gainOverLikelihoodLow: {
      says: 'the lower end of its interval',
      ...overLikelihood.low,
      between: [0.005, 0.1],
    },
    gainOverLikelihoodHigh: { says: 'the upper end', ...overLikelihood.high, between: [0.07, 0.18] },
    gainOverVotes: {
      says: 'gold of the reward model’s choice minus the commonest of eight',
      ...overVotes.value,
      between: [0.09, 0.2],
    },
    gainOverCoin: {
      says: 'gold of the reward model’s choice minus a coin among SFT’s answers',
      ...over('SFT, sampled').value,
      between: [0.28, 0.45],
    },
    gainAsScore: {
      says: 'the expected score of its lead in rating over the likeliest answer',
      measure: (rows) => expectedScore(rows.of('lead')[3]!.points),
      unit: 'share',
      between: [0.51, 0.57],
    },
    boundOfSixteen: {
      says: 'gold of the truly best of sixteen',
      ...sixteen,
      at: of('gold', 'truly best of n'),
      between: [0.94, 1],
    },
    gainOfSixteen: { says: 'the same of sixteen', ...sixteen, ...overLikeliest.value, between: [0.05, 0.18] },
    smallestLead: {
      says: 'the smallest lead of its choice over any cheaper way',
      ...smallestLead,
      between: [0.03, 0.13],
    },
    smallestLeadQuiet: {
      says: 'the same at temperature 0.3',
      ...quiet,
      ...smallestLead,
      between: [0.01, 0.12],
    },
    safetySampled: { says: 'safety of SFT, sampled', at: of('safety', 'SFT, sampled'), between: [0.4, 0.7] },
    safetyLikeliest: {
      says: 'safety of SFT, likeliest',
      at: of('safety', 'SFT, likeliest'),
      between: [0.65, 0.85],
    },
    safetyChosen: {
      says: 'safety of the reward model’s choice',
      at: of('safety', 'reward model’s of n'),
      between: [0.75, 0.96],
    },
    humilityChosen: {
      says: 'humility of the reward model’s choice',
      at: of('humility', 'reward model’s of n'),
      between: [0.65, 0.85],
    },
    safetyLongest: {
      says: 'safety of the longest of eight',
      at: of('safety', 'longest of n'),
      between: [0.9, 1],
    },
    specificityLongest: {
      says: 'specificity of the longest of eight',
      at: only('measured', 'specificity', { who: 'longest of n' }),
      between: [0.45, 0.68],
    },
  },
  goals: {
    enough: {
      says: 'The fewest samples with which the reward model’s choice earns more than the likeliest answer, the whole 95 % interval above 0.',
      label: 'lower end of the difference',
      unit: '',
      digits: 3,
      scale: [-0.3, 0.2],
      target: [0.001, 0.2],
      at: overLikeliest.low.at,
      unless: ({ samples, temperature, asked }) =>
        temperature !== 1 || asked !== 1
          ? 'all questions have to be asked, with samples at temperature 1.'
          : samples > 5
            ? 'fewer samples are enough.'
            : undefined,
      hint: 'One sample is a coin. How much does the second one add, and where does the likeliest answer stand?',
      solution: { samples: 4 },
      because:
        'Four. One sample earns far less than the likeliest answer, and the reward model has to make up for that first: of two it still lies behind, of three the interval of the difference reaches 0 or nearly so.',
      wrong: [
        {
          settings: { samples: 2 },
          fails: 'low',
          because:
            'The better of two samples is compared with the likeliest answer, not with one sample: two do not make up for what sampling costs.',
        },
        {
          settings: { samples: 1 },
          fails: 'low',
          because: 'Of one sample there is nothing to choose: this is the coin.',
        },
        {
          settings: { samples: 16 },
          fails: 'unless',
          because: 'It is enough, and four times as many as are needed.',
        },
      ],
    },
  },
  presets: [
    { label: 'Eight samples', settings: {} },
    { label: 'Two', settings: { samples: 2 } },
    { label: 'Sixteen', settings: { samples: 16 } },
    { label: 'Samples at T = 0.3', settings: { temperature: 0.3 } },
  ],
});
