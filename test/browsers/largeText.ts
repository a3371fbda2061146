/** Text at 150, 175 and 200 % on a phone: nothing runs off, titles keep their words whole, and the menu stays in reach. */
import type { Page } from '@playwright/test';
import { settle, sticksOut } from './sight.ts';

export const PERCENT = [150, 175, 200];
const LARGEST = PERCENT.at(-1)!;

/** Words of titles and of the header that stand on two lines. */
function brokenWords(): string[] {
  const broken: string[] = [];
  for (const title of document.querySelectorAll('h1, h2, h3, .facts dt, .top .word')) {
    const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: word, index } of (text as Text).data.matchAll(/[^\s\u2013-]+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set(
          [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => top),
        );
        if (lines.size > 1) broken.push(word);
      }
    }
  }
  return broken;
}

/** What a number, or a tool, of the open menu is: on how many lines, and how far to the right. */
function menu(): { readonly lines: readonly number[]; readonly ends: readonly number[] } {
  const linesOf = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  };
  return {
    lines: [...document.querySelectorAll('.sheet .pages-list .number:not(:empty)')].map(linesOf),
    ends: [...document.querySelectorAll('.sheet-tools button')].flatMap((tool) => {
      const { left, right } = tool.getBoundingClientRect();
      return [left, right];
    }),
  };
}

/**
 * Leaves the page at its own size, its menu closed.
 *
 * @param page in the width of a phone, its folds open
 * @param sizes in per cent
 * @param hasMenu a figure that stands alone and a deck have none
 */
export async function largeText(page: Page, sizes: readonly number[], hasMenu: boolean): Promise<string[]> {
  const faults: string[] = [];
  const { width } = page.viewportSize()!;
  const opener = page.locator('.top [data-open=pages]').last();
  for (const percent of sizes) {
    await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
    await page.evaluate(settle);
    for (const element of await page.evaluate(sticksOut)) faults.push(`${percent} %, sticks out: ${element}`);
    for (const word of await page.evaluate(brokenWords)) faults.push(`${percent} %, on two lines: ${word}`);
    if (!hasMenu) continue;
    const { x, y, width: wide } = (await opener.boundingBox())!;
    if (x + wide > width || y < 0) faults.push(`${percent} %, out of reach: “Chapters”`);
    if (percent !== LARGEST) continue;
    await opener.click();
    const { lines, ends } = await page.evaluate(menu);
    if (lines.length === 0 || lines.some((count) => count !== 1))
      faults.push(`numbers of the menu stand on ${lines.join(', ')} lines`);
    if (ends.length === 0 || ends.some((end) => end < 0 || end > width))
      faults.push(`tools of the menu end at ${ends.join(', ')} px`);
    await page.keyboard.press('Escape');
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  await page.evaluate(settle);
  return faults;
}
