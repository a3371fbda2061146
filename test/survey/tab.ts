/**
 * One tab for a long time: figures run again and again, without a reload and over pages; what the tab holds after the
 * garbage has been collected, and the straight line through it.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { CDPSession, Page as Tab } from '@playwright/test';
import { RUN_MS } from '../browsers/figure.ts';
import { figureIdsOn, quickly, withSite } from './opened.ts';
import { useFigure, type Used } from './use.ts';

/** The heart of the course, a chapter of instant and trained figures, and all chapters one after the other. */
const STAYS = ['', 'part-2/ppo/'];
const TOUR = /^(part-[12]|applications|lab)\//;
/** Where samples of the tour are taken. */
const HOME = '';

export interface Sample {
  readonly phase: string;
  readonly minute: number;
  readonly round: number;
  readonly heapMB: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
  readonly workers: number;
  /** Resident memory of the tab's process with its workers, where the system tells (Linux). */
  readonly residentMB: number | undefined;
}

export interface Line {
  readonly phase: string;
  readonly what: 'heapMB' | 'nodes' | 'listeners' | 'residentMB';
  readonly first: number;
  readonly last: number;
  /** Per hour, by least squares over the later half of the rounds: in the earlier one the engine still compiles. */
  readonly perHour: number;
  readonly standardError: number;
  readonly rounds: number;
}

const residentOf = (pid: number | undefined): number | undefined => {
  const file = `/proc/${pid}/status`;
  if (pid === undefined || !existsSync(file)) return undefined;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))![1]) / 1024;
};

async function sampled(tab: Tab, session: CDPSession, pid: () => Promise<number | undefined>) {
  // Twice: what a finaliser lets go of is collected by the second.
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return {
    heapMB: of('JSHeapUsedSize') / 2 ** 20,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    documents: of('Documents'),
    workers: tab.workers().length,
    residentMB: residentOf(await pid()),
  };
}

export function lineThrough(points: readonly { readonly x: number; readonly y: number }[]): {
  readonly slope: number;
  readonly standardError: number;
} {
  const n = points.length;
  if (n < 3) return { slope: NaN, standardError: NaN };
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / n;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const sxx = points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / sxx;
  const rest = points.reduce((sum, { x, y }) => sum + (y - my - slope * (x - mx)) ** 2, 0);
  return { slope, standardError: Math.sqrt(rest / (n - 2) / sxx) };
}

export function linesOf(samples: readonly Sample[]): Line[] {
  const phases = [...new Set(samples.map(({ phase }) => phase))];
  return phases.flatMap((phase) => {
    const taken = samples.filter((sample) => sample.phase === phase);
    // A tour has few rounds, and each begins with new pages.
    const all = taken.slice(taken.length < 12 ? 1 : taken.length >> 1);
    return (['heapMB', 'nodes', 'listeners', 'residentMB'] as const).flatMap((what) => {
      const points = all.flatMap((sample) => {
        const y = sample[what];
        return y === undefined ? [] : [{ x: sample.minute / 60, y }];
      });
      if (points.length < 3) return [];
      const { slope, standardError } = lineThrough(points);
      const [first, last] = [points[0]!.y, points.at(-1)!.y];
      return [{ phase, what, first, last, perHour: slope, standardError, rounds: points.length }];
    });
  });
}

/** @param tell of each sample as it is taken */
export async function surveyTab(
  root: string,
  minutes: number,
  tell: (sample: Sample) => void,
): Promise<{
  readonly samples: readonly Sample[];
  readonly runs: number;
  readonly failed: readonly string[];
}> {
  return withSite(root, async ({ browser, url, pages }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    const whole = await browser.newBrowserCDPSession();
    const pid = async () => {
      const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer');
      return renderers.toSorted((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
    };
    const started = performance.now();
    const minute = () => (performance.now() - started) / 60_000;
    const samples: Sample[] = [];
    const failed: string[] = [];
    let runs = 0;
    tab.on('pageerror', (error) => failed.push(error.message));
    const take = async (phase: string, round: number) => {
      const sample = { phase, minute: minute(), round, ...(await sampled(tab, session, pid)) };
      samples.push(sample);
      tell(sample);
    };
    const htmlOf = (path: string) => pages.find((page) => page.path === path)!.html;
    const open = async (path: string) => tab.goto(url + path + (await quickly(htmlOf(path))));
    const useAll = async (path: string) => {
      for (const id of figureIdsOn(htmlOf(path))) {
        const { state } = await tab.evaluate<Used>(
          `(${useFigure.toString()})(${JSON.stringify(id)}, true, ${RUN_MS})`,
        );
        runs += 1;
        if (!['done', 'idle'].includes(state)) failed.push(`${path}#${id}: ${state}`);
      }
    };
    const share = minutes / (STAYS.length + 2);
    for (const [i, path] of STAYS.entries()) {
      await open(path);
      for (let round = 0; minute() < share * (i + 1); round++) {
        await useAll(path);
        await take(`/${path}, never left`, round);
      }
    }
    const tour = pages.map(({ path }) => path).filter((path) => TOUR.test(path));
    for (let round = 0; minute() < minutes; round++) {
      for (const path of tour) {
        await open(path);
        await useAll(path);
        if (minute() >= minutes) break;
      }
      await open(HOME);
      await useAll(HOME);
      await take(`from page to page (${tour.length})`, round);
    }
    return { samples, runs, failed };
  });
}
