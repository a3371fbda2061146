/** A browser without workers and without WebAssembly vectors computes the same rows, in slices, and says so. */
import { expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
/** Every default run, one after another, beside another check. */
const ALL_RUNS_MS = 400_000;
/** One that answers at once, one that trains, and one in plain TypeScript; every run only where all is checked. */
const SOME = ['min-hash', 'reward-model', 'memorisation, small, in plain TypeScript'];

test('plain TypeScript on the main thread gives the same hash, and the page stays alive', async () => {
  const experiment = await loadExperiment('memorisation');
  const page = await stage.browser.newPage();
  try {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'Worker');
      WebAssembly.compile = () => Promise.reject(new Error('no vectors here'));
    });
    const query = Object.entries(experiment.small).map(([name, value]) => `memorisation.${name}=${value}`);
    await page.goto(`${stage.url}embed/memorisation/?${query.join('&')}`);
    await page.waitForSelector('figure.lab[data-ready]');
    await page.evaluate(() => {
      const beats = window as unknown as { beats: number };
      beats.beats = 0;
      setInterval(() => (beats.beats += 1), 5);
    });
    await page.getByRole('button', { name: /^Run/ }).first().click();
    await page.waitForSelector('figure.lab[data-run=done]', { timeout: 60_000 });
    expect(await page.textContent('figure.lab')).toContain('the run computes in plain TypeScript');
    const hash = hashOf(experiment, experiment.small);
    expect(await page.getAttribute('figure.lab', 'data-hash')).toBe(hash);
    // Between two slices the page has answered.
    expect(await page.evaluate(() => (window as unknown as { beats: number }).beats)).toBeGreaterThan(2);
  } finally {
    await page.close();
  }
});

test('the page on reproducibility finds the same bits in this browser', async () => {
  const page = await stage.browser.newPage();
  try {
    await page.goto(`${stage.url}reference/reproducibility/`);
    const pressed = process.env['ALL_SEEDS'] ? ['all'] : SOME;
    for (const what of pressed) {
      await page.getByRole('button', { name: `Run ${what} in this browser`, exact: true }).click();
      await page.waitForSelector('.same-bits[data-run=done]', { timeout: ALL_RUNS_MS });
    }
    const told = process.env['ALL_SEEDS'] ? /^The same bits in all \d+ runs\.$/ : 'The same bits in 3 runs.';
    expect(await page.textContent('.same-bits [role=status]')).toMatch(told);
    expect(await page.locator('.same-bits tbody td b').allTextContents()).not.toContain('≠ differs');
  } finally {
    await page.close();
  }
});
