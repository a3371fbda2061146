/** A figure for everyone: by keyboard, by finger, in forced colours, by ear; a prediction that hides its answer. */
import type { Page } from '@playwright/test';
import { afterEach, describe, expect, test } from 'vitest';
import { pages } from '../pages/pages.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
afterEach(() => page.close());

async function open(path: string, options: Parameters<typeof stage.browser.newPage>[0] = {}): Promise<void> {
  page = await stage.browser.newPage({ viewport: { width: 900, height: 900 }, ...options });
  await page.goto(`${stage.url}${path}`);
  await page.locator('figure.lab').first().scrollIntoViewIfNeeded();
  await page.waitForSelector('figure.lab[data-ready]');
}

describe('by keyboard', () => {
  test('tabs move with the arrows and show their views', async () => {
    await open('embed/ppo/');
    const tabs = page.getByRole('tab');
    expect(await tabs.count()).toBeGreaterThan(1);
    await tabs.first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await tabs.nth(1).getAttribute('aria-selected')).toBe('true');
    const shown = await page
      .locator('.tab:visible [data-view]')
      .evaluateAll((all) => all.map((each) => each.dataset['view']));
    expect(shown.length).toBeGreaterThan(0);
    const panel = page.locator(`#${await tabs.nth(1).getAttribute('aria-controls')}`);
    expect(await panel.isVisible()).toBe(true);
    await page.keyboard.press('Home');
    expect(await panel.isVisible()).toBe(false);
  });

  test('the help of a parameter opens and closes, and describes its slider', async () => {
    await open('embed/ppo/');
    const ask = page.getByRole('button', { name: 'What is KL penalty?' });
    await ask.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Price of a nat').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await ask.getAttribute('aria-expanded')).toBe('false');
    const described = await page.locator('[name="ppo.beta"]').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('Price of a nat');
  });

  test('Escape closes a panel, and the focus goes back to its button', async () => {
    await open('embed/ppo/');
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
    await page.locator('.panel').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('More');
  });
});

describe('by finger', () => {
  test('a swipe that starts on a slider scrolls the page and leaves the slider; sideways moves it', async () => {
    await open('part-1/reward-model/', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 780 },
    });
    const slider = page.locator('#fig-bt-loss input[type=range]').first();
    await slider.evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await page.waitForSelector('#fig-bt-loss[data-ready]');
    const session = await page.context().newCDPSession(page);
    const swipe = async (dx: number, dy: number) => {
      const box = (await slider.boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const at = (share: number) => [{ x: x + dx * share, y: y + dy * share }];
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
      for (let step = 1; step <= 12; step++) {
        await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 12) });
        await page.waitForTimeout(16);
      }
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await page.waitForTimeout(300);
    };
    const [before, top] = [await slider.inputValue(), await page.evaluate(() => scrollY)];
    await swipe(0, -200);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(top + 100);
    expect(await slider.inputValue()).toBe(before);
    await swipe(100, 0);
    expect(await slider.inputValue()).not.toBe(before);
  });
});

describe('on paper', () => {
  test('the recorded run has all its tabs; a run of the reader’s only what was drawn, with its settings', async () => {
    await open('embed/ppo/?ppo.ppoSteps=20&ppo.beta=0.95');
    const shown = () => page.locator('.tab:visible').count();
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toBeGreaterThan(1);
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.bar .button').first().click();
    await page.waitForSelector('figure.lab[data-run=done]');
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toBe(1);
    const line = await page.evaluate(
      () => getComputedStyle(document.querySelector('figure.lab')!, '::after').content,
    );
    expect(line).toContain('β = 0.95, PPO steps = 20');
  });
});

describe('in forced colours', () => {
  test('what is chosen looks otherwise than what is not', async () => {
    await open('embed/reward-pairs/');
    await page.emulateMedia({ forcedColors: 'active' });
    const backgrounds = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
    const [chosen] = await backgrounds('.cell input:checked + span');
    const [other] = await backgrounds('.cell input:not(:checked) + span');
    expect(chosen).not.toBe(other);
    // a scale has its line and its needle
    const scale = await page
      .locator('.param input[type=range]')
      .first()
      .evaluate((each) => getComputedStyle(each).backgroundImage);
    expect(scale).toContain('gradient');
  });
});

describe('by ear', () => {
  test('a run says that it begins and how it ended; no number at each step', async () => {
    await open('embed/reward-pairs/');
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const region of document.querySelectorAll('[role=status]')) {
        new MutationObserver(() => heard.push(region.textContent)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      }
    });
    await page.locator('.bar .button').click();
    await page.waitForSelector('figure.lab[data-run=done]');
    await page.waitForTimeout(900);
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.filter(Boolean));
    expect(heard[0]).toBe('The run begins.');
    expect(heard.at(-1)).toMatch(/^Run finished\. .*\d/);
    expect(heard.length).toBeLessThanOrEqual(3);
  });

  test('names are not glued: a symbol and its label are two words', async () => {
    await open('embed/ppo/');
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const sliders = nodes
      .filter((node) => node.role?.value === 'slider')
      .map((node) => String(node.name?.value));
    expect(sliders.map((name) => name.replaceAll('\u00a0', ' '))).toContain('β KL penalty');
  });
});

describe('a prediction', () => {
  const chapter = pages.find(({ html }) => /<figure[^>]* data-veiled/.test(html))!;

  test('hides the picture, its numbers and what the title gives away, until there is a guess', async () => {
    await open(chapter.path);
    const figure = page.locator('figure.lab[data-veiled]').first();
    const id = await figure.getAttribute('id');
    await figure.scrollIntoViewIfNeeded();
    await page.waitForSelector(`#${id}[data-ready]`);
    expect(await page.locator(`#${id} .told-title`).isVisible()).toBe(false);
    expect(await page.locator(`#${id} svg[data-chart]`).first().isVisible()).toBe(false);
    expect(await page.getAttribute(`#${id} [data-picture]`, 'aria-label')).not.toMatch(/\d/);
    await page.locator(`#${id}`).getByRole('button', { name: 'Run and compare' }).click();
    await page.waitForSelector(`#${id}[data-run=done]:not([data-veiled])`);
    await page
      .locator(`#${id}`)
      .getByText(/You said .*; the run measured /)
      .waitFor();
    expect(await page.locator(`#${id} .told-title`).isVisible()).toBe(true);
    expect(await page.locator(`#${id} svg[data-chart]:visible`).count()).toBeGreaterThan(0);
  });

  test('veils the text beside it that would answer, until there is a guess', async () => {
    await open('part-1/pretraining/');
    const answers = page.locator('.beside:has(#fig-memorisation) .veiled-text .told');
    await page.locator('#fig-memorisation').scrollIntoViewIfNeeded();
    await page.waitForSelector('#fig-memorisation[data-ready]');
    expect(await answers.isVisible()).toBe(false);
    await page.locator('#fig-memorisation').getByRole('button', { name: 'Run and compare' }).click();
    await page.waitForSelector('#fig-memorisation:not([data-veiled])');
    expect(await answers.isVisible()).toBe(true);
  });

  test('is no veil without script', async () => {
    page = await stage.browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${stage.url}${chapter.path}`);
    expect(await page.locator('figure.lab[data-veiled] svg[data-chart]:visible').count()).toBeGreaterThan(0);
    expect(await page.locator('.told-title:visible').count()).toBeGreaterThan(0);
    await page.goto(`${stage.url}part-1/pretraining/`);
    expect(await page.locator('.veiled-text .told:visible').count()).toBe(2);
  });
});
