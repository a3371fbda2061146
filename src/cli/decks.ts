/**
 * Prints the decks of a built site as PDF, one slide a page, with the browser that the tests use:
 * `npm run decks -- [--site DIR] [--out DIR] [part-1/reward-model …]`.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chapters } from '../../components/teach/deck/deck.ts';
import { CHROMIUM_FLAGS, findChromium } from './findBrowser.ts';
import { printDeck } from './printDeck.ts';
import { serve } from './serve.mjs';

const { values, positionals } = parseArgs({
  options: { site: { type: 'string', default: 'dist' }, out: { type: 'string', default: 'dist/decks' } },
  allowPositionals: true,
});
if (!existsSync(values.site)) {
  console.error(
    `There is no built site in ${values.site}: run \`npm run build\` first, or name one with --site.`,
  );
  process.exit(1);
}
const known = chapters.map(({ slug }) => slug);
const unknown = positionals.find((slug) => !known.includes(slug));
if (unknown !== undefined) {
  console.error(`There is no deck "${unknown}"; there are ${known.join(', ')}.`);
  process.exit(1);
}
const server = await serve({ root: resolve(values.site), base: process.env['BASE_PATH'] ?? '/' });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
try {
  for (const slug of positionals.length > 0 ? positionals : known) {
    const file = join(values.out, `${slug}.pdf`);
    mkdirSync(dirname(file), { recursive: true });
    const pages = await printDeck(browser, `${server.url}deck/${slug}/`, file);
    console.log(`${file}: ${pages} pages`);
  }
} finally {
  await browser.close();
  await server.close();
}
