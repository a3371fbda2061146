/** A figure stands on one screen: what is moved and what comes of it, in one look; and nothing moves when it runs. */
import type { Browser, Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { pages } from '../pages/pages.ts';
import { figuresOn, little, RUN_MS } from './figure.ts';
import { settle, unfold } from './sight.ts';
import { chromiumStage } from './stage.ts';

/** Of a figure in its place on a page, in a window of 1440 × 900. */
const HIGHEST = 760;
const DESK = { width: 1440, height: 900 };
const SLIDE = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 780 };
/** Wide enough for panels side by side, as in a chapter. */
const COLUMN = { width: 704, height: 900 };
/** A figure may round. */
const STILL = 1;

const stage = chromiumStage();

async function open<T>(
  browser: Browser,
  viewport: typeof DESK,
  path: string,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  try {
    await page.goto(stage.url + path, { waitUntil: 'networkidle' });
    await page.evaluate(unfold);
    await page.evaluate(settle);
    return await look(page);
  } finally {
    await page.close();
  }
}

/** Opens a tab of every figure that has so many. */
const openTab = (page: Page, tab: number) =>
  page.evaluate((at) => {
    for (const figure of document.querySelectorAll('figure.lab'))
      figure.querySelectorAll<HTMLElement>('[role=tab]')[at]?.click();
  }, tab);

const heightsOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('figure.lab')].map(({ id, offsetHeight }) => ({
      id,
      height: offsetHeight,
    })),
  );

const tabsOf = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      1,
      ...[...document.querySelectorAll('figure.lab')].map(
        (figure) => figure.querySelectorAll('[role=tab]').length,
      ),
    ),
  );

const withFigures = pages.filter(
  ({ path, html }) => figuresOn(html).length > 0 && !/^(embed|print)\//.test(path),
);
test.each(asked(withFigures, ({ path }) => `/${path}`))(
  `/$path: its figures, every tab, are at most ${HIGHEST} px high`,
  async ({ path }) => {
    const tooHigh = await open(stage.browser, DESK, path, async (page) => {
      const found: string[] = [];
      for (let tab = 0; tab < (await tabsOf(page)); tab++) {
        await openTab(page, tab);
        await page.evaluate(settle);
        for (const { id, height } of await heightsOf(page))
          if (height > HIGHEST) found.push(`${id}, tab ${tab}: ${height} px`);
      }
      return found;
    });
    expect(tooHigh).toEqual([]);
  },
);

/** Run, or without it the first control; and where the picture begins. */
const placesOf = (page: Page) =>
  page.evaluate(() => {
    const figure = document.querySelector('figure.lab')!;
    const first = figure.querySelector('.bar .button, .params :is(input, textarea)')!.getBoundingClientRect();
    const picture = figure.querySelector('[data-picture]')!.getBoundingClientRect();
    return { top: first.top, bottom: first.bottom, picture: picture.top };
  });

/** The highest and the lowest that a figure was while it ran. */
async function extentOfRun(page: Page): Promise<number> {
  await page.evaluate(() => {
    const figure = document.querySelector<HTMLElement>('figure.lab')!;
    const seen = { least: figure.offsetHeight, most: figure.offsetHeight };
    new ResizeObserver(() => {
      seen.least = Math.min(seen.least, figure.offsetHeight);
      seen.most = Math.max(seen.most, figure.offsetHeight);
      figure.dataset['extent'] = String(seen.most - seen.least);
    }).observe(figure);
  });
  await page.click('.bar .button');
  await page.waitForSelector('figure.lab[data-run=done]', { timeout: RUN_MS });
  await page.evaluate(settle);
  return Number(await page.getAttribute('figure.lab', 'data-extent'));
}

const experiments = await Promise.all(asked(experimentIds, (id) => id).map(loadExperiment));
describe.each(experiments)('$id', (experiment) => {
  const { id, clock, tabs } = experiment;

  test('alone on a slide: Run, or its first control, is in the window', async () => {
    const { bottom } = await open(stage.browser, SLIDE, `embed/${id}/`, placesOf);
    expect(bottom).toBeLessThanOrEqual(SLIDE.height);
  });

  test('on a phone: from there to the picture is less than a screen', async () => {
    const { top, picture } = await open(stage.browser, PHONE, `embed/${id}/`, placesOf);
    expect(picture - top).toBeLessThanOrEqual(PHONE.height);
  });

  if (clock)
    test.each([...(tabs ?? [{ label: 'Picture' }]).keys()])(
      'keeps its height while it runs, tab %i',
      async (tab) => {
        const path = `embed/${id}/${little(experiment).query}`;
        const extent = await open(stage.browser, COLUMN, path, async (page) => {
          await openTab(page, tab);
          await page.evaluate(settle);
          return extentOfRun(page);
        });
        expect(extent).toBeLessThanOrEqual(STILL);
      },
    );
});
