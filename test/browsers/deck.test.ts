/** A deck in Chromium: keys, address, notes, overview, fingers, live figures; without script, on a phone, and as PDF. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { afterEach, describe, expect, test } from 'vitest';
import { chapters, deckOnce } from '../../components/teach/deck/deck.ts';
import { printDeck } from '../../src/cli/printDeck.ts';
import { axe } from './axe.ts';
import { sticksOut } from './sight.ts';
import { chromiumStage } from './stage.ts';

const SLUG = 'part-1/reward-model';
const decks = await Promise.all(chapters.map(deckOnce));
const { slides } = decks.find(({ page: { slug } }) => slug === SLUG)!;
const LAST = slides.length;
/** The number of the slide that shows something. */
const numberOf = (key: string) => slides.findIndex((slide) => slide.key === key) + 1;

const stage = chromiumStage();
const opened: Page[] = [];
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

async function open(hash = '', options: BrowserContextOptions = {}, slug = SLUG): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  opened.push(page);
  await page.goto(`${stage.url}deck/${slug}/${hash}`, { waitUntil: 'networkidle' });
  return page;
}

/** Numbers of the slides that can be seen. */
const seen = (page: Page) =>
  page.$$eval('.slide', (all) => all.filter((slide) => slide.checkVisibility()).map(({ id }) => Number(id)));
const hash = (page: Page) => page.evaluate(() => location.hash);

async function press(page: Page, ...keys: string[]): Promise<number[]> {
  for (const key of keys) await page.keyboard.press(key);
  return seen(page);
}

describe('keys', () => {
  test('turn the pages, one at a time, and stop at both ends', async () => {
    const page = await open();
    const steps = await page.evaluate(() => history.length);
    expect(await seen(page)).toEqual([1]);
    expect(await press(page, 'ArrowLeft')).toEqual([1]);
    expect(await press(page, 'ArrowRight')).toEqual([2]);
    expect(await press(page, 'PageDown', 'Space')).toEqual([4]);
    expect(await hash(page)).toBe('#4');
    expect(await press(page, 'PageUp', 'Shift+Space', 'ArrowLeft')).toEqual([1]);
    expect(await press(page, 'End')).toEqual([LAST]);
    expect(await press(page, 'ArrowRight')).toEqual([LAST]);
    expect(await press(page, 'Home')).toEqual([1]);
    expect(await page.evaluate(() => history.length), 'turning pages leaves no steps behind').toBe(steps);
  });

  test('the address opens a slide, and a wrong one the first', async () => {
    expect(await seen(await open('#3'))).toEqual([3]);
    const wrong = await open(`#${LAST + 1}`);
    expect(await seen(wrong)).toEqual([1]);
    const told = wrong.locator('[data-told]');
    expect(await told.innerText()).toBe(`There is no slide “${LAST + 1}”.`);
    await press(wrong, 'ArrowRight');
    expect(await told.innerText()).toBe('');
    await wrong.evaluate(() => (location.hash = '%E0%A4%A'));
    await expect.poll(() => told.innerText()).toBe('There is no slide “%E0%A4%A”.');
    expect(await seen(wrong)).toEqual([2]);
    const page = await open('#3');
    await page.evaluate(() => (location.hash = '#5'));
    await expect.poll(() => seen(page)).toEqual([5]);
  });

  test('n shows the notes, Escape the overview, from which a link leads to its slide', async () => {
    const page = await open();
    const notes = page.locator('.slide[data-shown] .notes p');
    expect(await notes.isVisible()).toBe(false);
    await press(page, 'n');
    expect(await notes.isVisible()).toBe(true);
    await press(page, 'n');
    expect(await notes.isVisible()).toBe(false);
    expect(await press(page, 'Escape')).toEqual([]);
    expect(await page.locator('#overview a').count()).toBe(LAST);
    await page.locator('#overview a').nth(6).click();
    await expect.poll(() => seen(page)).toEqual([7]);
    await press(page, 'Escape');
    await page.locator('#overview a').nth(6).click();
    await expect.poll(() => seen(page)).toEqual([7]);
    await press(page, 'Escape');
    expect(await press(page, 'Escape')).toEqual([7]);
  });

  test('a control keeps the keys that it needs', async () => {
    const page = await open(`#${slides.findIndex(({ kind }) => kind === 'question') + 1}`);
    const [at] = await seen(page);
    await page.locator('.slide[data-shown] summary').first().focus();
    expect(await press(page, 'Space')).toEqual([at]);
    expect(await page.locator('.slide[data-shown] details').first().getAttribute('open')).toBe('');
  });

  test('what reads aloud goes along: the slide has the focus, and its title is its name', async () => {
    const page = await open();
    await press(page, 'ArrowRight');
    const name = await page.evaluate(() => {
      const on = document.activeElement!;
      return document.getElementById(on.getAttribute('aria-labelledby') ?? '')?.textContent;
    });
    expect(name).toBe(slides[1]!.title);
  });
});

