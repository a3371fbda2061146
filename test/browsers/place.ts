/** Figures in place: a page opened at a size with its figures awake, and one of their tabs. */
import type { Browser, Frame, Page } from '@playwright/test';
import { settle, unfold } from './sight.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @param url of the page */
export async function openAt<T>(
  browser: Browser,
  viewport: Size,
  url: string,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  try {
    await page.goto(url);
    await page.evaluate(unfold);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.evaluate(settle);
    return await look(page);
  } finally {
    await page.close();
  }
}

/** Opens a tab of every figure that has so many. */
export const openTab = (page: Page | Frame, tab: number) =>
  page.evaluate((at) => {
    for (const figure of document.querySelectorAll('figure.lab'))
      figure.querySelectorAll<HTMLElement>('[role=tab]')[at]?.click();
  }, tab);
