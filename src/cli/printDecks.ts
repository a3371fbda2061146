/** Decks as PDF, one slide a page, with the browser that is installed. */
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './findBrowser.ts';
import { printDeck } from './printDeck.ts';
import { serve } from './serve.mjs';

export interface PrintedDecks {
  /** A built site, and the path that it is served under. */
  readonly root: string;
  readonly base: string;
  /** Their pages: `part-1/reward-model`. */
  readonly slugs: readonly string[];
  readonly out: string;
  /** The file of a deck, in `out`. */
  readonly fileOf: (slug: string) => string;
  readonly told: (line: string) => void;
}

export async function printDecks({ root, base, slugs, out, fileOf, told }: PrintedDecks): Promise<void> {
  const server = await serve({ root: resolve(root), base });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    for (const slug of slugs) {
      const file = join(out, fileOf(slug));
      mkdirSync(dirname(file), { recursive: true });
      told(`${file}: ${await printDeck(browser, `${server.url}deck/${slug}/`, file)} pages`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
