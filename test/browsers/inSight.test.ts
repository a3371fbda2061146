/** What a reader of the figure of chapter 1 compares is in sight at once: the key and the answers of all three models. */
import { expect, test } from 'vitest';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();

/** The key, and who answers. */
const COMPARED = 4;
const WINDOWS = [
  { width: 360, height: 780 },
  { width: 1280, height: 900 },
  { width: 1440, height: 900 },
];
/** The drug that the figure opens with, and one about which authorities differ at this kidney function; and their keys. */
const DRUGS = { ibuprofen: 'risk of kidney injury', acetaminophen: 'Authorities differ' };

test.each(WINDOWS)('at $width px the key and three answers need no scrolling', async (viewport) => {
  const page = await stage.browser.newPage({ viewport });
  try {
    for (const [drug, key] of Object.entries(DRUGS)) {
      await page.goto(`${stage.url}part-1/pipeline/?ask-the-model.drug=${drug}`);
      await page.locator('#fig-ask').evaluate((figure) => figure.scrollIntoView());
      await page.waitForSelector('#fig-ask[data-ready]');
      const box = page.locator('#fig-ask [data-view=answers] .written', { hasText: key });
      await box.waitFor();
      const hidden = await box.evaluate((written) => {
        const { bottom } = written.getBoundingClientRect();
        return [...written.querySelectorAll('dd')].map(
          (said) => said.getBoundingClientRect().bottom - bottom,
        );
      });
      expect(hidden.length, drug).toBeGreaterThanOrEqual(COMPARED);
      for (const below of hidden.slice(0, COMPARED)) expect(below, drug).toBeLessThanOrEqual(1);
    }
  } finally {
    await page.close();
  }
});
