/** What a test file stands on: the built site served, and a browser open; both closed at its end, whatever happens. */
import type { Browser as Playwright } from '@playwright/test';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { tellDeeds } from './deeds.ts';
import type { Engine } from './engines.ts';
import { serveSite } from './site.ts';

export interface Stage<B> {
  readonly browser: B;
  /** Of the home page; the path of a page follows. */
  readonly url: string;
}

function stage<B extends { close(): Promise<unknown> }>(
  open: () => Promise<B>,
  site: Parameters<typeof serveSite>[0],
): Stage<B> {
  const closing: (() => Promise<unknown>)[] = [];
  let stands: Stage<B> | undefined;
  beforeAll(async () => {
    const server = await serveSite(site);
    closing.push(() => server.close());
    const browser = await open();
    closing.push(() => browser.close());
    stands = { browser, url: server.url };
  });
  afterAll(async () => {
    tellDeeds();
    for (const close of closing.reverse()) await close();
  });
  const now = () => {
    if (!stands)
      throw new Error('the browser is opened before the first test, not while tests are collected');
    return stands;
  };
  return {
    get browser() {
      return now().browser;
    },
    get url() {
      return now().url;
    },
  };
}

/** One of three engines, behind the interface that they share. */
export function engineStage({ name, open, collecting }: Engine, root?: string): Stage<Browser> {
  const stands = stage(open, { collecting, ...(root !== undefined && { root }) });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await stands.browser.screenshot(`test/output/failed-${name}-${task.id}.png`);
  });
  return stands;
}

/** Chromium with all that Playwright can do. */
export function chromiumStage(root?: string): Stage<Playwright> {
  return stage(launchChromium, root === undefined ? {} : { root });
}
