/** One deck as PDF. Without script: its figures are drawn already, and nothing has to be waited for. */
import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** Chromium writes each page as an object of this type. */
const PAGE = /\/Type\s*\/Page\b/g;

/** @returns how many pages it has */
export async function printDeck(browser: Browser, url: string, file: string): Promise<number> {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' });
  try {
    const page = await context.newPage();
    const response = await page.goto(url, { waitUntil: 'networkidle' });
    if (!response?.ok()) throw new Error(`${url} could not be opened (${response?.status() ?? 'no answer'})`);
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  } finally {
    await context.close();
  }
  return readFileSync(file, 'latin1').match(PAGE)?.length ?? 0;
}
