/** A reader's own facts in the tab: refused by line, taken, trained on, forgotten; nothing leaves the page's origin, and no drop leaves the page. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { readWorld } from '../../sim/world/own/readWorld.ts';
import { encode } from '../../sim/settings.ts';
import { csvWith, ROWS } from '../world/own/plants.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const { id, params, small } = await loadExperiment('own-world');
const query = encode(id, params, { ...small, world: 'allergens', beta: 0.3, keywordBias: 0, seed: 2 });

let page: Page;
let requests: string[];
beforeEach(async () => {
  page = await stage.browser.newPage({ viewport: { width: 900, height: 900 } });
  requests = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  await page.goto(`${stage.url}embed/${id}/?${query}`);
  await page.waitForSelector('figure.lab[data-ready]');
});
afterEach(() => page.close());

const panel = () => page.getByRole('group', { name: 'Your own facts' });
const run = () => page.locator('.bar .button').first();
const chosen = (name: string, text: string) =>
  page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** As a hand drops a file from a folder. */
const drop = (selector: string, name: string, text: string) =>
  page.evaluate(
    ([where, called, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content!], called!, { type: 'text/csv' }));
      const target = document.querySelector(where!)!;
      const options = { dataTransfer, bubbles: true, cancelable: true };
      target.dispatchEvent(new DragEvent('dragover', options));
      return !target.dispatchEvent(new DragEvent('drop', options));
    },
    [selector, name, text],
  );

test('a wrong file is refused by line; a good one is trained on, and can be forgotten', async () => {
  const address = page.url();
  const wrong = csvWith(ROWS.map((row, i) => (i === 4 ? 'ivy,northern,,,perhaps,,,,,' : row)));
  expect(await drop('figure.lab', 'wrong.csv', wrong)).toBe(true);
  const refusal = panel().getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain('wrong.csv was not taken: one thing is wrong.');
  expect(await refusal.innerText()).toContain(
    'Line 16, verdict: “perhaps” is no verdict; there are forbid, caution, allow, ask.',
  );
  expect(await page.locator('figure.lab').getAttribute('data-dragging')).toBeNull();

  expect(await drop('figure.lab', 'plants.csv', csvWith())).toBe(true);
  await panel().getByText('plants.csv: Plants in pots.').waitFor();
  expect(await panel().innerText()).toContain('30 rows, 89 facts');
  await page.getByText('Runs read plants.csv').waitFor();
  expect(await page.locator('.bar .status').innerText()).toMatch(
    /^Picture the shipped world.*Controls plants\.csv/,
  );
  await panel().getByRole('button', { name: 'Close' }).click();
  await run().click();
  await page.waitForSelector('figure.lab[data-run=done]');
  const hash = await page.getAttribute('figure.lab', 'data-hash');
  const stages = page.locator('[data-view=stages]');
  // The run has ended, and its last rows may still wait for a frame of a busy machine.
  await expect
    .poll(async () => (await stages.innerText()).match(/right|wrong/g)?.length, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(8);
  const picture = await stages.innerText();
  expect(picture).toMatch(/(Keep|Buy) .*\?/);
  expect(picture).toContain('This world’s key');

  await page.getByRole('button', { name: 'Forget the file' }).click();
  await run().click();
  await page.waitForSelector(`figure.lab[data-run=done]:not([data-hash="${hash!}"])`);
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  const origin = new URL(stage.url).origin;
  for (const request of requests)
    expect(request).toMatch(new RegExp(`^GET (${origin}|blob:${origin}|data:)`));
});

test('it works by keyboard and paste; many problems are told in part; a file beside the figure is no way out', async () => {
  await page.getByRole('button', { name: 'Your own facts' }).press('Enter');
  const text = panel().getByLabel('Or paste it here');
  await text.fill(csvWith(ROWS.map((row) => row.replace(/,(allow|forbid|caution|ask),/, ',perhaps,'))));
  await panel().getByRole('button', { name: 'Read this text' }).press('Enter');
  const refusal = panel().getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain('30 things are wrong');
  expect(await refusal.locator('li').count()).toBe(21);
  expect(await refusal.innerText()).toContain('and 10 more');
  await text.fill(csvWith());
  await panel().getByRole('button', { name: 'Read this text' }).press('Enter');
  await panel().getByText('pasted text: Plants in pots.').waitFor();

  await chosen('table.xlsx', 'PK\u0003\u0004xyz');
  await refusal.getByText('this is a workbook').waitFor();
  // A file that is refused leaves the one before in force.
  expect(await page.getByText('Runs read pasted text').count()).toBe(1);
  expect(await drop('body', 'other.csv', csvWith())).toBe(true);
  expect(await page.getByText('Runs read other.csv').count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await panel().count()).toBe(0);
});

test('the example is saved as CSV and JSON, and is what the page reads', async () => {
  await page.getByRole('button', { name: 'Your own facts' }).click();
  for (const [button, name] of [
    ['Save the example as CSV', 'allergens.csv'],
    ['as JSON', 'allergens.json'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await panel().getByRole('button', { name: button, exact: true }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(name);
    const text = readFileSync(await download.path(), 'utf8');
    const reading = readWorld(text);
    expect(reading.ok && reading.file.head.title).toBe('Allergens in recipes');
    await chosen(name, text);
    await panel().getByText(`${name}: Allergens in recipes.`).waitFor();
  }
});
