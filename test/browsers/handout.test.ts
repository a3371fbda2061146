/** A handout in Chromium: without answers, with them, on the screen and on paper; the sheet of tasks. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterEach, expect, test } from 'vitest';
import { handouts } from '../../components/bank/handout.ts';
import { handoutAddress } from '../../components/bank/items.ts';
import { TASKS_ADDRESS } from '../../components/bank/tasks.ts';
import { printDeck } from '../../src/cli/printDeck.ts';
import { axe } from './axe.ts';
import { sticksOut } from './sight.ts';
import { chromiumStage } from './stage.ts';

const all = await handouts;
const SLUG = 'part-1/reward-model';
const { items } = all.find(({ page }) => page.slug === SLUG)!;

const stage = chromiumStage();
const opened: Page[] = [];
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

/** Without script: a handout needs none. */
async function open(path: string): Promise<Page> {
  const context = await stage.browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 794, height: 1123 },
  });
  const page = await context.newPage();
  opened.push(page);
  await page.goto(stage.url + path, { waitUntil: 'load' });
  return page;
}

test('answers are out of sight, on the screen and on paper, until the address asks for them', async () => {
  const page = await open(handoutAddress(SLUG));
  const answers = page.locator('.answers dd:visible');
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    expect(await answers.count(), media).toBe(0);
  }
  await page.emulateMedia({ media: 'screen' });
  await page.click('a.with');
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    expect(await answers.count(), media).toBe(items.length);
  }
  await page.emulateMedia({ media: 'screen' });
  await page.click('a.without');
  expect(await answers.count()).toBe(0);
});

test('the answers add pages to the PDF', async () => {
  const file = join(tmpdir(), `handout-${process.pid}.pdf`);
  try {
    const url = stage.url + handoutAddress(SLUG);
    const without = await printDeck(stage.browser, url, file);
    expect(await printDeck(stage.browser, `${url}#answers`, file)).toBeGreaterThan(without);
  } finally {
    rmSync(file, { force: true });
  }
});

test('nothing sticks out of any on paper or on a phone, and every figure has its code', async () => {
  const page = await open(TASKS_ADDRESS);
  for (const path of [TASKS_ADDRESS, ...all.map(({ page: { slug } }) => handoutAddress(slug))]) {
    await page.goto(stage.url + path, { waitUntil: 'load' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print' });
    const codes = await page.$$eval(
      '.way svg',
      (svgs) => svgs.filter((svg) => svg.getBoundingClientRect().width > 60).length,
    );
    expect(codes, path).toBe(await page.locator('.way').count());
    expect(await page.evaluate(sticksOut), path).toEqual([]);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate(sticksOut), path).toEqual([]);
  }
});

test('axe has nothing to say of a handout with its answers, in either theme, or of the sheet', async () => {
  for (const [path, theme] of [
    [`${handoutAddress(SLUG)}#answers`, 'light'],
    [`${handoutAddress(SLUG)}#answers`, 'dark'],
    [TASKS_ADDRESS, 'light'],
  ] as const) {
    const context = await stage.browser.newContext({ colorScheme: theme });
    const page = await context.newPage();
    opened.push(page);
    await page.goto(stage.url + path, { waitUntil: 'load' });
    expect(await axe(page, theme), `${path} ${theme}`).toEqual([]);
  }
});
