/**
 * What a page weighs in script, compressed as GitHub Pages sends it, measured from the responses that Chromium gets.
 * Workers and WebAssembly do not count.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** kB (1000 bytes) of gzip: before a figure is near, with one in view, when figures have been used. */
export const BUDGET = { before: 40, visible: 125, used: 220 } as const;
export type Weights = Partial<Record<keyof typeof BUDGET, number>>;

export interface Scale {
  kilobytes(): Promise<number>;
}

/** Script in the page itself; JSON for search engines is not script. */
function inline(html: string): number {
  const scripts = html.matchAll(/<script\b(?![^>]*\b(?:src|type="application)\b)[^>]*>([\s\S]*?)<\/script>/g);
  return gzipSync([...scripts].map(([, code]) => code).join('\n')).length / 1000;
}

/** Counts script as it arrives; a worker's own files, which it alone imports, are told apart by who asks for them. */
export function weigh(page: Page, html: string): Scale {
  const sizes = new Map<string, Promise<number>>();
  const workers = new Set<string>();
  page.on('worker', (worker) => workers.add(worker.url()));
  page.on('requestfinished', (request) => {
    if (!/\.m?js$/.test(new URL(request.url()).pathname)) return;
    const size = request.sizes().then(({ responseBodySize }) => responseBodySize);
    // What still comes in while the page is closed is asked by nobody, and has no size.
    size.catch(() => undefined);
    sizes.set(request.url(), size);
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
      return (await Promise.all(own)).reduce((sum, size) => sum + size / 1000, inline(html));
    },
  };
}
