/** Where the right choice stands tells nothing about which one it is. */
import { expect, test } from 'vitest';
import { inShownOrder } from '../../components/text/choices.ts';
import { coursePages } from '../../components/text/coursePages.ts';

interface Choice {
  readonly text: string;
  readonly right?: true;
}

const questions = coursePages
  .flatMap(({ components }) => components)
  .filter(({ name, attributes }) => name === 'Quiz' && Array.isArray(attributes['choices']))
  .map(({ attributes }) => ({
    id: String(attributes['id']),
    choices: attributes['choices'] as readonly Choice[],
  }))
  .filter(({ choices }) => choices.length === 3);

test('over all questions with three choices, each place is right about as often', () => {
  const places = [0, 0, 0];
  for (const { id, choices } of questions)
    places[inShownOrder(id, choices).findIndex(({ right }) => right)]! += 1;
  for (const times of places) expect(times / questions.length).toBeGreaterThan(0.2);
  for (const times of places) expect(times / questions.length).toBeLessThan(0.47);
});

test('the same choices stand there, numbers in their order, and what speaks of the others last', () => {
  for (const { id, choices } of questions)
    expect(new Set(inShownOrder(id, choices))).toEqual(new Set(choices));
  const numbers = [{ text: '50' }, { text: '≤ 0.5' }, { text: '500' }];
  expect(inShownOrder('q-numbers', numbers)).toEqual(numbers);
  const last = { text: 'Neither of them.' };
  for (let i = 0; i < 20; i++)
    expect(inShownOrder(`q-${i}`, [{ text: 'Yes.' }, last, { text: 'No.' }]).at(-1)).toBe(last);
});
