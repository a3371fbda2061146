/** The day of a page is that of the newest commit that touched it. */
import { expect, test } from 'vitest';
import { daysIn } from '../../src/lastChange.ts';

test('the newest commit counts, and each file has its own', () => {
  const log = [
    'commit 2026-11-27',
    '',
    'content/part-1/sft.mdx',
    'commit 2026-11-21',
    '',
    'content/part-1/sft.mdx',
    'content/part-1/elo.mdx',
    '',
  ].join('\n');
  expect([...daysIn(log)]).toEqual([
    ['content/part-1/sft.mdx', '2026-11-27'],
    ['content/part-1/elo.mdx', '2026-11-21'],
  ]);
  expect(daysIn('').size).toBe(0);
});
