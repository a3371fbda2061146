/** The figure that trains with one to four workers ends in every engine, with the bits of one worker in Node. */
import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { engines } from './engines.ts';
import { awaken, pressRun } from './figure.ts';
import { chromiumStage, engineStage } from './stage.ts';

const ID = 'data-parallel';
const PAGE = 'part-1/scaling-training/';
const FIGURE = `document.querySelector('figure.speed-up')`;
/** Four rounds of four runs beside another check; where Firefox hangs at the start of a helper, runs begin again. */
const LONG_MS = 240_000;

const experiment = await loadExperiment(ID);

describe.each(asked(engines, ({ name }) => name))('$name', (engine) => {
  const stage = engineStage(engine);
  test(
    'all runs have the same hash, and the table shows it',
    async () => {
      const { browser, url } = stage;
      await browser.open(`${url}${PAGE}`);
      await awaken(browser, ID);
      await browser.click('figure.speed-up .preset'); // the smallest batch
      await pressRun(browser, ID);
      await browser.waitFor(`['done', 'failed'].includes(${FIGURE}.dataset.run)`, LONG_MS);
      const text = (selector: string) =>
        browser.evaluate<string[]>(
          `[...${FIGURE}.querySelectorAll('${selector}')].map((each) => each.textContent)`,
        );
      const [status] = await text('.status');
      expect(status).toContain('The same bits in all 12 runs, and as at build.');
      const hash = hashOf(experiment, { batch: 8 });
      expect(await browser.evaluate<string>(`${FIGURE}.dataset.hash`)).toBe(hash);
      await browser.waitFor(`${FIGURE}.querySelectorAll('[data-view=runs] tbody tr').length > 0`);
      const hashes = await text('[data-view=runs] tbody td:last-child');
      expect(new Set(hashes)).toEqual(new Set([hash.replace(/(.{4})(?=.)/g, '$1 ')]));
      // One worker is always to be had; Firefox may have lost the others.
      if (engine.name !== 'Firefox') expect(hashes).toHaveLength(4);
      expect(await browser.messages()).toEqual([]);
    },
    LONG_MS + 60_000,
  );
});

describe('without workers', () => {
  const stage = chromiumStage();
  test('the figure says that there is nothing to compare', async () => {
    const page = await stage.browser.newPage();
    try {
      await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
      await page.goto(`${stage.url}${PAGE}`);
      await page.locator('figure.speed-up').scrollIntoViewIfNeeded();
      await page.waitForSelector('figure.speed-up[data-ready]');
      await page.locator('figure.speed-up').getByRole('button', { name: 'Run on this machine' }).click();
      await page.waitForSelector('figure.speed-up[data-run=failed]', { timeout: LONG_MS });
      expect(await page.textContent('figure.speed-up .status')).toContain('may start no workers of its own');
    } finally {
      await page.close();
    }
  });

  test('with one core, the figure says so', async () => {
    const page = await stage.browser.newPage();
    try {
      await page.addInitScript(() =>
        Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 1 }),
      );
      await page.goto(`${stage.url}${PAGE}`);
      await page.locator('figure.speed-up').scrollIntoViewIfNeeded();
      await page.waitForSelector('figure.speed-up[data-ready]');
      await page.locator('figure.speed-up .preset').first().click();
      await page.locator('figure.speed-up').getByRole('button', { name: 'Run on this machine' }).click();
      await page.waitForSelector('figure.speed-up[data-run=done]', { timeout: LONG_MS });
      expect(await page.textContent('figure.speed-up .told')).toContain('This browser reports one core');
    } finally {
      await page.close();
    }
  });
});
