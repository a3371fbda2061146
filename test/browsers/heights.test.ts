/** A figure stands on one screen: what is moved and what comes of it, in one look. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { asked } from '../asked.ts';
import { pages } from '../pages/pages.ts';
import { figuresOn } from './figure.ts';
import { openAt, openTab } from './place.ts';
import { settle } from './sight.ts';
import { chromiumStage } from './stage.ts';

/** Of a figure in its place on a page, in a window of 1440 × 900. */
const HIGHEST = 760;
const DESK = { width: 1440, height: 900 };

const stage = chromiumStage();

const heightsOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('figure.lab')].map(({ id, offsetHeight }) => ({
      id,
      height: offsetHeight,
    })),
  );

const tabsOf = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      1,
      ...[...document.querySelectorAll('figure.lab')].map(
        (figure) => figure.querySelectorAll('[role=tab]').length,
      ),
    ),
  );

const withFigures = pages.filter(
  ({ path, html }) => figuresOn(html).length > 0 && !/^(embed|print)\//.test(path),
);
test.each(asked(withFigures, ({ path }) => `/${path}`))(
  `/$path: its figures, every tab, are at most ${HIGHEST} px high`,
  async ({ path }) => {
    const tooHigh = await openAt(stage.browser, DESK, stage.url + path, async (page) => {
      const found: string[] = [];
      for (let tab = 0; tab < (await tabsOf(page)); tab++) {
        await openTab(page, tab);
        await page.evaluate(settle);
        for (const { id, height } of await heightsOf(page))
          if (height > HIGHEST) found.push(`${id}, tab ${tab}: ${height} px`);
      }
      return found;
    });
    expect(tooHigh).toEqual([]);
  },
);
