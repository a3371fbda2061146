/** Metrics and parameters that the two tournaments share. */
import type { ChoiceParam, NumberParam } from '../../param.ts';
import { leadOf, ORDERS, ROUNDS, type Rated } from '../../measure/standings.ts';

/** A rating, in points. */
export const points = (label: string, help: string) => ({ label, unit: 'points', help, digits: 0 }) as const;

/** Where an assistant stands after all games. */
export const standingMetrics = {
  elo: points('Elo', 'After the last game, in the order in which the games were played.'),
  eloLow: points('lowest', `Of ${ORDERS} random orders of the same games, the 2.5 % quantile of Elo.`),
  eloHigh: points('highest', 'The 97.5 % quantile.'),
  bt: {
    ...points('Bradley–Terry', 'Maximum likelihood of all games at once; the mean is 1,000.'),
    cite: 'hunter2004',
  },
  low: {
    ...points('95 % from', `Lower end of the bootstrap interval, ${ROUNDS} samples.`),
    cite: 'efron1979',
  },
  high: points('to', 'Upper end of the bootstrap interval.'),
} as const;

/** How far one is rated above another: the difference is resampled, not its two ends. */
export const leadMetrics = {
  lead: points('difference', 'Bradley–Terry rating of the first minus that of the second.'),
  low: points('95 % from', `Lower end of the bootstrap interval of the difference, ${ROUNDS} samples.`),
  high: points('to', 'Upper end.'),
  ahead: {
    label: 'first ahead',
    unit: 'share',
    help: 'Of the samples of the bootstrap, those in which the first is rated above the second.',
    digits: 2,
  },
} as const;

export function leadRow(rated: Rated, first: number, second: number) {
  const { value: lead, low, high, ahead } = leadOf(rated, first, second);
  return { lead, low, high, ahead };
}

/** How two of them did against each other. */
export const pairMetrics = {
  games: { label: 'games', unit: '', help: 'Games of this pair that count.', digits: 0 },
  ties: { label: 'ties', unit: 'share', help: 'Of these games.', digits: 2 },
  score: {
    label: 'points of the first',
    unit: 'share',
    help: 'Wins and half of the ties, as a share of the games.',
    digits: 2,
  },
  low: { label: '95 % from', unit: 'share', help: 'Lower end (Wilson).', digits: 2, cite: 'wilson1927' },
  high: { label: 'to', unit: 'share', help: 'Upper end (Wilson).', digits: 2 },
  expected: {
    label: 'the ratings say',
    unit: 'share',
    help: 'The score that the Bradley–Terry ratings expect.',
    digits: 2,
  },
} as const;

export const ties = {
  kind: 'choice',
  label: 'a tie counts',
  help: 'As half a win for each side, as in chess and in Chatbot Arena, or not at all.',
  choices: { half: 'half a win each', 'left-out': 'not at all' },
  default: 'half',
  menu: true,
} as const satisfies ChoiceParam;

export const addedTies = {
  kind: 'number',
  label: 'added ties per pair',
  help: 'Ties that Bradley–Terry is given with the games, so that who wins everything still gets a finite rating.',
  min: 0.1,
  max: 2,
  step: 0.1,
  default: 0.5,
  menu: true,
} as const satisfies NumberParam;
