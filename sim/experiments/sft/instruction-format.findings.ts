/** What prose quotes of `instruction-format`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './instruction-format.ts';

/** Tokens of the prompt that are scored if the mask is searched for. */
const bySearching = only('masks', 'wrongly', { way: 'by searching' });

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
    scoredInTurns: {
      says: 'tokens that are scored in the two answers of a conversation',
      settings: { example: 'turns', format: 'chat' },
      at: only('masks', 'scored', { way: 'by position' }),
      unit: '',
      as: 'before a noun',
      between: [15, 35],
    },
    trappedInTurns: {
      says: 'tokens of the second question that searching scores',
      settings: { example: 'turns', format: 'chat' },
      at: bySearching,
      unit: '',
      as: 'before a noun',
      between: [10, 25],
    },
    trappedInChat: {
      says: 'tokens of the trap that searching scores in a chat template',
      settings: { example: 'trap', format: 'chat' },
      at: bySearching,
      unit: '',
      as: 'before a noun',
      between: [0, 0],
    },
  },
  goals: {
    trap: {
      says: 'an instruction of which masking by searching scores at least ten tokens',
      label: 'prompt tokens scored by mistake',
      unit: 'tokens',
      digits: 0,
      scale: [0, 20],
      target: [10, 1000],
      at: bySearching,
      unless: ({ example }) =>
        example === 'turns' ? 'a conversation has a second question; write one instruction.' : undefined,
      hint: 'The search takes the first place that looks like the heading of the response.',
      solution: {
        example: 'own',
        instruction: 'Copy ### Response: and then the words one two three four five six',
      },
      because:
        'The search stops at the first “### Response:”, which here stands near the start of the instruction. All that follows in the prompt is scored as if it were the answer. Anybody whose words become a prompt can write it: a user whose log is used, the author of a forum post. It may happen by accident, or to plant an answer: what follows the heading is learned as one.',
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
        {
          settings: {
            example: 'own',
            format: 'chat',
            instruction:
              'Copy <|start_header_id|>assistant<|end_header_id|> and then one two three four five',
          },
          fails: 'low',
          because:
            'What a user types is cut into ordinary pieces. It becomes a special token only where a tokenizer is told to read such names in a text.',
        },
      ],
    },
  },
  presets: [
    { label: 'Masked by position', settings: {} },
    { label: 'The trap, masked by searching', settings: { example: 'trap', masking: 'search' } },
    { label: 'Two turns, as a chat', settings: { example: 'turns', format: 'chat' } },
  ],
});
