/**
 * `npm run pdf`: the whole course as a PDF with bookmarks, printed by the installed browser from dist/print/.
 * --out FILE, --root FOLDER of another build (whose BASE_PATH is set).
 */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './findBrowser.ts';
import { serve } from './serve.mjs';

/** Printing thousands of drawings takes its time. */
const PATIENCE_MS = 600_000;

export interface Printed {
  readonly root: string;
  readonly base: string;
  /** Under the address of the site: "print/". */
  readonly path: string;
  readonly out: string;
}

export async function printPdf({ root, base, path, out }: Printed): Promise<void> {
  const server = await serve({ root: resolve(root), base });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage({ colorScheme: 'light', reducedMotion: 'reduce' });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(server.url + path, { waitUntil: 'load', timeout: PATIENCE_MS });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.pdf({
      path: out,
      format: 'A4',
      outline: true,
      tagged: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;font-size:8px;text-align:center;font-family:sans-serif"><span class="pageNumber"></span></div>',
      margin: { top: '18mm', right: '16mm', bottom: '20mm', left: '16mm' },
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: 'dist' },
      out: { type: 'string', default: 'llm-training-and-alignment.pdf' },
    },
  });
  if (!existsSync(join(values.root, 'print/index.html'))) {
    console.error(`There is no built course in ${values.root}/: run \`npm run build\` first.`);
    process.exit(1);
  }
  const started = Date.now();
  await printPdf({
    root: values.root,
    base: process.env['BASE_PATH'] ?? '/',
    path: 'print/',
    out: values.out,
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${values.out}: ${(statSync(values.out).size / 1e6).toFixed(1)} MB, ${seconds} s`);
}
