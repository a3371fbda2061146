/** The system's own colours: every line and every word of a chart stands out from the ground. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { builtPage } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** WCAG 2, of two colours as `rgb(…)`. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(['pipeline', 'ask-the-model', 'reward-model', 'ppo'])('%s', async (id) => {
  const declaration = declarationOf(await loadExperiment(id));
  const { rows } = recordedRun(id);

  // The page's theme may differ from the system's.
  test.each([
    ['light', 'dark'],
    ['dark', 'light'],
    ['dark', 'dark'],
  ] as const)('system %s, page %s', async (colorScheme, theme) => {
    const page = await browser.newPage({ forcedColors: 'active', colorScheme });
    await page.setContent(builtPage(declaration, rows, 640, theme));
    const { ground, words, lines } = await page.evaluate(() => {
      const seen = (selector: string) =>
        [...document.querySelectorAll(selector)].filter((each) => each.getClientRects().length > 0);
      const colours = (selector: string, property: 'fill' | 'stroke') => [
        ...new Set(seen(selector).map((each) => getComputedStyle(each)[property])),
      ];
      return {
        ground: getComputedStyle(document.body).backgroundColor,
        words: colours('.chart text:not([fill="var(--bg)"])', 'fill'),
        lines: colours(
          '.chart g[stroke^="var(--"]:not([stroke="var(--line)"], [stroke="var(--bg)"]) *',
          'stroke',
        ),
      };
    });
    await page.close();
    expect(words.length).toBeGreaterThan(0);
    expect(lines.length).toBeGreaterThan(0);
    for (const colour of words)
      expect(contrast(colour, ground), `word ${colour} on ${ground}`).toBeGreaterThan(4.5);
    for (const colour of lines)
      expect(contrast(colour, ground), `line ${colour} on ${ground}`).toBeGreaterThan(3);
  });
});
