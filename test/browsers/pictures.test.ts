/** Figures as files: SVG and PNG from the menu, whole and with letters, in three engines; and in a sandboxed frame. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodePng, inkOf } from '../cli/png.ts';
import { engines } from './engines.ts';
import { awaken } from './figure.ts';
import type { Browser } from './browser.ts';
import { chromiumStage, engineStage } from './stage.ts';

/** A chart alone, and every kind of view that is read. */
const FIGURES = ['pairwise-loss', 'demonstrations', 'reward-model'];

/** Presses a button of the menu; returns the file that it makes, which no engine has to save. */
async function fileOf(browser: Browser, kind: 'SVG' | 'PNG'): Promise<Buffer> {
  await browser.evaluate(`(() => {
    window.caught = undefined;
    URL.createObjectURL = (blob) => {
      const reader = new FileReader();
      reader.onload = () => { window.caught = reader.result.replace(/^[^,]*,/, ''); };
      reader.readAsDataURL(blob);
      return '#caught';
    };
    HTMLAnchorElement.prototype.click = () => {};
    const button = [...document.querySelectorAll('.panel button')].find((each) => each.textContent === '${kind}');
    button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  })()`);
  await browser.waitFor('window.caught !== undefined', 20_000);
  return Buffer.from(await browser.evaluate<string>('window.caught'), 'base64');
}

async function openMenu(browser: Browser, url: string, id: string): Promise<void> {
  await browser.open(`${url}embed/${id}/`);
  await awaken(browser, id);
  await browser.evaluate(
    `void [...document.querySelectorAll('.deeds button')].find((each) => each.textContent === 'More').dispatchEvent(new MouseEvent('click', { bubbles: true }))`,
  );
  await browser.waitFor(`document.querySelector('.panel') !== null`);
}

describe.each(engines)('$name', (engine) => {
  const stage = engineStage(engine);

  test.each(FIGURES)('%s as SVG and as PNG', async (id) => {
    const { browser } = stage;
    await openMenu(browser, stage.url, id);
    const svg = (await fileOf(browser, 'SVG')).toString();
    expect(svg).not.toMatch(/var\(--|NaN|undefined/);
    const parsed = await browser.evaluate<string>(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').documentElement.nodeName`,
    );
    expect(parsed).toBe('svg');
    const [, width, height] = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg)!;

    const picture = decodePng(await fileOf(browser, 'PNG'));
    expect([picture.width, picture.height]).toEqual([2 * Number(width), 2 * Number(height)]);
    // Text and lines are a few per cent of a picture; a blank one has none, a black one has all.
    expect(inkOf(picture)).toBeGreaterThan(0.01);
    expect(inkOf(picture)).toBeLessThan(0.4);
    expect(await browser.messages()).toEqual([]);
  });
});

describe('a sandboxed frame', () => {
  const stage = chromiumStage();
  const embedded = (id: string, sandbox: string) =>
    `<iframe sandbox="${sandbox}" src="${stage.url}embed/${id}/" width="900" height="1100" title="slide"></iframe>`;

  test('downloads where the page allows it, and says what to do where it does not', async () => {
    const page = await stage.browser.newPage({ viewport: { width: 1000, height: 1200 } });
    try {
      await page.setContent(embedded('pairwise-loss', 'allow-scripts allow-downloads'));
      const frame = page.frameLocator('iframe');
      const save = async () => {
        await frame.locator('figure.lab[data-ready]').waitFor();
        await frame.getByRole('button', { name: 'More', exact: true }).click();
        await frame.getByRole('button', { name: 'PNG', exact: true }).click();
      };
      const downloading = page.waitForEvent('download');
      await save();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe('pairwise-loss.png');
      expect(inkOf(decodePng(readFileSync(await download.path())))).toBeGreaterThan(0.01);

      await page.setContent(embedded('pairwise-loss', 'allow-scripts'));
      await save();
      await frame.getByText('unless the page around this frame forbids downloads').waitFor();
    } finally {
      await page.close();
    }
  });
});
