/** Chart text in a browser: as large before a figure wakes up as after, and inside its drawing. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { builtPage, liveDrawings } from './page.ts';

/** What figures get in windows of 360, 768, 1280, 1440 and 1600 px. */
const WIDTHS = [328, 560, 576, 640, 800];
const FIGURES = [
  'pipeline',
  'preference-votes',
  'elo-assistants',
  'ask-the-model',
  'pretraining',
  'min-hash',
];

interface Measured {
  /** Sizes of all visible chart text, px on the screen. */
  readonly sizes: readonly number[];
  /** Words that stick out of their chart by more than half a pixel. */
  readonly outside: readonly string[];
}

const measure = (page: Page) =>
  page.evaluate((): Record<string, Measured & { readonly width: number }> => {
    const views = [...document.querySelectorAll<HTMLElement>('[data-view]')].filter((view) =>
      view.querySelector('.chart'),
    );
    return Object.fromEntries(
      views.map((view) => {
        const chart = view.querySelector('.chart')!;
        const box = chart.getBoundingClientRect();
        const texts = [...chart.querySelectorAll<SVGTextElement>('text')].filter(
          (text) => text.getClientRects().length > 0 && text.textContent !== '',
        );
        const sizes = texts.map(
          (text) => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement!.getScreenCTM()!.a,
        );
        const outside = texts.flatMap((text) => {
          const { left, right } = text.getBoundingClientRect();
          return left < box.left - 0.5 || right > box.right + 0.5 ? [text.textContent] : [];
        });
        return [view.dataset['view']!, { sizes, outside, width: chart.clientWidth }];
      }),
    );
  });

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 900, height: 900 } });
});
afterAll(() => browser.close());

describe.each(FIGURES)('%s', async (id) => {
  const declaration = declarationOf(await loadExperiment(id));
  const { rows } = recordedRun(id);

  test.each(WIDTHS)('at %d px', async (width) => {
    await page.setContent(builtPage(declaration, rows, width, 'light'));
    await page.evaluate(() => document.fonts.ready);
    const built = await measure(page);
    const widths = Object.fromEntries(Object.entries(built).map(([view, each]) => [view, each.width]));
    await page.evaluate(
      (drawings) => {
        for (const [view, svg] of Object.entries(drawings))
          document.querySelector(`[data-view="${view}"] .chart`)!.innerHTML = svg;
      },
      liveDrawings(declaration, rows, width, widths),
    );
    const live = await measure(page);
    expect(Object.keys(live).length).toBeGreaterThan(0);
    for (const [view, { sizes, outside }] of Object.entries(live)) {
      const before = built[view]!;
      expect(outside, view).toEqual([]);
      expect(before.outside, view).toEqual([]);
      for (const all of [sizes, before.sizes]) {
        expect(all.length, view).toBeGreaterThan(0);
        expect(Math.min(...all), view).toBeGreaterThan(11);
        expect(Math.max(...all), view).toBeLessThan(13);
      }
      expect(Math.abs(Math.max(...sizes) - Math.max(...before.sizes)), view).toBeLessThan(0.5);
    }
  });
});
