/** A figure in somebody else's slides: a sandboxed frame, where storage throws and the origin is nobody's. */
import { expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf, encode } from '../../sim/settings.ts';
import { main } from '../../src/cli/sim.ts';
import { moved } from './figure.ts';
import { chromiumStage } from './stage.ts';

const experiments = await Promise.all(experimentIds.map(loadExperiment));
const stage = chromiumStage();

test.each(experiments)('$id runs in a sandboxed frame', async (experiment) => {
  const { id, clock, params, small } = experiment;
  const query = clock
    ? `?${encode(id, params, { ...defaultsOf(params), ...small } as Settings)}`
    : moved(experiment).query;
  const page = await stage.browser.newPage({ viewport: { width: 1000, height: 1300 } });
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  try {
    await page.setContent(
      `<iframe sandbox="allow-scripts" src="${stage.url}embed/${id}/${query}" width="900" height="1200" title="slide"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.locator('figure.lab[data-ready]').waitFor();
    if (clock)
      await frame
        .getByRole('button', { name: /^(Run|Train)/ })
        .first()
        .click();
    await frame.locator('figure.lab[data-run=done]').waitFor();
    expect(said).toEqual([]);
  } finally {
    await page.close();
  }
});

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
