/** The figure of the whole pipeline: its menu by stage, on a desk and on a phone, and what its page says of a run. */
import type { Page } from '@playwright/test';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { encode } from '../../sim/settings.ts';
import { axe } from './axe.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const { id, params, small, groups } = await loadExperiment('pipeline');
/** In the order of the menu. */
const HEADINGS = [...groups!, 'Seed and models'];

let page: Page;
beforeEach(async () => {
  page = await stage.browser.newPage({ viewport: { width: 1440, height: 900 } });
});
afterEach(() => page.close());

async function openMenu(query = ''): Promise<void> {
  await page.goto(`${stage.url}lab/train/${query}`);
  await page.waitForSelector('#fig-train[data-ready]');
  await page.locator('#fig-train .deeds button', { hasText: 'More' }).click();
  await page.locator('#fig-train .groups').waitFor();
}
const heading = (name: string) => page.locator('.group-head', { hasText: new RegExp(`^${name}\\b`) });

test('every stage of the menu fits on one screen, by keyboard, and counts what was changed', async () => {
  await openMenu();
  expect(await page.locator('.group-head').allInnerTexts()).toEqual(HEADINGS);
  const names = new Set<string>();
  for (const name of HEADINGS) {
    await heading(name).focus();
    if ((await heading(name).getAttribute('aria-expanded')) === 'false') await page.keyboard.press('Enter');
    const { scrolls, height, found } = await page.evaluate(() => {
      const panel = document.querySelector('#fig-train .panel')!;
      return {
        scrolls: panel.scrollHeight - panel.clientHeight,
        height:
          panel.getBoundingClientRect().bottom -
          document.querySelector('#fig-train')!.getBoundingClientRect().top,
        found: [...panel.querySelectorAll<HTMLInputElement>('[name]')].map((input) => input.name),
      };
    });
    expect(scrolls, name).toBe(0);
    expect(height, name).toBeLessThan(900);
    for (const each of found) names.add(each);
  }
  const inMenu = Object.entries(params).filter(
    ([, { menu, when }]) => menu && (!when || when.is === 'start' || when.is === 'model'),
  );
  expect(names).toEqual(new Set(inMenu.map(([name]) => `${id}.${name}`)));

  await heading('PPO').click();
  await page.getByLabel('discount, number').fill('0.9');
  expect(await heading('PPO').textContent()).toBe('PPO 1 changed');
  await page.getByRole('button', { name: 'Reset this stage' }).click();
  expect(await heading('PPO').textContent()).toBe('PPO');
  expect(await axe(page, 'light')).toEqual([]);
  expect(await axe(page, 'dark')).toEqual([]);
});

test('on a phone the stages are below each other, and nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  await openMenu('?pipeline.epochs=4');
  const lefts = await page
    .locator('.group-head')
    .evaluateAll((heads) =>
      heads.map((head) => head.getBoundingClientRect()).map(({ left, width }) => [left, width]),
    );
  expect(new Set(lefts.map(String)).size).toBe(1);
  expect(await heading('PPO').getAttribute('aria-expanded')).toBe('true');
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
});

test('the page speaks of the run that the figure shows, and measures the speed of its model', async () => {
  const query = encode(id, params, { ...small, setting: 'taste' });
  await page.goto(`${stage.url}lab/train/?${query}`);
  await page.waitForSelector('#fig-train[data-ready]');
  const report = page.locator('.run-report');
  expect(await report.innerText()).toContain('Run in the figure: the defaults.');
  expect(await report.innerText()).toMatch(/Stability: \d+ % of PPO/);
  await report.scrollIntoViewIfNeeded();

  await page.locator('#fig-train .bar .button').first().click();
  await page.waitForSelector('#fig-train[data-run=done]');
  await page.locator('.run-report', { hasText: 'setting = a taste' }).waitFor();
  const advice = report.locator('[data-advice=enough-text] a');
  await advice.click();
  await page.locator('#fig-train .bar .status', { hasText: 'setting = standard' }).waitFor();

  await page.getByRole('button', { name: 'Measure it' }).click();
  await report
    .getByText(/The PPO model of this run .* writes [\d,]+ tokens per second with 128 answers at once/)
    .waitFor();
});
