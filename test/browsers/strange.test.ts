/** Strange addresses in Chromium: no NaN, no frozen page, and the reader is told. 10,000 of them: `npm run survey -- browser`. */
import { expect, test } from 'vitest';
import { figureStrangely } from '../survey/inBrowser.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const COUNT = 50;

test.each(['pairwise-loss', 'near-duplicates', 'reward-pairs'])('%s', async (id) => {
  const { addresses, told, longestMs, faults } = await figureStrangely(stage, id, COUNT, Infinity, 11);
  expect(faults).toEqual([]);
  expect(addresses).toBe(COUNT);
  expect(told).toBeGreaterThan(COUNT / 2);
  // A machine with other work to do is slow; a page that hangs is slower.
  expect(longestMs).toBeLessThan(5000);
});
