/** Text at 150, 175 and 200 % on a phone: nothing runs off, titles keep their words whole, and the menu stays in reach. */
import { expect, test } from 'vitest';
import { oneOfEachKind } from '../../src/cli/check/built.ts';
import { pages } from '../pages/pages.ts';
import { settle, sticksOut } from './sight.ts';
import { chromiumStage } from './stage.ts';

const PERCENT = [150, 175, 200];
const LARGEST = PERCENT.at(-1)!;
const PHONE = { width: 360, height: 780 };
/** Every kind of page at every size; every chapter at the largest, since each holds other components. */
const kinds = oneOfEachKind(pages);
const asked = [...new Set([...kinds, ...pages.filter(({ path }) => path.startsWith('part-'))])];

const stage = chromiumStage();

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

test.each(asked.map((page) => [page.path || '/', page] as const))('%s', async (_, tried) => {
  const { path } = tried;
  const page = await stage.browser.newPage({ viewport: PHONE, reducedMotion: 'reduce' });
  try {
    await page.goto(stage.url + path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
    for (const percent of kinds.includes(tried) ? PERCENT : [LARGEST]) {
      await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
      await page.evaluate(settle);
      const faults = { sticksOut: await page.evaluate(sticksOut), broken: await page.evaluate(brokenWords) };
      expect(faults, `${percent} %`).toEqual({ sticksOut: [], broken: [] });
      if (path.startsWith('embed/')) continue;
      const menu = (await page.locator('.top [data-open=pages]').last().boundingBox())!;
      expect(menu.x + menu.width, `${percent} %: the end of “Chapters”`).toBeLessThanOrEqual(PHONE.width);
      expect(menu.y).toBeGreaterThanOrEqual(0);
    }
    if (path.startsWith('embed/')) return;
    // The sheet that it opens: its tools are reached too.
    await page.locator('.top [data-open=pages]').last().click();
    for (const tool of await page.locator('.sheet-tools button').all()) {
      const { x, width } = (await tool.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(PHONE.width);
    }
    const numbers = page.locator('.sheet .pages-list .number:not(:empty)');
    for (const number of await numbers.all()) {
      const lines = await number.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size;
      });
      expect(lines, 'lines of a number in the menu').toBe(1);
    }
  } finally {
    await page.close();
  }
});
