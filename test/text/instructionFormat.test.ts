/** The training text of an instruction, and its masks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstScored, partsOf, piecesOf, tokensOf } from '../../sim/text/instructionFormat.ts';

const filled = { instruction: 'Answer the question', input: 'Why?', response: 'Because.' };

test('both forms, with and without an input', () => {
  expect(partsOf(filled).map(({ heading }) => heading)).toEqual([
    '### Instruction:',
    '### Input:',
    '### Response:',
  ]);
  expect(partsOf({ ...filled, input: '' }).map(({ heading }) => heading)).toEqual([
    '### Instruction:',
    '### Response:',
  ]);
  expect(tokensOf(partsOf(filled)).map(({ text }) => text)).toEqual(
    '### Instruction : Answer the question ### Input : Why ? ### Response : Because .'.split(' '),
  );
});

test('by position exactly the response is scored, whatever the prompt holds', () => {
  const word = fc.constantFrom('dose', '### Response:', 'INR', '25', 'mg', '?', 'µg');
  const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, fc.oneof(text, fc.constant('')), text, (instruction, input, response) => {
      const parts = partsOf({ instruction, input, response });
      const tokens = tokensOf(parts);
      const scored = tokens.slice(firstScored(parts, tokens, 'position')).map((token) => token.text);
      expect(scored).toEqual(piecesOf(response));
      expect(firstScored(parts, tokens, 'none')).toBe(0);
      const searched = firstScored(parts, tokens, 'search');
      expect(searched).toBeLessThanOrEqual(tokens.length - scored.length);
      expect(searched === tokens.length - scored.length).toBe(
        !`${instruction} ${input}`.includes('### Response:'),
      );
    }),
  );
});
