/** An instruction as a training text: three headings, and a mask that leaves only the response to be learned. */
import { defineExperiment } from '../../experiment.ts';
import { conversation, instructions } from '../../examples/instructions.ts';
import {
  partNames,
  partsOf,
  scoredOf,
  tokensOf,
  wronglyScored,
  type Format,
  type Masking,
  type Turn,
} from '../../text/instructionFormat.ts';

const WAYS = {
  none: 'no mask',
  position: 'by position',
  search: 'by searching',
} as const satisfies Readonly<Record<Masking, string>>;

const ways = ['none', 'position', 'search'] as const;

const LABELS = ['−100', 'scored'] as const;

const own = { param: 'example', is: 'own' } as const;

export const series = {
  tokens: {
    title: 'The training text',
    metrics: {
      part: { label: 'part', unit: '', help: 'Who says it.', digits: 0, names: partNames },
      token: { label: 'token', unit: '', help: 'A word, a sign or a special token.', digits: 0, text: true },
      scored: {
        label: 'scored',
        unit: '',
        help: '1 if the token counts in the loss, −1 if it is masked.',
        digits: 0,
      },
      label: {
        label: 'label',
        unit: '',
        help: 'What the loss is told: the token itself, which is scored, or −100, which the loss skips.',
        digits: 0,
        names: LABELS,
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
        label: 'by mistake',
        unit: 'tokens',
        help: 'Scored tokens of the prompt: the model will never have to write them.',
        digits: 0,
      },
      inTrap: {
        label: 'by mistake in the trap',
        unit: 'tokens',
        help: 'The same in the example “a trap”, in this format.',
        digits: 0,
      },
      inTurns: {
        label: 'by mistake in two turns',
        unit: 'tokens',
        help: 'The same in the example “two turns”, in this format.',
        digits: 0,
      },
    },
  },
} as const;

/** Prompt tokens that a way of masking scores. */
function mistakesIn(turns: readonly Turn[], format: Format, masking: Masking): number {
  const tokens = tokensOf(partsOf(turns, format));
  return wronglyScored(tokens, scoredOf(tokens, masking));
}

export default defineExperiment({
  id: 'instruction-format',
  title:
    'A mask leaves the answer to be scored, with its end; masked by searching, a prompt can slip through.',
  params: {
    example: {
      kind: 'choice',
      label: 'example',
      help: 'One example for each of five templates, one that is a trap, one of two turns, or your own.',
      choices: {
        ...(Object.fromEntries(
          Object.entries(instructions).map(([name, { label }]) => [name, label]),
        ) as Record<keyof typeof instructions, string>),
        turns: 'two turns',
        own: 'your own',
      },
      default: 'summarise',
    },
    format: {
      kind: 'choice',
      label: 'format',
      help: 'How question and answer become one text.',
      choices: { headings: 'Alpaca, 2023', chat: 'Llama 3, 2024' },
      default: 'headings',
    },
    masking: {
      kind: 'choice',
      label: 'masking',
      help: 'Which tokens are left out of the loss: the known ones of the prompt, or all before what reads like the start of an answer.',
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
      unit: 'label below each token',
      size: 'wide',
      tokens: { series: 'tokens', text: 'token', line: 'part', value: 'scored', below: 'label' },
    },
    {
      kind: 'table',
      id: 'masks',
      title: 'Three ways to mask',
      size: 'wide',
      table: { series: 'masks', columns: ['way', 'masked', 'scored', 'wrongly', 'inTrap', 'inTurns'] },
    },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'Tokens are words and signs; a real tokenizer has finer pieces (chapter 3).',
    'Line breaks, Alpaca’s opening sentence and the first token of Llama 3 are left out.',
  ],
}).runs(function* runInstructionFormat({ example, format, masking, instruction, input, response }) {
  const turns: readonly Turn[] =
    example === 'turns'
      ? conversation
      : [example === 'own' ? { instruction, input, response } : instructions[example]];
  const tokens = tokensOf(partsOf(turns, format));
  const marks = scoredOf(tokens, masking);
  for (const [i, { text, part }] of tokens.entries()) {
    const label = Number(marks[i]);
    yield { series: 'tokens', part: partNames.indexOf(part.name), token: text, scored: 2 * label - 1, label };
  }
  for (const [way, kind] of ways.entries()) {
    const scored = scoredOf(tokens, kind);
    const count = scored.filter(Boolean).length;
    yield {
      series: 'masks',
      way,
      masked: tokens.length - count,
      scored: count,
      wrongly: wronglyScored(tokens, scored),
      inTrap: mistakesIn([instructions.trap], format, kind),
      inTurns: mistakesIn(conversation, format, kind),
    };
  }
});
