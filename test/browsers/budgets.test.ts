/**
 * What a page weighs in script, compressed as GitHub Pages sends it, measured from the responses that Chromium gets:
 * before a figure is near, with one in view, after its first use. Workers and WebAssembly do not count.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { pages } from '../pages/pages.ts';
import { moved } from './figure.ts';
import { chromiumStage } from './stage.ts';

/** kB (1000 bytes) of gzip. */
const BUDGET = { before: 40, visible: 125, used: 220 } as const;
/** The smallest window in which the top of a page can stand without its first figure. */
const WINDOW = { width: 1280, height: 320 };

const stage = chromiumStage();

/** Counts script as it arrives; a worker's own files, which it alone imports, are told apart by who asks for them. */
function weigh(page: Page, start: number): { kilobytes(): Promise<number> } {
  const sizes = new Map<string, Promise<number>>();
  const workers = new Set<string>();
  page.on('worker', (worker) => workers.add(worker.url()));
  page.on('requestfinished', (request) => {
    if (!/\.m?js$/.test(new URL(request.url()).pathname)) return;
    sizes.set(
      request.url(),
      request.sizes().then(({ responseBodySize }) => responseBodySize),
    );
  });
  return {
    async kilobytes() {
      const theirs = new Set(workers);
      for (const url of theirs) {
        const code = await (await fetch(url)).text();
        for (const [, name] of code.matchAll(/["'`]\.?\/?((?:[\w-]+\/)*[\w.-]+\.js)["'`]/g)) {
          theirs.add(new URL(name!.split('/').at(-1)!, url).href);
        }
      }
      const own = [...sizes].filter(([url]) => !theirs.has(url)).map(([, size]) => size);
      return (await Promise.all(own)).reduce((sum, size) => sum + size / 1000, start);
    },
  };
}

async function firstUse(page: Page): Promise<void> {
  const figure = page.locator('figure.lab').first();
  const run = figure.getByRole('button', { name: /^(Run|Train)/ }).first();
  if ((await run.count()) > 0) await run.click();
  else {
    const experiment = await loadExperiment((await figure.getAttribute('data-experiment'))!);
    const detail = { experiment: experiment.id, values: moved(experiment).settings };
    await page.evaluate((set) => document.dispatchEvent(new CustomEvent('lab:set', { detail: set })), detail);
  }
  await page.waitForSelector('figure.lab[data-run=done]', { timeout: 60_000 });
}

/** Script in the page itself; JSON for search engines is not script. */
function inline(html: string): number {
  const scripts = html.matchAll(/<script\b(?![^>]*\b(?:src|type="application)\b)[^>]*>([\s\S]*?)<\/script>/g);
  return gzipSync([...scripts].map(([, code]) => code).join('\n')).length / 1000;
}

describe.each(pages)('/$path', ({ path, html }) => {
  const hasFigure = /<figure\b[^>]*\bdata-experiment=/.test(html);

  test(`script: ${hasFigure ? Object.values(BUDGET).join(', ') : BUDGET.before} kB at most`, async () => {
    const page = await stage.browser.newPage({ viewport: WINDOW });
    try {
      const scale = weigh(page, inline(html));
      await page.goto(stage.url + path, { waitUntil: 'networkidle' });
      const awake = await page.locator('astro-island:not([ssr])').count();
      const weight: Partial<Record<keyof typeof BUDGET, number>> = {};
      if (awake === 0) weight.before = await scale.kilobytes();
      if (hasFigure) {
        // Its controls stand at its lower end, and they are what wakes.
        await page.evaluate(() =>
          document.querySelector('figure.lab')!.scrollIntoView({ block: 'end', behavior: 'instant' }),
        );
        await page.waitForSelector('figure.lab[data-ready]');
        await page.waitForLoadState('networkidle');
        weight.visible = await scale.kilobytes();
        await firstUse(page);
        await page.waitForLoadState('networkidle');
        weight.used = await scale.kilobytes();
      }
      const report = Object.entries(weight).map(([moment, kilobytes]) => `${moment} ${kilobytes.toFixed(1)}`);
      console.log(
        `/${path} script ${report.join(', ')} kB; HTML ${(gzipSync(html).length / 1000).toFixed(1)} kB`,
      );
      for (const [moment, kilobytes] of Object.entries(weight)) {
        expect(kilobytes, `${moment}, kB of script`).toBeLessThanOrEqual(
          BUDGET[moment as keyof typeof BUDGET],
        );
      }
    } finally {
      await page.close();
    }
  });
});
