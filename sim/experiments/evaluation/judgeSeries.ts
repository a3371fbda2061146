/** What is told of a judge with habits: win rates read four ways, and what becomes of the order of the models. */
import { share } from '../../metric.ts';

/** Each meets the fine-tuned model, whose sampled answers are the other side of every comparison. */
export const PLAYERS = ['base', 'SFT, padded', 'PPO', 'best of 16'] as const;

export const READINGS = ['as asked', 'both orders', 'both, length-controlled', 'gold'] as const;

const player = {
  label: 'model',
  unit: '',
  help: 'Which meets the fine-tuned model.',
  digits: 0,
  names: PLAYERS,
} as const;

const rated = (title: string, help: string) =>
  ({
    title,
    metrics: {
      player,
      winRate: share(help, 'win rate'),
      low: share('Lower end of the 95 % bootstrap interval, questions drawn with replacement.', 'from'),
      high: share('Upper end of the same.', 'to'),
    },
  }) as const;

const against = (label: string) => share(`Win rate of ${label} against SFT, both orders.`, label);

export const series = {
  asAsked: rated(
    'The newcomer always stands first',
    'How often the judge prefers the model’s answer, which stands first.',
  ),
  bothOrders: rated('Both orders, averaged', 'Mean of the two orders.'),
  controlled: rated('Both orders, length-controlled', 'What the fit gives for answers of equal length.'),
  gold: rated(
    'Gold',
    'Questions on which the model’s answer has the larger gold reward; ties count one half.',
  ),
  player: {
    title: 'All readings',
    metrics: {
      player,
      asAsked: share('The model’s answer stands first.', 'stands first'),
      swapped: share('It stands second.', 'stands second'),
      bothOrders: share('Mean of the two.', 'both orders'),
      flips: share('Questions on which who stands first wins in both orders.', 'order decides'),
      controlled: share('Both orders, length taken out.', 'length-controlled'),
      gold: share('By the gold reward, ties one half.', 'gold'),
      words: { label: 'length', unit: 'tokens', help: 'Mean length of its answers.', digits: 1 },
    },
  },
  ranking: {
    title: 'Whether the order of the models is right',
    metrics: {
      reading: {
        label: 'read',
        unit: '',
        help: 'Which win rate orders the models.',
        digits: 0,
        names: READINGS,
      },
      pairs: {
        label: 'pairs in gold’s order',
        unit: 'of 10',
        help: 'Of the ten pairs of five models, SFT at one half, those in the order of the gold win rates.',
        digits: 0,
      },
      error: share('Mean distance of the win rates from gold’s.', 'mean error'),
    },
  },
  meeting: {
    title: 'PPO against SFT, question by question',
    metrics: {
      asked: { label: 'questions', unit: 'questions', help: 'Asked so far.', digits: 0 },
      judged: share('Mean of both orders so far.', 'judge'),
      gold: share('By the gold reward, ties one half, so far.', 'gold'),
    },
  },
  self: {
    title: 'A judge that likes what it would have said',
    metrics: {
      judge: {
        label: 'added to the judge',
        unit: '',
        help: 'Whose log-likelihood is added to the judge’s score, with the set weight.',
        digits: 0,
        names: ['nothing', 'likelihood under base', 'likelihood under SFT', 'likelihood under PPO'],
      },
      base: against('base'),
      padded: against('SFT, padded'),
      ppo: against('PPO'),
      best: against('best of 16'),
    },
  },
} as const;
