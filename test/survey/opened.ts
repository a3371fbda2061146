/** The site that is measured, served, and Chromium open on it. */
import type { Browser } from '@playwright/test';
import { loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf, encode } from '../../sim/settings.ts';
import { builtPages, type Page } from '../../src/cli/check/built.ts';
import { UsageError } from '../../src/cli/flags.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { figuresOn } from '../browsers/figure.ts';
import { serveSite } from '../browsers/site.ts';

export interface Opened {
  readonly browser: Browser;
  /** Of the home page; the path of a page follows. */
  readonly url: string;
  readonly pages: readonly Page[];
}

export function sitePages(root: string): readonly Page[] {
  const pages = builtPages(root);
  if (pages.length > 0) return pages;
  throw new UsageError(
    `There is no site in ${root}: run \`npm test -- --only build\` first, or name one with --site.`,
  );
}

export async function withSite<T>(root: string, measure: (opened: Opened) => Promise<T>): Promise<T> {
  const pages = sitePages(root);
  const server = await serveSite({ root });
  const browser = await launchChromium();
  try {
    return await measure({ browser, url: server.url, pages });
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The query with which the trained figures of a page run quickly, as the contract of experiments runs them. */
export async function quickly(html: string): Promise<string> {
  let query = '';
  for (const id of new Set(figuresOn(html))) {
    const { params, small, clock } = await loadExperiment(id);
    if (clock) query = encode(id, params, { ...defaultsOf(params), ...small } as Settings, query);
  }
  return query === '' ? '' : `?${query}`;
}

export const figureIdsOn = (html: string): string[] =>
  [...html.matchAll(/<figure\b[^>]*\bclass="lab"[^>]*>/g)].flatMap(
    ([tag]) => /\bid="([^"]+)"/.exec(tag)?.slice(1) ?? [],
  );
