/** Paper gives no answer away, unless the address asks for them; a table's caption goes with its table. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { oneOfEachKind } from '../../src/cli/check/built.ts';
import { pages } from '../pages/pages.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const withAnswers = pages.filter(({ html }) => /class="(?:quiz|exercise)"/.test(html));
const kinds = oneOfEachKind(withAnswers).map(({ path }) => path);

let page: Page;
beforeAll(async () => {
  page = await stage.browser.newPage({ viewport: { width: 680, height: 1000 } });
});
afterAll(() => page.close());

/** The words of the page as they are printed, and those of its answers alone. */
async function printed(path: string): Promise<{ all: string; asked: string; answers: string[] }> {
  await page.goto(stage.url + path);
  await page.emulateMedia({ media: 'print' });
  const text = await page.evaluate(() => ({
    all: document.body.innerText,
    asked: [...document.querySelectorAll<HTMLElement>('.quiz, .exercise')]
      .map((each) => each.innerText)
      .join('\n'),
    answers: [...document.querySelectorAll<HTMLElement>('.quiz .feedback, .exercise details :is(p, li)')]
      .filter((answer) => answer.checkVisibility())
      .map((answer) => answer.innerText.slice(0, 60)),
  }));
  await page.emulateMedia({ media: 'screen' });
  return text;
}

test('there are pages with questions', () => expect(withAnswers.length).toBeGreaterThan(5));

describe.each(withAnswers)('/$path', ({ path }) => {
  test('prints no answer, and says where they are', async () => {
    const { all, asked, answers } = await printed(path);
    expect(answers).toEqual([]);
    expect(all).toContain(`/course/${path}?answers=1`);
    expect(asked).not.toMatch(/^(?:Hint|Solution|Yes\.|No\.)/m);
  });
});

test.each(kinds)('/%s prints every answer where the address asks for them', async (path) => {
  const { all, answers } = await printed(`${path}?answers=1`);
  const there = await page.locator('.quiz .feedback, .exercise details').count();
  expect(answers.length).toBeGreaterThanOrEqual(there);
  expect(all).not.toContain('?answers=1');
});

test('a choice that was made on the screen gives nothing away on paper', async () => {
  await page.goto(`${stage.url}part-1/reward-model/`);
  await page.locator('.quiz input').first().check();
  await page.locator('.exercise summary').first().click();
  const seen = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.quiz .feedback, .exercise details :is(p, li)')].filter((answer) =>
          answer.checkVisibility({ contentVisibilityAuto: true }),
        ).length,
    );
  expect(await seen()).toBeGreaterThan(0);
  await page.emulateMedia({ media: 'print' });
  expect(await seen()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
});

test('on the screen the address opens them too, and without it they are closed', async () => {
  const open = () => page.locator('.exercise details[open]').count();
  await page.goto(`${stage.url}part-1/reward-model/`);
  expect(await open()).toBe(0);
  await page.goto(`${stage.url}part-1/reward-model/?answers=1`);
  expect(await open()).toBe(await page.locator('.exercise details').count());
});

test('captions of tables and figures stay with what they name', async () => {
  await page.emulateMedia({ media: 'print' });
  for (const path of ['part-1/reward-model/', 'reference/measurements/']) {
    await page.goto(stage.url + path);
    const breaks = await page.evaluate(() =>
      [...document.querySelectorAll('figure.table figcaption, .cap, caption, thead')].map(
        (caption) => getComputedStyle(caption).breakAfter,
      ),
    );
    expect(breaks.length).toBeGreaterThan(0);
    expect(new Set(breaks)).toEqual(new Set(['avoid']));
  }
  await page.emulateMedia({ media: 'screen' });
});
