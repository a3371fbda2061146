/** What goes wrong: every entry can be printed, filtered, and followed to a page. */
import { expect, test } from 'vitest';
import { challenges, isWritten, SEVERITIES } from '../../components/examples/challenges.ts';

test.each(challenges.map((each) => [each.id, each] as const))('%s is whole', (id, challenge) => {
  expect(id).toMatch(/^[a-z][a-z-]*$/);
  expect(SEVERITIES).toContain(challenge.severity);
  expect(isWritten(challenge.page), challenge.page).toBe(true);
  const { title, problem, example, authority, solutions } = challenge;
  for (const text of [title, problem, example, authority]) expect(text.trim()).not.toBe('');
  expect(solutions.length).toBeGreaterThan(0);
  for (const { what, claimed } of solutions) expect([what, claimed]).not.toContain('');
});

test('no two have one id', () => {
  expect(new Set(challenges.map(({ id }) => id)).size).toBe(challenges.length);
});
