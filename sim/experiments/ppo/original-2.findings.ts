/** What prose quotes of `original-2`, and what exercises ask of it. */
import { last, wordsOn } from '../../words.ts';
import experiment from './original-2.ts';

const corrected = { sign: 'corrected' } as const;

export default wordsOn(experiment, {
  findings: {
    largestDifference: {
      says: 'largest difference between a printed loss and its replay',
      measure: (rows) =>
        rows.of('printed').reduce((most, { difference }) => Math.max(most, Math.abs(difference)), 0),
      digits: 5,
      between: [0, 0.00005],
    },
    betaFar: {
      says: 'β at the end, with a log-ratio of 1',
      settings: { distance: 'far' },
      at: last('iteration', 'beta'),
      between: [0.4, 0.41],
    },
    lossFar: {
      says: 'loss at the end, with a log-ratio of 1',
      settings: { distance: 'far' },
      at: last('iteration', 'loss'),
      digits: 2,
      between: [-2.9, -2.8],
    },
  },
  goals: {
    growing: {
      says: 'The penalty ends stronger than it began, with β above 0.55',
      at: last('iteration', 'beta'),
      label: 'β at the end',
      unit: '',
      digits: 3,
      scale: [0.4, 0.62],
      target: [0.55, 0.62],
      hint: 'The rule looks at the logged KL. Can it ever be above 0.01?',
      solution: corrected,
      because:
        'β is multiplied by 1.05 four times. With the sign of the source the logged KL is never above 0, so the rule sees a policy that stays close, however far it goes, and loosens the penalty every time.',
      wrong: [
        {
          settings: { distance: 'far' },
          fails: 'low',
          because: 'Going further makes the logged KL more negative. The penalty shrinks just as before.',
        },
        {
          settings: { sign: 'corrected', distance: 'close' },
          fails: 'low',
          because: 'A KL between 0.001 and 0.01 is what the rule is content with: β stays at 0.5.',
        },
      ],
    },
  },
});
