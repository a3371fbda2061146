/** Answers that are the same are measured once, each beside its own prompt. */
import { expect, test } from 'vitest';
import { onceEach, type Response } from '../../sim/stages/responses.ts';

const said = (prompt: number[], answer: number[]): Response => ({ prompt, answer });

test('every answer gets its measure, and each different one is measured once', () => {
  const responses = [said([1], [2, 3]), said([1], [2]), said([1], [2, 3]), said([1, 2], [3]), said([1], [2])];
  let seen = 0;
  const measure = (different: readonly Response[]) => {
    seen += different.length;
    return different.map(({ prompt, answer }) => 100 * prompt.length + answer.length);
  };
  expect(onceEach(responses, measure)).toEqual([102, 101, 102, 201, 101]);
  expect(seen).toBe(3);
});
