/** What prose quotes of `whose-preferences`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './whose-preferences.ts';

const CIRCLE = { mixture: 0.4, compromise: 0.5, danger: 4, alternative: 2 } as const;

const votes = (duel: 'A against B' | 'B against C' | 'C against A') => only('duels', 'together', { duel });

export default wordsOn(experiment, {
  findings: {
    compromiseForDanger: {
      says: 'votes of the danger-first school for the compromise against its own favourite',
      at: only('chosen', 'danger', { model: 'both schools together' }),
      between: [0.3, 0.4],
    },
    compromiseForAlternative: {
      says: 'votes of the alternative-first school for the compromise against its own favourite',
      at: only('chosen', 'alternative', { model: 'both schools together' }),
      between: [0.3, 0.4],
    },
    majorityForOthers: {
      says: 'votes of the alternative-first school for the model’s best answer against its own favourite, when four votes in five are danger-first',
      settings: { mixture: 0.8 },
      at: only('chosen', 'alternative', { model: 'both schools together' }),
      between: [0, 0.1],
    },
    circleAB: {
      says: 'votes for A against B in the circle',
      settings: CIRCLE,
      at: votes('A against B'),
      digits: 1,
      between: [0.505, 0.6],
    },
    circleBC: {
      says: 'votes for B against C in the circle',
      settings: CIRCLE,
      at: votes('B against C'),
      digits: 1,
      between: [0.505, 0.6],
    },
    circleCA: {
      says: 'votes for C against A in the circle',
      settings: CIRCLE,
      at: votes('C against A'),
      digits: 1,
      between: [0.505, 0.6],
    },
    circleMisfit: {
      says: 'largest distance of the one model from these votes',
      settings: CIRCLE,
      at: only('outcome', 'misfit'),
      digits: 1,
      between: [0.01, 0.05],
    },
  },
  goals: {
    nobodys: {
      says: 'a best answer that is nobody’s favourite, although at least three votes in four are danger-first',
      label: 'nobody’s favourite',
      unit: '',
      digits: 0,
      scale: [0, 1],
      target: [1, 1],
      measure: (rows) => rows.of('outcome')[0]!.nobodys,
      unless: ({ mixture }) =>
        mixture < 0.75 ? 'Fewer than three votes in four are danger-first.' : undefined,
      hint: 'The larger school decides where it is sure. How sure is it between A and B?',
      solution: { mixture: 0.75, compromise: 0.9 },
      because:
        'Between A and B the large school is now nearly indifferent, and the small one is not: its quarter of the votes decides. The scores weigh how sure a school is as well as how many belong to it.',
      wrong: [
        {
          settings: { mixture: 0.75, danger: 6 },
          fails: 'low',
          because: 'A surer majority is surer between A and B, too: its favourite wins.',
        },
        {
          settings: { mixture: 0.75, compromise: 0.5 },
          fails: 'low',
          because: 'A compromise that both like less loses to the favourite of the majority.',
        },
        {
          settings: { mixture: 0.6 },
          fails: 'unless',
          because: 'At 60 % the compromise wins, but the majority asked for is missing.',
        },
      ],
    },
  },
  presets: [
    { label: 'Even', settings: {} },
    { label: 'Four in five danger-first', settings: { mixture: 0.8 } },
  ],
});
