/**
 * What a reader downloads who reads every page of the course in order, once, with an empty cache at the start: bytes of
 * all answers, compressed as GitHub Pages sends them, with workers, models, fonts and WebAssembly.
 */
import { PARTS } from '../../src/course.ts';
import { serve } from '../../src/cli/serve.mjs';
import { SITE, type Page } from '../../src/cli/check/built.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { RUN_MS } from '../browsers/figure.ts';
import { figureIdsOn, quickly, sitePages } from './opened.ts';
import { useFigure } from './use.ts';

/** GitHub Pages lets a browser keep files for ten minutes, and ask afterwards whether they are still the same. */
const CACHING = 'max-age=86400';

/** A page to which nothing comes for so long has all that it asked for. */
const QUIET_MS = 700;

export interface Downloaded {
  readonly path: string;
  /** kB, 1000 bytes. */
  readonly kilobytes: number;
}

/** @param running whether each figure is used, and its run awaited */
export async function surveyDownload(
  root: string,
  running: boolean,
  tell: (page: Downloaded) => void,
): Promise<Downloaded[]> {
  let bytes = 0;
  const server = await serve({
    root,
    base: SITE.base,
    caching: CACHING,
    onSent: (_, sent) => (bytes += sent),
  });
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const downloaded: Downloaded[] = [];
    for (const { path, html } of inReadingOrder(sitePages(root))) {
      bytes = 0;
      await tab.goto(server.url + path + (running ? await quickly(html) : ''), { waitUntil: 'load' });
      // Read to the end: what is loaded when it comes near is loaded.
      await tab.evaluate(async () => {
        for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
          scrollTo(0, y);
          await new Promise((wake) => setTimeout(wake, 25));
        }
      });
      for (const id of figureIdsOn(html)) {
        if (running) await tab.evaluate(`(${useFigure.toString()})(${JSON.stringify(id)}, false, ${RUN_MS})`);
        else {
          await tab.locator(`[id="${id}"]`).evaluate((figure) => figure.scrollIntoView({ block: 'end' }));
          await tab.locator(`[id="${id}"][data-ready]`).waitFor();
        }
      }
      for (let before = -1; before !== bytes;) {
        before = bytes;
        await tab.waitForTimeout(QUIET_MS);
      }
      const page = { path, kilobytes: bytes / 1000 };
      downloaded.push(page);
      tell(page);
    }
    return downloaded;
  } finally {
    await browser.close();
    await server.close();
  }
}

function inReadingOrder(pages: readonly Page[]): Page[] {
  const slugs = ['', ...PARTS.flatMap(({ entries }) => entries).map(({ slug }) => `${slug}/`)];
  return slugs.map((path) => {
    const page = pages.find((each) => each.path === path);
    if (!page) throw new Error(`The site has no page ${path}`);
    return page;
  });
}
