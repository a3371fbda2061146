/** Short addresses lead on, with the settings and the section that they carry; without script too. */
import { expect, test } from 'vitest';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();

test('the query and the section are kept', async () => {
  const page = await stage.browser.newPage();
  await page.goto(`${stage.url}glossary/?q=1#def-kl`);
  await page.waitForURL(`${stage.url}reference/glossary/?q=1#def-kl`);
  expect(await page.locator('#def-kl').count()).toBe(1);
  await page.close();
});

test('without script the page opens', async () => {
  const page = await stage.browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${stage.url}errata/`);
  await page.waitForURL(`${stage.url}reference/errata/`);
  await page.close();
});
