/** An address in the browser and flags in the terminal are the same run. */
import { expect, test } from 'vitest';
import { main } from '../../src/cli/sim.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();

test('the pipeline with a seed and settings of an address: the hash that the terminal prints', async () => {
  const settings = { setting: 'taste', demonstrations: 50, pairs: 200, ppoSteps: 10, beta: 0.5, seed: 42 };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const printed: string[] = [];
  const terminal = { out: (line: string) => printed.push(line), err: (line: string) => printed.push(line) };
  expect(await main(['run', 'pipeline', ...flags, '--hash'], terminal)).toBe(0);

  const page = await stage.browser.newPage();
  try {
    const query = Object.entries(settings).map(([name, value]) => `pipeline.${name}=${value}`);
    await page.goto(`${stage.url}embed/pipeline/?${query.join('&')}`);
    await page.waitForSelector('figure.lab[data-ready]');
    await page
      .getByRole('button', { name: /^(Run|Train)/ })
      .first()
      .click();
    await page.waitForSelector('figure.lab[data-run=done]');
    expect([await page.getAttribute('figure.lab', 'data-hash')]).toEqual(printed);
  } finally {
    await page.close();
  }
});
