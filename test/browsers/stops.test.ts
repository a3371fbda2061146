/** Stops of the keyboard and targets of the finger; what a screen reader is given of each page is asked in `page.test.ts`. */
import { expect, test } from 'vitest';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();

test('at the keyboard a heading has no stop of its own; its link is in the rail', async () => {
  const page = await stage.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${stage.url}part-1/reward-model/`);
  const links = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.sl-heading-wrapper.level-h2 > .sl-anchor-link')].map(
      (link) => ({ stop: link.tabIndex, inRail: !!document.querySelector(`.rail a[href="${link.hash}"]`) }),
    ),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(links.every(({ stop, inRail }) => stop === -1 && inRail)).toBe(true);
  await page.close();
});

test.each([1280, 1440, 1600])('at %d px the rail shows the numbers of its sections whole', async (width) => {
  const page = await stage.browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${stage.url}part-2/ppo/`);
  const past = await page.evaluate(() => {
    const { right } = document.querySelector('.rail')!.getBoundingClientRect();
    return [...document.querySelectorAll('.rail a span:first-child')].map(
      (number) => number.getBoundingClientRect().right - right,
    );
  });
  expect(past.length).toBeGreaterThan(10);
  expect(Math.max(...past)).toBeLessThanOrEqual(0);
  await page.close();
});

test('links that stand alone are at least 24 pixels high on a phone', async () => {
  const page = await stage.browser.newPage({ viewport: { width: 360, height: 780 } });
  for (const path of ['', 'part-1/reward-model/', '404.html']) {
    await page.goto(stage.url + path);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.facts a, .page-foot nav a, .top a, .top button, .exercise .name a, .quiz .qn',
        ),
      ]
        .map((link) => ({ text: link.textContent.trim(), height: link.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 24),
    );
    expect(small, path).toEqual([]);
  }
  await page.close();
});
