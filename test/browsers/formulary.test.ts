/** The filter of the formulary, as a reader uses it: by mouse and keyboard, from an address, on a small screen. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const PATH = 'applications/formulary/';
let page: Page;
beforeAll(async () => {
  page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
});
afterAll(() => page.close());
beforeEach(() => page.goto(stage.url + PATH));

const open = (address: string) => page.goto(stage.url + PATH + address);
const count = () => page.innerText('.find output');
const seen = () =>
  page.$$eval('.found li', (rows) => rows.filter((row) => row.checkVisibility()).map(({ id }) => id));
const search = () => page.evaluate(() => location.search);

test('all is folded at first, and everything is counted', async () => {
  expect(await count()).toMatch(/^(\d+) of \1 rules, (\d+) of \2 scenarios$/);
  expect(await seen()).toEqual([]);
  expect(await page.isVisible('.find')).toBe(true);
});

test('words and choices narrow it down, and stand in the address', async () => {
  await page.fill('.find [name=q]', 'bleeding INR');
  const words = await seen();
  expect(words).toContain('rule-ibuprofen-with-warfarin');
  await page.selectOption('.find [name=drug]', 'warfarin');
  await page.selectOption('.find [name=kind]', 'interaction');
  const both = await seen();
  expect(both.length).toBeLessThan(words.length);
  for (const id of both) expect(id).toMatch(/^rule-.*warfarin/);
  expect(await count()).toMatch(new RegExp(`^${both.length} of \\d+ rules, 0 of \\d+ scenarios$`));
  await expect.poll(search).toBe('?q=bleeding+INR&drug=warfarin&kind=interaction');
});

test('an address shows what it showed before', async () => {
  await open('?drug=warfarin&kind=interaction&q=bleeding');
  expect(await page.inputValue('.find [name=q]')).toBe('bleeding');
  expect(await page.inputValue('.find [name=drug]')).toBe('warfarin');
  expect(await seen()).toContain('rule-ibuprofen-with-warfarin');
});

test.each(['topic', 'authority', 'evidence', 'severity', 'asked'])('%s: each value leaves some and hides others', async (facet) => {
  const all = Number(/of (\d+) rules/.exec(await count())![1]);
  const values = await page.$$eval(`.find [name=${facet}] option`, (options) => options.map((option) => (option as HTMLOptionElement).value).filter(Boolean));
  expect(values.length).toBeGreaterThan(1);
  for (const value of values) {
    await page.selectOption(`.find [name=${facet}]`, value);
    const rows = await seen();
    expect(rows.length, value).toBeGreaterThan(0);
    expect(rows.length, value).toBeLessThan(all);
  }
}); // prettier-ignore

test('nothing found is said, with a way back by keyboard', async () => {
  await page.fill('.find [name=q]', 'xyzzy');
  expect(await seen()).toEqual([]);
  expect(await page.innerText('[data-none]')).toContain('No rule and no scenario');
  await page.focus('[data-none] button');
  await page.keyboard.press('Enter');
  expect(await page.isVisible('[data-none]')).toBe(false);
  expect(await page.evaluate(() => document.activeElement!.getAttribute('name'))).toBe('q');
  await expect.poll(search).toBe('');
});

test('Enter leads to the first fold that holds something', async () => {
  await page.fill('.find [name=q]', 'digoxin amiodarone');
  await page.press('.find [name=q]', 'Enter');
  const focused = await page.evaluate(() => document.activeElement!.closest('details')?.innerText ?? '');
  expect(focused).toMatch(/digoxin/i);
});

test('a value that nothing has is read as none, and said', async () => {
  await open('?drug=aspirin&kind=liver');
  expect(await page.innerText('[data-strange]')).toContain('drug=aspirin');
  expect((await seen()).length).toBeGreaterThan(20);
});

test('an address of a rule opens its fold, even where a filter hides it', async () => {
  await open('#rule-metformin-renal-0-30');
  expect(await page.isVisible('#rule-metformin-renal-0-30')).toBe(true);
  await open('?drug=warfarin#rule-metformin-renal-0-30');
  expect(await page.isVisible('#rule-metformin-renal-0-30')).toBe(true);
  const { y } = (await page.locator('#rule-metformin-renal-0-30').boundingBox())!;
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(900);
});

test('a report begins with its rule', async () => {
  await open('?q=rule-metformin-renal-0-30');
  await page.click('#rule-metformin-renal-0-30 [data-report]');
  expect(await page.innerText('[data-report-about]')).toContain('rule-metformin-renal-0-30');
});

test('on a screen of 320 pixels nothing stands out, whatever is open', async () => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open('?severity=3');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('asks no other place for anything', async () => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(stage.url).origin)) elsewhere.push(request.url());
  });
  await open('?q=warfarin');
  await page.fill('.find [name=q]', 'digoxin');
  expect(elsewhere).toEqual([]);
});
