/** A figure alone: what runs it is in the window, its picture near, and nothing moves while it runs. */
import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../sim/experiment.ts';
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
    const observer = new ResizeObserver(() => {
      seen.least = Math.min(seen.least, figure.offsetHeight);
      seen.most = Math.max(seen.most, figure.offsetHeight);
      figure.dataset['extent'] = String(seen.most - seen.least);
    });
    observer.observe(figure);
    figure.addEventListener('extent:end', () => observer.disconnect(), { once: true });
  });
  // What says that an earlier run is done is wiped out: it is this one that is waited for.
  await page.evaluate(() => (document.querySelector<HTMLElement>('figure.lab')!.dataset['run'] = 'asked'));
  await page.click('.bar .button');
  await page.waitForSelector('figure.lab[data-run=done]', { timeout: RUN_MS });
  await page.evaluate(settle);
  await page.evaluate(() => document.querySelector('figure.lab')!.dispatchEvent(new Event('extent:end')));
  return Number(await page.getAttribute('figure.lab', 'data-extent'));
}

interface Look {
  readonly slide: Awaited<ReturnType<typeof placesOf>>;
  readonly phone: Awaited<ReturnType<typeof placesOf>>;
  /** Of a run under each tab. */
  readonly extents: readonly number[];
}

/** One visit for all that is asked. */
const lookAt = (experiment: Experiment, tabs: number): Promise<Look> => {
  const path = `embed/${experiment.id}/${experiment.clock ? little(experiment).query : ''}`;
  return openAt(stage.browser, SLIDE, stage.url + path, async (page) => {
    const slide = await placesOf(page);
    await page.setViewportSize(PHONE);
    await page.evaluate(settle);
    const phone = await placesOf(page);
    await page.setViewportSize(COLUMN);
    const extents: number[] = [];
    for (let tab = 0; tab < tabs; tab++) {
      await openTab(page, tab);
      await page.evaluate(settle);
      // A tab that opens may be the first to want a face: that it comes is no fault of the run.
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      extents.push(await extentOfRun(page));
    }
    return { slide, phone, extents };
  });
};

const experiments = await Promise.all(asked(experimentIds, (id) => id).map(loadExperiment));
describe.each(experiments)('$id', (experiment) => {
  const { clock, tabs = [{ label: 'Picture' }] } = experiment;
  let look: Promise<Look> | undefined;
  const seen = () => (look ??= lookAt(experiment, clock ? tabs.length : 0));

  test('alone on a slide: Run, or its first control, is in the window', async () => {
    expect((await seen()).slide.bottom).toBeLessThanOrEqual(SLIDE.height);
  });

  test('on a phone: from there to the picture is less than a screen', async () => {
    const { top, picture } = (await seen()).phone;
    expect(picture - top).toBeLessThanOrEqual(PHONE.height);
  });

  if (clock)
    test.each([...tabs.keys()])('keeps its height while it runs, tab %i', async (tab) => {
      expect((await seen()).extents[tab]).toBeLessThanOrEqual(STILL);
    });
});
