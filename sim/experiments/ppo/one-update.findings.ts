/** What prose quotes of `one-update`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import { only, wordsOn } from '../../words.ts';
import experiment from './one-update.ts';

type Rows = Measured<typeof experiment.series>;

/** The row of the answer that was the most probable of those sampled. */
const likeliest = (rows: Rows) =>
  rows.of('answers').reduce((most, row) => (row.before > most.before ? row : most));

const interaction = { question: 'interaction' } as const;
const evidence = (rows: Rows) => {
  const asking = rows.of('answers').find(({ text }) => text.startsWith('Ask first: evidence'));
  if (!asking) throw new Error('nobody has asked for evidence in this sample');
  return asking;
};

export default wordsOn(experiment, {
  findings: {
    likeliestBefore: {
      says: 'probability of the likeliest sampled answer before the update',
      measure: (rows) => likeliest(rows).before,
      unit: 'share',
      digits: 0,
      between: [0.6, 0.7],
    },
    likeliestAfter: {
      says: 'the same after it',
      measure: (rows) => likeliest(rows).after,
      unit: 'share',
      digits: 0,
      between: [0.6, 0.75],
    },
    scoreBefore: {
      says: 'mean score of the sampled answers, by their probabilities before',
      at: only('batch', 'expectedBefore'),
      between: [5.5, 6.2],
    },
    scoreAfter: {
      says: 'the same by their probabilities after',
      at: only('batch', 'expectedAfter'),
      between: [5.6, 6.3],
    },
    against: {
      says: 'tokens that moved against their advantage',
      at: only('batch', 'against'),
      digits: 0,
      between: [0.1, 0.6],
    },
    evidenceGold: {
      says: 'gold reward of asking for evidence that is not needed',
      settings: interaction,
      measure: (rows) => evidence(rows).gold,
      digits: 1,
      between: [0.05, 0.15],
    },
    evidenceBefore: {
      says: 'probability of asking for evidence before the update',
      settings: interaction,
      measure: (rows) => evidence(rows).before,
      unit: 'share',
      digits: 0,
      between: [0.25, 0.33],
    },
    evidenceAfter: {
      says: 'the same after it',
      settings: interaction,
      measure: (rows) => evidence(rows).after,
      unit: 'share',
      digits: 0,
      between: [0.335, 0.5],
    },
  },
  goals: {
    overshoot: {
      says: 'with a clip range of 0.2, some token’s ratio below 0.3',
      label: 'smallest ratio',
      unit: '',
      digits: 2,
      scale: [0, 1],
      target: [0, 0.3],
      at: only('batch', 'smallest'),
      unless: ({ clipRange }) => (clipRange === 0.2 ? undefined : 'Leave the clip range at 0.2.'),
      hint: 'The clip cuts a token’s own push once its ratio is outside. When does the ratio of a token change after that?',
      solution: { updates: 6, rate: 2 },
      because:
        'Within one update nothing is clipped at all, since every ratio begins at 1: how far it goes is up to the step size. In the next updates the clip silences the token itself, but all other tokens still move the weights that they share with it, and the optimiser’s momentum goes on.',
      wrong: [
        {
          settings: { samples: 2 },
          fails: 'high',
          because: 'Two answers change who is pushed, and not how far one step goes.',
        },
        {
          settings: { clipRange: 0.4 },
          fails: 'unless',
          because: 'The clip range limits no ratio. It only says from where on a token stops pushing.',
        },
      ],
    },
  },
  presets: [
    { label: 'A kidney question', settings: {} },
    { label: 'When the reward model errs', settings: interaction },
  ],
});
