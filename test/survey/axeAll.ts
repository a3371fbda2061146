/** axe with all its rules on every page, in both themes, with every tab of every figure open in turn, on a desk. */
import { axe } from '../browsers/axe.ts';
import { openTab } from '../browsers/place.ts';
import { settle, unfold } from '../browsers/sight.ts';
import { figureIdsOn, withSite } from './opened.ts';

export interface Looked {
  readonly path: string;
  /** How often axe looked: themes times tabs. */
  readonly looks: number;
  readonly violations: readonly string[];
}

const THEMES = ['light', 'dark'] as const;

export function surveyAxe(root: string, matching: RegExp, tell: (looked: Looked) => void): Promise<Looked[]> {
  return withSite(root, async ({ browser, url, pages }) => {
    const all: Looked[] = [];
    for (const { path, html } of pages.filter((page) => matching.test(page.path))) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
        colorScheme: 'light',
      });
      const page = await context.newPage();
      await page.goto(url + path, { waitUntil: 'load' });
      const ids = figureIdsOn(html);
      for (const id of ids) {
        await page.locator(`[id="${id}"]`).evaluate((figure) => figure.scrollIntoView({ block: 'end' }));
        await page.locator(`[id="${id}"][data-ready]`).waitFor();
      }
      await page.evaluate(unfold);
      const counts = await page
        .locator('figure.lab')
        .evaluateAll((figures) => figures.map((figure) => figure.querySelectorAll('[role=tab]').length));
      const tabs = Math.max(1, ...counts);
      const violations: string[] = [];
      let looks = 0;
      for (let tab = 0; tab < tabs; tab++) {
        if (tab > 0) await openTab(page, tab);
        for (const theme of THEMES) {
          await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
          await page.evaluate(settle);
          looks += 1;
          const found = await axe(page, theme, [], { whole: true, ...(tab > 0 && { within: 'figure.lab' }) });
          violations.push(...found.map((each) => `tab ${tab}, ${each}`));
        }
      }
      await context.close();
      const looked = { path, looks, violations };
      all.push(looked);
      tell(looked);
    }
    return all;
  });
}
