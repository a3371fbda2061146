/** Forced colours take backgrounds and gradients away: what is chosen, current or reached still differs from what is not. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 800 };

let page: Page;
beforeAll(async () => {
  page = await stage.browser.newPage({ reducedMotion: 'reduce' });
  await page.emulateMedia({ forcedColors: 'active' });
});
afterAll(() => page.close());

/** What is painted of an element and before its content; a background of the paper's colour is none. */
function look(selector: string): string {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  const paper = getComputedStyle(document.body).backgroundColor;
  const painted = (part?: string) => {
    const style = getComputedStyle(element, part);
    if (style.content === 'none' && part) return 'nothing';
    const { backgroundColor } = style;
    const fill = backgroundColor === paper || backgroundColor.endsWith(', 0)') ? 'no fill' : backgroundColor;
    if (part) return fill === 'no fill' ? 'nothing' : fill;
    return [fill, style.backgroundImage, style.borderTopColor, style.color].join(' ');
  };
  return `${painted()} | ${painted('::before')}`;
}

async function open(size: typeof DESK): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(`${stage.url}part-1/reward-model/`);
  await page.evaluate(() => document.getElementById('sec-worked')!.scrollIntoView());
  await page.waitForFunction(
    () => matchMedia('(width < 1280px)').matches || document.querySelector('.rail li.on'),
  );
}

describe('on a desk', () => {
  beforeAll(() => open(DESK));

  test.each([
    ['the chapter in the ruler', '.ruler a.here', '.ruler a.chapter:not(.here)'],
    ['the section in the rail', '.rail li.on', '.rail li:not(.on)'],
    ['the page in the list', '.pages-list li.here', '.pages-list li:not(.here)'],
    ['its link', '.pages-list li.here a', '.pages-list li:not(.here) a'],
  ])('%s', async (_, current, other) => {
    expect(await page.evaluate(look, current)).not.toBe(await page.evaluate(look, other));
  });

  test('the letter of a choice', async () => {
    const letters = page.locator('.quiz').first().locator('li');
    await letters.first().locator('input').check();
    const [chosen, unchosen] = ['first', 'last'].map((which) => `.quiz li:${which}-child .letter`);
    expect(await page.evaluate(look, chosen!)).not.toBe(await page.evaluate(look, unchosen!));
  });

  test('a phrase that sets parameters is not like a plain link: its scale is drawn', async () => {
    expect(await page.evaluate(look, '.setp')).toContain('linear-gradient');
    expect(await page.evaluate(look, '.content a:not([class])')).not.toContain('linear-gradient');
  });

  test('the scale of an exercise is drawn, its goal differs from it, and its needle is seen', async () => {
    const parts = await page.evaluate(() => {
      const gauge = document.querySelector<HTMLElement>('.gauge')!;
      const needle = gauge.querySelector<HTMLElement>('.needle')!;
      needle.hidden = false;
      return {
        scale: getComputedStyle(gauge).backgroundImage,
        ink: getComputedStyle(gauge).color,
        goal: getComputedStyle(gauge, '::before').backgroundColor,
        needle: getComputedStyle(needle).borderLeftColor,
        paper: getComputedStyle(document.body).backgroundColor,
      };
    });
    expect(parts.scale).toContain('linear-gradient');
    expect(parts.scale).toContain(parts.ink);
    expect([parts.ink, parts.paper]).not.toContain(parts.goal);
    expect(parts.needle).not.toBe(parts.paper);
  });

  test('a scenario keeps its frame, a checked claim its rule and its sign', async () => {
    const seen = await page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      return {
        paper: style('body').backgroundColor,
        frame: style('.scenario').borderTopColor,
        rule: style('.claim').borderTopColor,
        sign: style('.claim .sign svg').stroke,
      };
    });
    const { paper, ...ink } = seen;
    for (const colour of Object.values(ink)) expect(colour).not.toBe(paper);
  });
});

test('the point that a reader has stepped to has a ring and a label with a frame', async () => {
  await page.goto(`${stage.url}embed/pairwise-loss/`);
  await page.waitForSelector('figure.lab[data-ready]');
  await page.locator('[data-view=loss] > .chart').press('ArrowRight');
  await page.waitForSelector('.stop');
  const { paper, ring, frame, ink } = await page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    return {
      paper: style('body').backgroundColor,
      ring: style('.stop > i').borderTopColor,
      frame: style('.stop-label').borderTopColor,
      ink: style('.stop-label').color,
    };
  });
  for (const colour of [ring, frame, ink]) expect(colour).not.toBe(paper);
  // The ring is not in the colour of the curves.
  expect(ring).not.toBe(ink);
});

test('on a phone the ruler is drawn, and the chapter stands out on it', async () => {
  await open(PHONE);
  expect(await page.evaluate(look, '.ruler-phone')).toContain('linear-gradient');
  const colours = await page.evaluate(() => {
    const mark = getComputedStyle(document.querySelector('.ruler-phone i')!);
    return [mark.backgroundColor, mark.color, getComputedStyle(document.body).backgroundColor];
  });
  expect(new Set(colours.slice(0, 2)).size).toBe(2);
  expect(colours[0]).not.toBe(colours[2]);
});
