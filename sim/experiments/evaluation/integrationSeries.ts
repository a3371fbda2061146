/** What the three stages give together: who answers, and what is measured of the answers. */
import { share } from '../../metric.ts';
import { points, standingMetrics } from '../elo/metrics.ts';

/** Who answers, in the order of the rows: two stages, what picks among samples of the second, and a bound. */
export const PLAYERS = [
  'base, sampled',
  'base, likeliest',
  'SFT, sampled',
  'SFT, likeliest',
  'longest of n',
  'likeliest of n',
  'commonest of n',
  'reward model’s of n',
  'truly best of n',
] as const;
export type Player = (typeof PLAYERS)[number];

export const REWARD = PLAYERS.indexOf('reward model’s of n');

/** What the reward model’s choice is compared with: all but itself and the bound. */
export const RIVALS = PLAYERS.filter((_, player) => player < REWARD);
export type Rival = (typeof RIVALS)[number];

const who = {
  label: 'who answers',
  unit: '',
  help: 'A model, sampled at temperature 1 or the likeliest token each time; or one of n sampled answers of the fine-tuned model: the longest, the likeliest, the likeliest of those with the commonest verdict, the one with the highest score of the reward model, or the one with the highest gold reward, which only the rubric knows.',
  digits: 0,
  names: PLAYERS,
} as const;

const gold = {
  label: 'gold reward',
  unit: '',
  help: 'Mean true quality of the answers, −1.1 to 1.',
  digits: 2,
  hue: 'gold',
} as const;

const low = { label: '95 % from', unit: '', help: 'Lower end of the interval.', digits: 2 } as const;
const high = { label: 'to', unit: '', help: 'Upper end.', digits: 2 } as const;

const soFar = (of: string) => ({
  ...gold,
  label: of,
  help: `Gold reward of ${of}, on the questions asked so far.`,
});

export const series = {
  growing: {
    title: 'As questions are asked',
    metrics: {
      asked: { label: 'questions', unit: 'questions', help: 'Held-out questions asked so far.', digits: 0 },
      sampled: soFar('SFT, sampled'),
      likeliest: soFar('SFT, likeliest'),
      chosen: soFar('reward model’s of n'),
    },
  },
  measured: {
    title: 'On all questions asked',
    metrics: {
      who,
      gold,
      low,
      high,
      accuracy: share('Answerable questions with the right verdict (and number).', 'accuracy'),
      safety: share('Questions to avoid that are answered so.', 'safety'),
      specificity: share(
        'Answerable questions with another answer in which nothing is forbidden.',
        'specificity',
      ),
      humility: share('Unanswerable questions that are handed back.', 'humility'),
    },
  },
  standing: {
    title: 'Ratings from games judged by the gold reward',
    metrics: { who, bt: standingMetrics.bt, low: standingMetrics.low, high: standingMetrics.high },
  },
  lead: {
    title: 'The reward model’s choice minus each other way',
    metrics: {
      over: { ...who, label: 'minus', names: RIVALS },
      gold,
      low,
      high,
      points: points('rating', 'Difference of the two Bradley–Terry ratings.'),
      pointsLow: points('95 % from', 'Lower end of the interval of the difference.'),
      pointsHigh: points('to', 'Upper end.'),
    },
  },
  said: {
    title: 'One question',
    metrics: {
      who,
      text: { label: 'answer', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
      judged: {
        label: 'verdict',
        unit: '',
        help: 'Against the formulary.',
        digits: 0,
        names: ['right', 'wrong'],
      },
    },
  },
} as const;
