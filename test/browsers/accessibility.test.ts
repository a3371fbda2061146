/**
 * axe on every page: a phone and a desk (a figure alone on a phone only: on a desk it stands in its chapter), both themes, with every figure awake and every fold open. The themes differ
 * in colours alone, so the dark one is asked only what depends on them.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { pages } from '../pages/pages.ts';
import { chromiumStage } from './stage.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const WIDTHS = [360, 1280];

const stage = chromiumStage();

/** Wakes the figures, opens the folds, and goes back to the top, where the page starts. */
async function unfold(): Promise<void> {
  for (const figure of document.querySelectorAll('figure.lab')) {
    figure.scrollIntoView({ block: 'end', behavior: 'instant' });
    while (!figure.hasAttribute('data-ready')) await new Promise((wake) => setTimeout(wake, 20));
  }
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  scrollTo({ top: 0, behavior: 'instant' });
  // A press in flight is not a colour: transitions end first.
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
}

async function complaints(page: Page, configure: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // Legacy mode: no frames here, and it is twice as fast.
  const { violations } = await configure(new AxeBuilder({ page }).setLegacyMode()).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n${html.slice(0, 200)}\n${failureSummary}`),
  );
}

test.each(['light', 'dark'] as const)('a reader whose system is %s gets that theme', async (colorScheme) => {
  const page = await stage.browser.newPage({ colorScheme });
  await page.goto(stage.url);
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(colorScheme);
  await page.close();
});

describe.each(WIDTHS)('%i px', (width) => {
  const here = pages.filter(({ path }) => width === WIDTHS[0] || !path.startsWith('embed/'));
  test.each(here)('/$path', async ({ path }) => {
    const page = await stage.browser.newPage({
      viewport: { width, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    try {
      await page.goto(stage.url + path);
      await page.evaluate(unfold);
      expect(await complaints(page, (axe) => axe.withTags(TAGS)), 'light').toEqual([]);
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
      expect(await complaints(page, (axe) => axe.withRules(COLOUR_RULES)), 'dark').toEqual([]);
    } finally {
      await page.close();
    }
  });
});
