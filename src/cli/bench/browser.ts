/**
 * Seconds from the click to the end of the whole pipeline in Chromium, in sight and in a hidden tab, beside Node in the
 * same minutes, with one worker and with two; and what the page itself costs meanwhile. Over dist/, which has to be built.
 */
import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { nodeHost } from '../../../components/host/node.ts';
import { loadExperiment } from '../../../sim/experiments/index.ts';
import { finish } from '../../../sim/run.ts';
import { defaultsOf, encode } from '../../../sim/settings.ts';
import { CHROMIUM_FLAGS, findChromium } from '../findBrowser.ts';
import { UsageError } from '../flags.ts';
import { serve } from '../serve.mjs';
import { SETTINGS } from './pipeline.ts';

/** In one run, so that their ratio means something. */
const WORKERS = [1, 2];

export interface BrowserTiming {
  readonly setting: string;
  /** As the address asks; as many compute, if the machine has cores. */
  readonly workers: number;
  /** Whether the tab was in sight. */
  readonly seen: 'visible' | 'hidden';
  readonly seconds: number;
  /** From the click to the first rows on the page. */
  readonly firstRowMs: number;
  /** Tasks of the main thread above 50 ms, and the longest of them. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  /** CPU of the main thread during the run. */
  readonly mainThreadSeconds: number;
  readonly nodeSeconds: number;
}

const ID = 'pipeline';
const LONGEST_MS = 300_000;

/** Runs in the page, before its own scripts: notes long tasks and the first rows that a worker sends. */
function note(): void {
  const noted = { tasks: [] as number[], firstRow: 0 };
  Object.assign(window, { noted });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.tasks.push(duration);
  }).observe({ type: 'longtask' });
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener(
        'message',
        ({ data }: MessageEvent<{ type?: string; rows?: readonly unknown[] }>) => {
          if (data.type === 'rows' && data.rows!.length > 0) noted.firstRow ||= performance.now();
        },
      );
    }
  };
}

/** Counts from its first call. */
async function taskClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
}

async function timed(page: Page, seen: BrowserTiming['seen']) {
  const clock = await taskClock(page);
  const before = await clock();
  const [seconds, firstRowMs, tasks] = await page.evaluate(
    async ([longest, hide]) => {
      const figure = document.querySelector<HTMLElement>('figure.lab')!;
      const noted = (window as unknown as { noted: { tasks: number[]; firstRow: number } }).noted;
      noted.tasks.length = 0;
      if (hide) {
        Object.defineProperty(document, 'hidden', { get: () => true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
      const button = [...figure.querySelectorAll('button')].find((each) => /^Run/.test(each.textContent))!;
      const started = performance.now();
      button.click();
      await new Promise<void>((done, fail) => {
        const timer = setTimeout(() => fail(new Error('the run does not end')), longest);
        new MutationObserver(() => {
          if (figure.dataset['run'] === 'failed') fail(new Error('the run failed'));
          if (figure.dataset['run'] !== 'done') return;
          clearTimeout(timer);
          done();
        }).observe(figure, { attributes: true, attributeFilter: ['data-run'] });
      });
      return [(performance.now() - started) / 1000, noted.firstRow - started, noted.tasks] as const;
    },
    [LONGEST_MS, seen === 'hidden'] as const,
  );
  const mainThreadSeconds = (await clock()) - before;
  return {
    seconds,
    firstRowMs,
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
    mainThreadSeconds,
  };
}

export async function benchBrowser(): Promise<BrowserTiming[]> {
  if (!existsSync('dist/index.html')) throw new UsageError('There is no dist/: run `npm run build` first.');
  const experiment = await loadExperiment(ID);
  const server = await serve({ root: 'dist', base: process.env['BASE_PATH'] ?? '/' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  const timings: BrowserTiming[] = [];
  try {
    for (const [setting, overrides] of Object.entries(SETTINGS)) {
      for (const seen of ['visible', 'hidden'] as const) {
        const started = performance.now();
        finish(experiment, overrides, nodeHost);
        const nodeSeconds = (performance.now() - started) / 1000;
        const query = encode(ID, experiment.params, { ...defaultsOf(experiment.params), ...overrides });
        for (const workers of WORKERS) {
          const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
          await page.addInitScript(note);
          await page.goto(`${server.url}embed/${ID}/?${query}&workers=${workers}`);
          await page.waitForSelector('figure.lab[data-ready]');
          // The reader's pointer is near before it presses: the worker is loaded by then.
          await page.hover('figure.lab button');
          await page.waitForTimeout(1000);
          const measured = await timed(page, seen);
          timings.push({ setting, workers, seen, nodeSeconds, ...measured });
          await page.close();
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return timings;
}
