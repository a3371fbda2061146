/** The training text of an instruction, and its masks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversation } from '../../sim/examples/instructions.ts';
import {
  partsOf,
  piecesOf,
  scoredOf,
  tokensOf,
  wronglyScored,
  type Format,
  type Masking,
  type Turn,
} from '../../sim/text/instructionFormat.ts';

const filled = { instruction: 'Answer the question', input: 'Why?', response: 'Because.' };

const textOf = (turns: readonly Turn[], format: Format) =>
  tokensOf(partsOf(turns, format)).map(({ text }) => text);

/** The tokens that the loss counts. */
function scoredIn(turns: readonly Turn[], format: Format, masking: Masking) {
  const tokens = tokensOf(partsOf(turns, format));
  const scored = scoredOf(tokens, masking);
  return {
    texts: tokens.filter((_, i) => scored[i]).map(({ text }) => text),
    wrongly: wronglyScored(tokens, scored),
  };
}

test('headings, with and without an input; the end is a token', () => {
  expect(textOf([filled], 'headings')).toEqual(
    '### Instruction : Answer the question ### Input : Why ? ### Response : Because . </s>'.split(' '),
  );
  expect(textOf([{ ...filled, input: '' }], 'headings')).toEqual(
    '### Instruction : Answer the question ### Response : Because . </s>'.split(' '),
  );
});

test('a chat: every message has a header and an end', () => {
  expect(textOf([filled], 'chat')).toEqual(
    (
      '<|start_header_id|> user <|end_header_id|> Answer the question : Why ? <|eot_id|> ' +
      '<|start_header_id|> assistant <|end_header_id|> Because . <|eot_id|>'
    ).split(' '),
  );
});

const word = fc.constantFrom('dose', '### Response:', '<|eot_id|>', '<|start_header_id|>', 'INR', '25', '?');
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const turn = fc.record({ instruction: text, input: fc.oneof(text, fc.constant('')), response: text });
const turns = fc.array(turn, { minLength: 1, maxLength: 3 });

describe.each([
  ['headings', '</s>'],
  ['chat', '<|eot_id|>'],
] as const)('%s', (format, end) => {
  test('by position exactly the answers and their ends are scored, whatever is said', () => {
    fc.assert(
      fc.property(turns, (said) => {
        const { texts, wrongly } = scoredIn(said, format, 'position');
        expect(texts).toEqual(said.flatMap(({ response }) => [...piecesOf(response), end]));
        expect(wrongly).toBe(0);
      }),
    );
  });
  test('without a mask all tokens are scored', () => {
    const { texts, wrongly } = scoredIn([filled], format, 'none');
    expect(texts).toEqual(textOf([filled], format));
    expect(wrongly).toBe(texts.length - 3);
  });
  test('by searching, the second question of a conversation is scored', () =>
    expect(scoredIn(conversation, format, 'search').wrongly).toBeGreaterThan(10));
});

test('by searching, a prompt slips through exactly if it holds the heading; in a chat none can', () => {
  fc.assert(
    fc.property(turn, (said) => {
      const holds = `${said.instruction} ${said.input}`.includes('### Response:');
      expect(scoredIn([said], 'headings', 'search').wrongly > 0).toBe(holds);
      expect(scoredIn([said], 'chat', 'search').wrongly).toBe(0);
    }),
  );
});
