/** The theme follows the reader's system. */
import { expect, test } from 'vitest';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();

test.each(['light', 'dark'] as const)('a reader whose system is %s gets that theme', async (colorScheme) => {
  const page = await stage.browser.newPage({ colorScheme });
  await page.goto(stage.url);
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(colorScheme);
  await page.close();
});
