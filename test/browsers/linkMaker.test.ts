/** The link maker and the QR codes in Chromium: three presses to a link, a frame that may run scripts only, a code that is read. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeQr } from '../teach/decodeQr.ts';
import { axe } from './axe.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
beforeAll(async () => {
  const context = await stage.browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
});
afterAll(() => page.context().close());

const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const maker = () => page.locator('.link-maker');
const button = (name: string) => maker().getByRole('button', { name, exact: true });
const tick = (name: string) => maker().getByRole('checkbox', { name, exact: true });

async function open(): Promise<void> {
  await page.goto(`${stage.url}teach/slides/`, { waitUntil: 'networkidle' });
  await maker().scrollIntoViewIfNeeded();
  await button('Copy link').waitFor();
}

/** Chooses the figure of an experiment. */
async function choose(label: RegExp): Promise<void> {
  const value = await maker()
    .locator('option')
    .evaluateAll(
      (all, source) => all.find((each) => new RegExp(source).test(each.textContent))!.getAttribute('value')!,
      label.source,
    );
  await maker().locator('select').selectOption(value);
  await button('Copy link').waitFor();
}

describe('the link maker', () => {
  test('choose, move, copy: the link opens the figure with these settings', async () => {
    await open();
    await choose(/^Figure 7\.1:/);
    await maker().locator('input[name="preference-votes.annotators"]').fill('200');
    await button('Copy link').click();
    await expect
      .poll(clipboard)
      .toBe(`${stage.url}part-1/reward-model/?preference-votes.annotators=200#fig-votes`);
    await page.goto(await clipboard(), { waitUntil: 'networkidle' });
    await page.waitForSelector('#fig-votes[data-ready]');
    expect(await page.locator('#fig-votes input[name="preference-votes.annotators"]').inputValue()).toBe(
      '200',
    );
  });

  test('hides, runs and presents, and the figure alone hears all of it', async () => {
    await open();
    await tick('reversed labels').check();
    await tick('in large type, for a projector').check();
    await tick('it runs when it comes into view').check();
    await tick('alone, without its chapter').check();
    await button('Copy link').click();
    await expect.poll(clipboard).toBe(`${stage.url}embed/reward-pairs/?hide=noise&run=1&present=1`);
    await page.goto(await clipboard());
    await page.waitForSelector('figure.lab[data-presenting][data-run=done]');
    expect(await page.locator('input[name="reward-pairs.noise"]').count()).toBe(0);
    expect(await page.locator('input[name="reward-pairs.offset"]').count()).toBe(1);
  });

  test('previews the figure in a frame that may run scripts and nothing else, as high as it is', async () => {
    await open();
    const frame = maker().locator('iframe');
    await frame.scrollIntoViewIfNeeded();
    expect(await frame.getAttribute('sandbox')).toBe('allow-scripts');
    await page.frameLocator('.link-maker iframe').locator('figure.lab[data-ready]').waitFor();
    const told = () => frame.evaluate((each) => Number((each as HTMLIFrameElement).height));
    const inside = () =>
      page.frames().find((each) => each.url().includes('/embed/'))!.evaluate(() => document.documentElement.getBoundingClientRect().height); // prettier-ignore
    await expect.poll(async () => Math.abs((await told()) - (await inside()))).toBeLessThanOrEqual(1);
    const steps = await page.evaluate(() => history.length);
    await tick('seed').check();
    await expect.poll(() => frame.getAttribute('src')).toContain('hide=seed');
    expect(await page.evaluate(() => history.length)).toBe(steps);
  });

  test('its embed code works in another page, in a frame without storage, which gets the height it tells', async () => {
    await open();
    await maker().locator('input[name="reward-pairs.noise"]').fill('0.3');
    await button('Copy embed code').click();
    await expect.poll(clipboard).toContain('<iframe');
    const code = await clipboard();
    expect(code).toContain('sandbox="allow-scripts"');
    const other = await stage.browser.newPage({ viewport: { width: 900, height: 700 } });
    const said: string[] = [];
    other.on('pageerror', ({ message }) => said.push(message));
    try {
      await other.setContent(`<h1>Somebody else’s page</h1>${code}`);
      const frame = other.frameLocator('iframe');
      await frame.locator('figure.lab[data-ready]').waitFor();
      expect(await frame.locator('input[name="reward-pairs.noise"]').inputValue()).toBe('0.3');
      const heights = async () => [
        await other.locator('iframe').evaluate((each) => each.clientHeight),
        await frame.locator('html').evaluate((each) => Math.ceil(each.getBoundingClientRect().height)),
      ];
      await expect.poll(async () => { const [outer, inner] = await heights(); return Math.abs(outer! - inner!); }).toBeLessThanOrEqual(1); // prettier-ignore
      expect((await heights())[0]).not.toBe(800);
      const stored = await other.frames()[1]!.evaluate(() => {
        try {
          return localStorage.length;
        } catch {
          return 'refused';
        }
      });
      expect(stored).toBe('refused');
      expect(said).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test('a text that makes the code too long is told, and the link stays', async () => {
    await open();
    await choose(/^Figure 2\.3:/);
    await maker().locator('textarea[name="near-duplicates.textA"]').fill('% '.repeat(400));
    await button('QR code').click();
    await expect
      .poll(() => maker().getByRole('alert').innerText())
      .toMatch(/bytes long\. A code .* at most 1,000/);
    await button('Copy link').click();
    await expect.poll(async () => (await clipboard()).length).toBeGreaterThan(1000);
  });

  test('axe has nothing to say of it with its code open, in both themes', async () => {
    await open();
    await button('QR code').click();
    await page.locator('.qr-picture').waitFor();
    expect(await axe(page, 'light', ['iframe'])).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    expect(await axe(page, 'dark', ['iframe'])).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('the QR code in the %s theme', (theme) => {
  test('of a figure’s Share is read off the screen, and its address stands below', async () => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`${stage.url}part-1/reward-model/?preference-votes.annotators=40`, {
      waitUntil: 'networkidle',
    });
    await page.evaluate((to) => (document.documentElement.dataset['theme'] = to), theme);
    const figure = page.locator('#fig-votes');
    await figure.scrollIntoViewIfNeeded();
    await page.waitForSelector('#fig-votes[data-ready]');
    expect(
      await page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('QrCode')),
      ),
    ).toBe(false);
    await figure.getByRole('button', { name: 'Share' }).click();
    await figure.getByRole('button', { name: 'QR code' }).click();
    const picture = figure.locator('.qr-picture');
    await picture.waitFor();
    const address = `${stage.url}part-1/reward-model/?preference-votes.annotators=40#fig-votes`;
    expect(decodeQr(await picture.screenshot())).toBe(address);
    expect(await figure.locator('.qr-address').innerText()).toBe(address);
    for (const [kind, ending] of [
      ['SVG', 'svg'],
      ['PNG', 'png'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: `Save as ${kind}` }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`preference-votes-qr.${ending}`);
      if (kind === 'PNG') {
        const chunks: Buffer[] = [];
        for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
        expect(decodeQr(Buffer.concat(chunks))).toBe(address);
      }
    }
  });
});
