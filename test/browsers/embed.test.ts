/**
 * A figure in somebody else's slides, in a sandboxed frame, where storage throws and the origin is nobody's: it
 * computes the same rows as in Node, what runs it is in the window, its picture near, and nothing moves while it runs.
 */
import type { Frame } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { little, RUN_MS } from './figure.ts';
import { openTab, type Size } from './place.ts';
import { settle, unfold } from './sight.ts';
import { chromiumStage } from './stage.ts';

const SLIDE = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 780 };
/** Wide enough for panels side by side, as in a chapter. */
const COLUMN = { width: 704, height: 900 };
/** A figure may round. */
const STILL = 1;

const stage = chromiumStage();

/** Run, or without it the first control; and where the picture begins. */
const placesOf = (frame: Frame) =>
  frame.evaluate(() => {
    const figure = document.querySelector('figure.lab')!;
    const first = figure.querySelector('.bar .button, .params :is(input, textarea)')!.getBoundingClientRect();
    const picture = figure.querySelector('[data-picture]')!.getBoundingClientRect();
    return { top: first.top, bottom: first.bottom, picture: picture.top };
  });

/** The highest and the lowest that a figure was while it ran. */
async function extentOfRun(frame: Frame): Promise<number> {
  await frame.evaluate(() => {
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
  await frame.evaluate(() => (document.querySelector<HTMLElement>('figure.lab')!.dataset['run'] = 'asked'));
  await frame.click('.bar .button');
  await frame.waitForSelector('figure.lab[data-run=done]', { timeout: RUN_MS });
  await frame.evaluate(settle);
  await frame.evaluate(() => document.querySelector('figure.lab')!.dispatchEvent(new Event('extent:end')));
  return Number(await frame.getAttribute('figure.lab', 'data-extent'));
}

interface Look {
  readonly slide: Awaited<ReturnType<typeof placesOf>>;
  readonly phone: Awaited<ReturnType<typeof placesOf>>;
  /** Of a run under each tab. */
  readonly extents: readonly number[];
  readonly hash: string | null;
  /** Complaints of the page. */
  readonly said: readonly string[];
}

/** One visit for all that is asked. */
async function lookAt(experiment: Experiment, tabs: number): Promise<Look> {
  const page = await stage.browser.newPage({ viewport: SLIDE, reducedMotion: 'reduce' });
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  const url = `${stage.url}embed/${experiment.id}/${little(experiment).query}`;
  try {
    await page.setContent(
      `<iframe sandbox="allow-scripts" src="${url}" title="slide" style="position: fixed; inset: 0; width: 100vw; height: 100vh; border: 0"></iframe>`,
    );
    const frame = page.frames()[1]!;
    await frame.evaluate(unfold);
    const at = async (size: Size) => {
      await page.setViewportSize(size);
      await frame.evaluate(settle);
      return placesOf(frame);
    };
    const [slide, phone] = [await at(SLIDE), await at(PHONE)];
    await at(COLUMN);
    const extents: number[] = [];
    for (let tab = 0; tab < tabs; tab++) {
      await openTab(frame, tab);
      await frame.evaluate(settle);
      // A tab that opens may be the first to want a face: that it comes is no fault of the run.
      await frame.evaluate(() => document.fonts.ready.then(() => undefined));
      extents.push(await extentOfRun(frame));
    }
    const done = await frame.waitForSelector('figure.lab[data-run=done]', { timeout: RUN_MS });
    return { slide, phone, extents, hash: await done.getAttribute('data-hash'), said };
  } finally {
    await page.close();
  }
}

const experiments = await Promise.all(asked(experimentIds, (id) => id).map(loadExperiment));
describe.each(experiments)('$id', (experiment) => {
  const { clock, tabs = [{ label: 'Picture' }] } = experiment;
  let look: Promise<Look> | undefined;
  const seen = () => (look ??= lookAt(experiment, clock ? tabs.length : 0));

  test('runs in a sandboxed frame, with the same rows as in Node', async () => {
    const { hash, said } = await seen();
    expect(hash).toBe(hashOf(experiment, little(experiment).settings));
    expect(said).toEqual([]);
  });

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
