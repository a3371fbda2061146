/** An instruction as a training text: three headings, and a mask that leaves only the response to be learned. */
import { defineExperiment } from '../../experiment.ts';
import { instructions } from '../../examples/instructions.ts';
import { firstScored, partsOf, piecesOf, tokensOf } from '../../text/instructionFormat.ts';

const PARTS = ['### Instruction', '### Input', '### Response'] as const;

const WAYS = {
  none: 'nothing is masked',
  position: 'by position',
  search: 'by searching “### Response:”',
} as const;

const ways = ['none', 'position', 'search'] as const;

const own = { param: 'example', is: 'own' } as const;

export const series = {
  tokens: {
    title: 'The training text',
    metrics: {
      part: { label: 'part', unit: '', help: 'Under which heading.', digits: 0, names: PARTS },
      token: { label: 'token', unit: '', help: 'A word or a sign.', digits: 0, text: true },
      scored: {
        label: 'scored',
        unit: '',
        help: '1 if the token counts in the loss, −1 if it is masked (its label is −100).',
        digits: 0,
      },
    },
  },
  masks: {
    title: 'Three ways to mask',
    metrics: {
      way: {
        label: 'masking',
        unit: '',
        help: 'How the mask is made.',
        digits: 0,
        names: ways.map((way) => WAYS[way]),
      },
      masked: { label: 'masked', unit: 'tokens', help: 'Tokens that are read and not scored.', digits: 0 },
      scored: { label: 'scored', unit: 'tokens', help: 'Tokens that count in the loss.', digits: 0 },
      wrongly: {
        label: 'of the prompt',
        unit: 'tokens',
        help: 'Scored tokens that the model will never have to write: they belong to the prompt.',
        digits: 0,
      },
    },
  },
} as const;

export default defineExperiment({
  id: 'instruction-format',
  title: 'Only the response is scored: a mask hides instruction and input from the loss.',
  params: {
    example: {
      kind: 'choice',
      label: 'example',
      help: 'One example for each of five templates, one that is a trap, or your own.',
      choices: {
        ...(Object.fromEntries(
          Object.entries(instructions).map(([name, { label }]) => [name, label]),
        ) as Record<keyof typeof instructions, string>),
        own: 'your own',
      },
      default: 'summarise',
    },
    masking: {
      kind: 'choice',
      label: 'masking',
      help: 'Which tokens are left out of the loss.',
      choices: WAYS,
      default: 'position',
    },
    instruction: {
      kind: 'text',
      label: 'instruction',
      help: 'What is asked for.',
      maxLength: 200,
      default: 'Answer the following question',
      example: 'List three warnings',
      when: own,
    },
    input: {
      kind: 'text',
      label: 'input',
      help: 'What it is about; it may be empty.',
      maxLength: 200,
      default: 'May grapefruit be eaten with simvastatin?',
      example: '',
      when: own,
    },
    response: {
      kind: 'text',
      label: 'response',
      help: 'What an expert writes.',
      maxLength: 300,
      default: 'No. It raises the level of simvastatin and the risk of muscle damage.',
      example: 'No.',
      when: own,
    },
  },
  series,
  views: [
    {
      kind: 'tokens',
      id: 'tokens',
      title: 'The text that is trained on',
      unit: '+1 scored, −1 masked',
      size: 'wide',
      tokens: { series: 'tokens', text: 'token', line: 'part', value: 'scored' },
    },
    {
      kind: 'table',
      id: 'masks',
      title: 'Three ways to mask',
      size: 'wide',
      table: { series: 'masks', columns: ['way', 'masked', 'scored', 'wrongly'] },
    },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: ['Tokens are words and signs; a real tokenizer has finer pieces (chapter 3).'],
}).runs(function* runInstructionFormat({ example, masking, instruction, input, response }) {
  const filled = example === 'own' ? { instruction, input, response } : instructions[example];
  const parts = partsOf(filled);
  const tokens = tokensOf(parts);
  const begin = firstScored(parts, tokens, masking);
  for (const [i, { text, part }] of tokens.entries()) {
    // Without an input the second part is the response.
    const name = part === parts.length - 1 ? PARTS.length - 1 : part;
    yield { series: 'tokens', part: name, token: text, scored: i >= begin ? 1 : -1 };
  }
  const right = tokens.length - piecesOf(filled.response).length;
  for (const [way, kind] of ways.entries()) {
    const first = firstScored(parts, tokens, kind);
    const scored = tokens.length - first;
    yield { series: 'masks', way, masked: first, scored, wrongly: Math.max(0, right - first) };
  }
});
