/** The whole course on one page, as it is seen and as it is printed; and a PDF with bookmarks. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { printPdf } from '../../src/cli/pdf.ts';
import { ROOT, BASE } from '../pages/pages.ts';
import { blankFigures, sticksOut } from './sight.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
beforeAll(async () => {
  page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${stage.url}print/`, { waitUntil: 'load' });
});
afterAll(() => page.close());

test.each([320, 360, 1440])(
  'nothing sticks out at %i px, and every figure shows its picture',
  async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(sticksOut)).toEqual([]);
    expect(await page.evaluate(blankFigures)).toEqual([]);
  },
);

test('answers are closed, on the screen and on paper; pictures are not', async () => {
  const open = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.quiz .feedback, .exercise details :is(p, li)')].filter((answer) =>
          answer.checkVisibility({ contentVisibilityAuto: true }),
        ).length,
    );
  expect(await page.locator('.quiz .feedback').count()).toBeGreaterThan(100);
  expect(await open()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  expect(await open()).toBe(0);
  expect(await page.evaluate(blankFigures)).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
});

test('a PDF has bookmarks and tags', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    const out = join(folder, 'page.pdf');
    await printPdf({ root: ROOT, base: BASE, path: 'reference/about/', out });
    const pdf = readFileSync(out, 'latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain('/StructTreeRoot');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
