/** What prose quotes of `instruction-format`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './instruction-format.ts';
import experiment from './instruction-format.ts';

const maskOf = (rows: Measured<typeof series>, way: number) =>
  rows.of('masks').find((row) => row.way === way)!;

export default wordsOn(experiment, {
  findings: {
    masked: {
      says: 'tokens that the mask hides',
      measure: (rows) => maskOf(rows, 1).masked,
      digits: 0,
      between: [20, 40],
    },
    scored: {
      says: 'tokens that are scored',
      measure: (rows) => maskOf(rows, 1).scored,
      digits: 0,
      between: [5, 15],
    },
    trapped: {
      says: 'tokens of the prompt that searching scores in the trap',
      settings: { example: 'trap' },
      measure: (rows) => maskOf(rows, 2).wrongly,
      digits: 0,
      between: [3, 15],
    },
  },
  goals: {
    trap: {
      says: 'a text in which masking by searching scores at least ten tokens of the prompt',
      label: 'tokens of the prompt that searching scores',
      unit: 'tokens',
      digits: 0,
      scale: [0, 20],
      target: [10, 1000],
      measure: (rows) => maskOf(rows, 2).wrongly,
      hint: 'The search takes the first place that looks like the heading of the response.',
      solution: {
        example: 'own',
        instruction: 'Copy ### Response: and then the words one two three four five six',
      },
    },
  },
});
