/** Reading without figures that compute: without script, on a narrow screen, with wide spacing, on paper. */
import type { BrowserContextOptions, Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { pages } from '../pages/pages.ts';
import { chromiumStage } from './stage.ts';

const WIDTHS = [320, 360, 640, 768, 1024, 1280, 1440, 1600, 1920];
/** WCAG 2.2, 1.4.12: nothing is lost when a reader spaces text like this. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;
/** A4 at 96 dpi, less 15 mm of margin left and right. */
const PAPER = { width: 680, height: 1000 };

const stage = chromiumStage();

async function visit(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await stage.browser.newContext({ reducedMotion: 'reduce', ...options });
  try {
    const page = await context.newPage();
    await page.goto(stage.url + path);
    await look(page);
  } finally {
    await context.close();
  }
}

/** What sticks out of the window to the right and is not inside something that scrolls or clips by itself. */
function sticksOut(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const kept = (element: Element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !kept(element))
    .map(
      (element) =>
        element.cloneNode().textContent || (element.cloneNode() as Element).outerHTML.slice(0, 160),
    )
    .slice(0, 5);
}

/** The visible charts of each figure: a figure without one says nothing. */
function chartsOf(): [string, number][] {
  return [...document.querySelectorAll('figure.lab')].map((figure) => [
    figure.id,
    [...figure.querySelectorAll('svg[data-chart], [data-view] table')].filter((chart) => {
      const { width, height } = chart.getBoundingClientRect();
      return width > 100 && height > 20;
    }).length,
  ]);
}

describe.each(pages)('/$path', ({ path }) => {
  test('without script: text, pictures, no dead controls, nothing sticks out', async () => {
    await visit(path, { javaScriptEnabled: false, viewport: { width: 360, height: 800 } }, async (page) => {
      expect(await page.locator('h1').first().innerText()).not.toBe('');
      expect((await page.locator('main').first().innerText()).length).toBeGreaterThan(80);
      for (const [id, charts] of await page.evaluate(chartsOf))
        expect(charts, `charts of ${id}`).toBeGreaterThan(0);
      const dead = 'figure.lab :is(button, input, select, textarea):not(:disabled)';
      expect(await page.locator(dead).count(), 'controls that pretend to work').toBe(0);
      expect(await page.evaluate(sticksOut)).toEqual([]);
    });
  });

  test(`nothing sticks out from ${WIDTHS[0]!} to ${WIDTHS.at(-1)!} px`, async () => {
    await visit(path, { viewport: { width: WIDTHS[0]!, height: 800 } }, async (page) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(sticksOut), `${width} px`).toEqual([]);
      }
    });
  });

  test('nothing sticks out with wide spacing', async () => {
    await visit(path, { viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.addStyleTag({ content: SPACING });
      expect(await page.evaluate(sticksOut)).toEqual([]);
    });
  });

  test('on paper: dark on white, pictures, no navigation, no controls, inside the margins', async () => {
    await visit(path, { viewport: PAPER, colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const { background, ink } = await page.evaluate(() => ({
        background: getComputedStyle(document.documentElement).getPropertyValue('--bg').trim(),
        ink: getComputedStyle(document.documentElement).getPropertyValue('--text').trim(),
      }));
      expect([background, ink]).toEqual(['#fcfdfc', '#15201e']);
      const visible = page
        .locator('header nav, .transport, figure.lab button, [role=search]')
        .filter({ visible: true });
      expect(await visible.evaluateAll((all) => all.map((each) => each.outerHTML.slice(0, 120)))).toEqual([]);
      for (const [id, charts] of await page.evaluate(chartsOf))
        expect(charts, `charts of ${id}`).toBeGreaterThan(0);
      expect(await page.evaluate(sticksOut)).toEqual([]);
    });
  });
});
