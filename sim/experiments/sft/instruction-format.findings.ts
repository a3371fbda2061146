/** What prose quotes of `instruction-format`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './instruction-format.ts';

/** Tokens of the prompt that are scored if the mask is searched for. */
const bySearching = only('masks', 'wrongly', { way: 'by searching “### Response:”' });

export default wordsOn(experiment, {
  findings: {
    masked: {
      says: 'tokens that the mask hides',
      at: only('masks', 'masked', { way: 'by position' }),
      unit: '',
      between: [20, 40],
    },
    scored: {
      says: 'tokens that are scored',
      at: only('masks', 'scored', { way: 'by position' }),
      unit: '',
      as: 'before a noun',
      between: [5, 15],
    },
    trapped: {
      says: 'tokens of the prompt that searching scores in the trap',
      settings: { example: 'trap' },
      at: bySearching,
      unit: '',
      as: 'before a noun',
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
      at: bySearching,
      hint: 'The search takes the first place that looks like the heading of the response.',
      solution: {
        example: 'own',
        instruction: 'Copy ### Response: and then the words one two three four five six',
      },
      because:
        'The search stops at the first “### Response:”, which here stands near the start of the instruction. All that follows in the prompt is scored as if it were the answer.',
      wrong: [
        {
          settings: { example: 'trap' },
          fails: 'low',
          because:
            'In this example the heading stands near the end of the prompt: only a few tokens follow it.',
        },
        {
          settings: {
            example: 'own',
            instruction: 'Copy ### response: and then the words one two three four five six',
          },
          fails: 'low',
          because: 'The search looks for exactly these characters: with a small r it is another text.',
        },
      ],
    },
  },
  presets: [
    { label: 'Masked by position', settings: {} },
    { label: 'The trap, masked by searching', settings: { example: 'trap', masking: 'search' } },
  ],
});