describe('a figure', () => {
  const at = numberOf('fig-rm-training');

  test('is fetched when its slide is shown, lives with its settings, and stays', async () => {
    const page = await open('#1');
    expect(await page.locator('iframe').count()).toBe(0);
    for (let turn = 1; turn < at; turn++) await press(page, 'ArrowRight');
    const frame = page.frameLocator('.slide[data-shown] iframe');
    await frame.locator('figure.lab[data-ready]').waitFor();
    expect(await frame.locator('figure.lab[data-presenting]').count()).toBe(1);
    // The chapter asks under noise, so the slide answers under noise.
    expect(await frame.locator('input[name="reward-pairs.noise"]').inputValue()).toBe('0.3');
    expect(await page.locator('.slide[data-shown] .still').isVisible()).toBe(false);
    const count = await page.locator('iframe').count();
    await press(page, 'ArrowRight', 'ArrowLeft');
    expect(await page.locator('iframe').count()).toBe(count + 1);
  });

  test('keeps the arrows for its sliders, and lets a remote control turn the page', async () => {
    const page = await open(`#${at}`);
    const frame = page.frameLocator('.slide[data-shown] iframe');
    await frame.locator('figure.lab[data-ready]').waitFor();
    const slider = frame.locator('input[name="reward-pairs.noise"]');
    await slider.focus();
    const before = Number(await slider.inputValue());
    await page.keyboard.press('ArrowRight');
    expect(Number(await slider.inputValue())).toBeGreaterThan(before);
    expect(await seen(page)).toEqual([at]);
    await page.keyboard.press('PageDown');
    await expect.poll(() => seen(page)).toEqual([at + 1]);
  });

  // Beside its controls a picture is as narrow as a phone, and must not be drawn as for one.
  test('fills its place, in type for the last row, after a control was moved', async () => {
    const page = await open(`#${at}`);
    const frame = page.frameLocator('.slide[data-shown] iframe');
    await frame.locator('figure.lab[data-ready]').waitFor();
    await frame.locator('input[name="reward-pairs.noise"]').focus();
    await page.keyboard.press('ArrowRight');
    const drawn = () =>
      frame.locator('[data-view] .chart > svg').evaluateAll((all) =>
        all
          .filter((svg) => svg.checkVisibility())
          .map((svg) => {
            const { width, height } = svg.getBoundingClientRect();
            const [, , w = 1, h = 1] = svg.getAttribute('viewBox')!.split(' ').map(Number);
            return Math.abs(width / height / (w / h) - 1) < 0.05;
          }),
      );
    await expect.poll(async () => (await drawn()).length).toBeGreaterThan(0);
    await expect.poll(drawn).not.toContain(false);
    expect(await frame.locator('.tools [role=tab], .tools button').first().isVisible()).toBe(true);
  });

  test('follows the theme of the deck', async () => {
    const page = await open(`#${at}`);
    const frame = page.frameLocator('.slide[data-shown] iframe');
    await frame.locator('figure.lab[data-ready]').waitFor();
    await page.click('[data-theme-toggle]');
    await expect.poll(() => frame.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});

test('a finger that goes sideways turns the page, one that scrolls does not', async () => {
  const page = await open('', { hasTouch: true, viewport: { width: 360, height: 780 } });
  const session = await page.context().newCDPSession(page);
  const swipe = async (from: [number, number], to: [number, number]) => {
    const points = (x: number, y: number) => [{ x, y }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(...from) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(...to) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    return seen(page);
  };
  expect(await swipe([300, 400], [60, 410])).toEqual([2]);
  expect(await swipe([60, 400], [300, 390])).toEqual([1]);
  expect(await swipe([200, 600], [120, 200])).toEqual([1]);
});

/** Shows one slide after the other, its figures as recorded, and asks the page about each. */
async function eachSlide(page: Page, look: (at: number) => Promise<unknown>): Promise<void> {
  const count = await page.locator('.slide').count();
  for (let at = 1; at <= count; at++) {
    await page.evaluate((number) => (location.hash = `#${number}`), at);
    await page.waitForSelector(`.slide[data-shown][id="${at}"]`);
    // A slide that is shown first asks for faces of its own; until they come, a formula is higher.
    await page.evaluate(async () => {
      document.querySelector('.slide[data-shown]')!.getBoundingClientRect();
      await document.fonts.ready;
    });
    await look(at);
  }
}

describe.each(decks)('$page.slug', ({ page: { slug } }) => {
  test('every slide fits a projector, and nothing sticks out of a phone', async () => {
    const page = await open('', { reducedMotion: 'reduce' }, slug);
    await page.route('**/embed/**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await eachSlide(page, async (at) => {
      const cut = await page.evaluate(() => {
        const slide = document.querySelector('.slide[data-shown]')!;
        const wide = [...slide.querySelectorAll('.tex')].filter(
          (tex) => tex.scrollWidth > tex.clientWidth + 2,
        );
        return { high: slide.scrollHeight - slide.clientHeight, wide: wide.length };
      });
      expect(cut, `slide ${at}`).toEqual({ high: 0, wide: 0 });
    });
    await page.setViewportSize({ width: 360, height: 780 });
    await eachSlide(page, async (at) => expect(await page.evaluate(sticksOut), `slide ${at}`).toEqual([]));
  });

  test('on paper no slide is cut, figures have their picture and code, and every slide its address', async () => {
    const page = await open('', { javaScriptEnabled: false, viewport: { width: 1123, height: 631 } }, slug);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.$$eval('.slide', (all) => {
      const shown = (slide: Element, selector: string) =>
        [...slide.querySelectorAll(selector)].some((each) => each.getBoundingClientRect().height > 60);
      return {
        cut: all.filter((each) => each.scrollHeight > each.clientHeight + 1).map(({ id }) => id),
        pictures: all.filter((each) => shown(each, '.picture svg') && shown(each, '.slide-qr svg')).length,
        addresses: all.filter((each) => each.querySelector('.address')?.checkVisibility()).length,
      };
    });
    const { slides: its } = decks.find(({ page: each }) => each.slug === slug)!;
    const figures = its.filter(({ kind }) => kind === 'figure').length;
    expect(seen).toEqual({ cut: [], pictures: figures, addresses: its.length });
  });
});

test('opens without a jump; where its script does not come, it is a page that scrolls', async () => {
  const page = await open();
  const jumps = await page.evaluate(
    () =>
      new Promise<number>((told) => {
        new PerformanceObserver((list) =>
          told(
            list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0),
          ),
        ).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => told(0), 500);
      }),
  );
  expect(jumps).toBeLessThan(0.02);
  await page.route('**/*.js', (route) => route.abort());
  await page.reload();
  expect(await seen(page)).toHaveLength(LAST);
});

test('axe has nothing to say of any kind of slide; in the dark theme nothing of contrast', async () => {
  const page = await open('', { reducedMotion: 'reduce' });
  const kinds = new Map(slides.map(({ kind }, i) => [kind, i + 1]));
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-notes]')!.click());
  for (const [kind, at] of kinds) {
    await page.evaluate((number) => (location.hash = `#${number}`), at);
    await expect.poll(() => seen(page)).toEqual([at]);
    expect(await axe(page, 'light', ['iframe']), kind).toEqual([]);
  }
  await page.click('[data-theme-toggle]');
  expect(await axe(page, 'dark', ['iframe'])).toEqual([]);
});

describe('without script', () => {
  test('it is a page that scrolls: every slide, the pictures of the figures, the notes in folds', async () => {
    const page = await open('', { javaScriptEnabled: false });
    expect(await page.locator('.slide:visible').count()).toBe(LAST);
    expect(await page.locator('.moves:visible').count()).toBe(0);
    expect(await page.locator('.still .picture svg[role=img]:visible').count()).toBe(
      slides.filter(({ kind }) => kind === 'figure').length,
    );
    expect(await page.locator('details.notes:visible').count()).toBe(LAST);
  });

  test('it prints as PDF, a slide a page, and the disclaimer behind them', async () => {
    const file = join(tmpdir(), `deck-${process.pid}.pdf`);
    try {
      expect(await printDeck(stage.browser, `${stage.url}deck/${SLUG}/`, file)).toBe(LAST + 1);
    } finally {
      rmSync(file, { force: true });
    }
  });
});
