/** A finished run outlives a reload in Firefox and WebKit too, with its models. Chromium: `savedRuns.test.ts`. */
import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { engines } from './engines.ts';
import { awaken, finished, little, pressRun } from './figure.ts';
import { engineStage } from './stage.ts';

const experiment = await loadExperiment('pipeline');
const { id } = experiment;
const { query } = little(experiment);
const others = engines.filter(({ name }) => name !== 'Chromium');
const WAIT_MS = 20_000;

describe.each(asked(others, ({ name }) => name))('$name', (engine) => {
  const stage = engineStage(engine);

  test('a run outlives a reload and is shown again', async () => {
    const { browser } = stage;
    const table = async () => {
      await browser.evaluate(`void document.querySelector('.runs').scrollIntoView({ block: 'center' })`);
      await browser.waitFor(`document.querySelector('.runs').dataset.ready === ''`, WAIT_MS);
    };
    await browser.open(`${stage.url}lab/train/${query}`);
    await awaken(browser, id);
    await pressRun(browser, id);
    const hash = await finished(browser, id);
    const written = hash.replace(/(.{4})(?=.)/g, '$1 ');
    const kept = `[...document.querySelectorAll('.runs tbody .hash')].some((cell) => cell.textContent === '${written}')`;
    await table();
    await browser.waitFor(kept, WAIT_MS);

    await browser.open(`${stage.url}lab/train/`);
    await table();
    await browser.waitFor(kept, WAIT_MS);
    await browser.click('.runs tbody tr:last-child .row button');
    await browser.waitFor(`document.querySelector('figure.lab').dataset.hash === '${hash}'`, WAIT_MS);
    await browser.waitFor(`document.querySelector('.bar .status').textContent.startsWith('Your run of')`);
    expect(await browser.messages()).toEqual([]);
  });
});
