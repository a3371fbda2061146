/** A figure alone: what runs it is in the window, its picture near, and nothing moves while it runs. */
import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { little, RUN_MS } from './figure.ts';
import { openAt, openTab } from './place.ts';
import { settle } from './sight.ts';
import { chromiumStage } from './stage.ts';

const SLIDE = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 780 };
/** Wide enough for panels side by side, as in a chapter. */
const COLUMN = { width: 704, height: 900 };
/** A figure may round. */
const STILL = 1;

const stage = chromiumStage();

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
    const { bottom } = await openAt(stage.browser, SLIDE, `${stage.url}embed/${id}/`, placesOf);
    expect(bottom).toBeLessThanOrEqual(SLIDE.height);
  });

  test('on a phone: from there to the picture is less than a screen', async () => {
    const { top, picture } = await openAt(stage.browser, PHONE, `${stage.url}embed/${id}/`, placesOf);
    expect(picture - top).toBeLessThanOrEqual(PHONE.height);
  });

  if (clock)
    test.each([...(tabs ?? [{ label: 'Picture' }]).keys()])(
      'keeps its height while it runs, tab %i',
      async (tab) => {
        const path = `embed/${id}/${little(experiment).query}`;
        const extent = await openAt(stage.browser, COLUMN, stage.url + path, async (page) => {
          await openTab(page, tab);
          await page.evaluate(settle);
          // A tab that opens may be the first to want a face: that it comes is no fault of the run.
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          return extentOfRun(page);
        });
        expect(extent).toBeLessThanOrEqual(STILL);
      },
    );
});
