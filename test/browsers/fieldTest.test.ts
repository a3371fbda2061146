/** The field test in a browser: what is shown by the right setting is right, a known mistake gets its reason, and both are kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { fieldTest, keyOf, shownBy } from '../../components/fieldTest/questions.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
beforeAll(async () => {
  page = await (await stage.browser.newContext()).newPage();
  await page.goto(`${stage.url}teach/field-test/`, { waitUntil: 'networkidle' });
});
afterAll(() => page.context().close());

const form = (id: string) => page.locator(`form#field-${id}`);
const count = () => page.locator('[data-field-count]').innerText();
const rounded = (value: number) => String(Number(value.toPrecision(5)));

async function answer(id: string, written: string): Promise<string> {
  await form(id).locator('input').fill(written);
  await form(id).locator('input').press('Enter');
  return form(id).locator('output').innerText();
}

test('all twenty can be answered, by keyboard', async () => {
  expect(await count()).toBe('20 questions');
  for (const question of fieldTest)
    expect(await answer(question.id, rounded((await keyOf(question)).right)), question.id).toBe('Right.');
  expect(await count()).toBe('20 of 20 right');
});

test('a known mistake is told what it misunderstands, another answer only that it is wrong', async () => {
  const question = fieldTest.find(({ id }) => id === 'pull')!;
  if ('finds' in question) throw new Error('a number was to be read');
  const [{ settings, because }] = question.mistakes as [(typeof question.mistakes)[number]];
  expect(await answer('pull', rounded(await shownBy(question, settings)))).toBe(`Not right. ${because}`);
  expect(await answer('pull', '77')).toBe('Not right.');
  expect(await answer('pull', 'two')).toBe('Write one number.');
  expect(await count()).toBe('19 of 20 right');
});

test('answers are there when the page is opened again', async () => {
  await page.reload({ waitUntil: 'networkidle' });
  await expect.poll(count).toBe('19 of 20 right');
  expect(await form('clip').locator('output').innerText()).toBe('Right.');
});
