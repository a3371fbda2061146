/**
 * A figure never shows another setting than its controls say, a run that stops leaves the earlier one whole, and a
 * worker that is late, missing or strange ends in a clear state.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
beforeEach(async () => {
  page = await stage.browser.newPage({ viewport: { width: 900, height: 900 } });
});
afterEach(() => page.close());

async function open(path: string): Promise<void> {
  await page.goto(`${stage.url}${path}`);
  await page.waitForSelector('figure.lab[data-ready]');
}
const run = () => page.locator('.bar .button').first();
const status = () => page.locator('.bar .status').innerText();
const done = (hash?: string) =>
  page.waitForSelector(`figure.lab[data-run=done]${hash === undefined ? '' : `[data-hash="${hash}"]`}`);
const stale = () => page.evaluate(() => document.querySelector('figure.lab')!.hasAttribute('data-stale'));

async function csv(): Promise<string> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  const text = readFileSync(await (await downloading).path(), 'utf8');
  await page.keyboard.press('Escape');
  return text;
}

describe('picture and controls', () => {
  test('a link with other settings says that its picture differs, with Run beside it, whatever is pressed', async () => {
    await open('embed/ppo/?ppo.ppoSteps=20&ppo.beta=0.95');
    const differs = async () => {
      expect(await stale()).toBe(true);
      expect(await status()).toBe('Picture β = 0.3, PPO steps = 120. Controls β = 0.95, PPO steps = 20.');
      expect(await run().innerText()).toBe('Run with these settings');
      expect((await run().boundingBox())!.y).toBeLessThan(120);
    };
    await differs();
    await page.getByRole('button', { name: 'Play the recording' }).click();
    await page.waitForTimeout(300);
    await differs();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await differs();
    expect(await page.locator('.pins').innerText()).toBe('A the default');
    const saved = await csv();
    expect(saved).toContain('ppo.beta=0.3&ppo.ppoSteps=120');
    await differs();
    await run().click();
    await done();
    expect(await stale()).toBe(false);
    expect(await csv()).toContain('ppo.beta=0.95&ppo.ppoSteps=20');
  });

  test('a run that is stopped before its first row leaves the earlier one whole', async () => {
    await open('embed/reward-pairs/?reward-pairs.noise=0.5');
    const hash = hashOf(await loadExperiment('reward-pairs'), { noise: 0.5 });
    await run().click();
    await done(hash);
    await run().dblclick();
    await done(hash);
    await page.getByRole('button', { name: 'Play the recording' }).click();
    const saved = await csv();
    expect(saved).toContain('reward-pairs.noise=0.5');
    expect(saved).toContain(`# hash of all rows: ${hash}`);
  });

  test('a run that is stopped in its midst is what it is: its own rows, no hash', async () => {
    await open('embed/ppo/?ppo.ppoSteps=300');
    await run().click();
    // In its midst: on a busy machine the first steps are a while in coming, and a row is measured only every few.
    await page.waitForFunction(() =>
      /\b[2-9]\d of 300 steps/.test(document.querySelector('.status')!.textContent),
    );
    await page.waitForTimeout(600);
    await run().click();
    expect(await status()).toMatch(/^Stopped at step \d+\.$/);
    const saved = await csv();
    expect(saved).toContain('ppo.ppoSteps=300');
    expect(saved).toContain('# hash of all rows: none');
  });
});

describe('what an address asks for', () => {
  test('?run=1 runs when the figure is in view; the default is shown as done', async () => {
    await open('embed/reward-pairs/?run=1&reward-pairs.noise=0.35');
    await done(hashOf(await loadExperiment('reward-pairs'), { noise: 0.35 }));
    await open('embed/ppo/?run=1');
    await done(hashOf(await loadExperiment('ppo'), {}));
    expect(await status()).toMatch(/^Recorded/);
  });

  test('?hide= hides controls, and their values still count', async () => {
    await open('embed/reward-pairs/?hide=noise,reward-pairs.features&reward-pairs.noise=0.35');
    expect(await page.locator('[name="reward-pairs.noise"], [name="reward-pairs.features"]').count()).toBe(0);
    expect(await page.locator('[name="reward-pairs.offset"]').count()).toBeGreaterThan(0);
    await run().click();
    await done(hashOf(await loadExperiment('reward-pairs'), { noise: 0.35 }));
  });

  test('?present=1 makes it large', async () => {
    await open('embed/pairwise-loss/');
    const size = () => page.locator('.cap').evaluate((cap) => cap.getBoundingClientRect().height);
    const before = await size();
    await open('embed/pairwise-loss/?present=1');
    expect(await size()).toBeGreaterThan(1.2 * before);
  });

  test('?present=1 on a page: large type, figures as wide as the screen', async () => {
    await page.setViewportSize({ width: 1600, height: 900 });
    const widthOf = async (path: string) => {
      await page.goto(`${stage.url}${path}`);
      return page.locator('#fig-bt-loss').evaluate((figure) => figure.getBoundingClientRect().width);
    };
    const before = await widthOf('part-1/reward-model/');
    expect(await widthOf('part-1/reward-model/?present=1')).toBeGreaterThan(1.4 * before);
  });

  test('an embed uses the width that it gets, and tells its height', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.setContent('<iframe width="1240" height="700" title="slide"></iframe>');
    const heights = page.evaluate(
      () =>
        new Promise<number>((done) => {
          addEventListener('message', ({ data }: MessageEvent<{ type?: string; height?: number }>) => {
            if (data.type === 'lab:height') done(data.height!);
          });
        }),
    );
    await page
      .locator('iframe')
      .evaluate((frame, src) => frame.setAttribute('src', src), `${stage.url}embed/ppo/`);
    const frame = page.frameLocator('iframe');
    await frame.locator('figure.lab[data-ready]').waitFor();
    const [height, width, run] = [
      await heights,
      await frame.locator('figure.lab').evaluate((figure) => figure.getBoundingClientRect().width),
      (await frame.locator('.bar .button').first().boundingBox())!,
    ];
    expect(width).toBeGreaterThan(1100);
    expect(run.y + run.height).toBeLessThan(700);
    expect(height).toBeGreaterThan(300);
    expect(height).toBeLessThan(760);
  });

  test('links: what differs, with result, all; each leads to the same settings', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: (text: string) => Promise.resolve(Object.assign(window, { copied: text })) },
      });
    });
    await open('embed/reward-pairs/?reward-pairs.noise=0.35');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const copied = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      return page.evaluate(() => (window as unknown as { copied: string }).copied);
    };
    const address = `${stage.url}embed/reward-pairs/`;
    expect(await copied('Copy link')).toBe(`${address}?reward-pairs.noise=0.35#fig-reward-pairs`);
    expect(await copied('Copy link with result')).toBe(
      `${address}?reward-pairs.noise=0.35&run=1#fig-reward-pairs`,
    );
    expect(await copied('Copy link with all settings')).toMatch(/reward-pairs\.seed=\d+/);
    expect(await copied('Copy embed code')).toContain('<iframe src=');
  });
});

describe('a worker', () => {
  test('that loads late gets the run that is open by then', async () => {
    await page.route(/worker-[\w-]+\.js/, async (route) => {
      await new Promise((wake) => setTimeout(wake, 400));
      await route.continue();
    });
    await open('embed/reward-pairs/');
    for (let i = 0; i < 3; i++) {
      await run().click();
      await page.waitForTimeout(60);
    }
    await done();
  });

  test.each([
    ['is not there', { status: 404, body: '' }],
    ['answers with something else', { status: 200, contentType: 'text/javascript', body: 'postMessage(42)' }],
    ['is a page of a hotel', { status: 200, contentType: 'text/html', body: '<p>Log in' }],
  ])('that %s: the figure computes without it', async (_, answer) => {
    await page.route(/worker-[\w-]+\.js/, (route) => route.fulfill(answer));
    await open('embed/reward-pairs/');
    await run().click();
    await done(hashOf(await loadExperiment('reward-pairs'), {}));
  });

  test.each(['reward-pairs', 'pairwise-loss'])(
    '%s, when no program can be loaded: it is told',
    async (id) => {
      await open(`embed/${id}/`);
      await page.route(/\.js$/, (route) => route.abort());
      if (id === 'reward-pairs') await run().click();
      else await page.locator('input[type=range]').first().press('End');
      await page.getByText('could not be loaded').first().waitFor();
      expect(await page.getAttribute('figure.lab', 'data-run')).toBe('failed');
    },
  );

  test('goes on in a hidden tab', async () => {
    await open('embed/reward-pairs/');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await run().click();
    await done();
  });
});
