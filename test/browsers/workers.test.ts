/**
 * A run on several workers, in three engines: the same hash as on one in Node, also where a helper cannot be loaded,
 * breaks off, answers with something else, or does not answer at all.
 */
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SHARDS } from '../../sim/crew.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { ROOT } from '../pages/pages.ts';
import { engines, type Engine } from './engines.ts';
import { awaken, finished, little, pressRun } from './figure.ts';
import { engineStage, type Stage } from './stage.ts';
import type { Browser } from './browser.ts';

const ID = 'pipeline';
const HELPER = /^browserHelper-[\w-]+\.js$/;
const SCRIPTS = '_astro';

const experiment = await loadExperiment(ID);
const { query, settings } = little(experiment);

/** The built site with another script for helpers; without one, there is none. */
function siteWith(script?: string): string {
  const root = mkdtempSync(join(tmpdir(), 'helpers-'));
  const link = (name: string) => symlinkSync(join(ROOT, name), join(root, name));
  for (const name of readdirSync(ROOT)) if (name !== SCRIPTS) link(name);
  mkdirSync(join(root, SCRIPTS));
  const [helper, ...more] = readdirSync(join(ROOT, SCRIPTS)).filter((name) => HELPER.test(name));
  if (helper === undefined || more.length > 0) throw new Error('one script of helpers is expected');
  for (const name of readdirSync(join(ROOT, SCRIPTS))) if (name !== helper) link(join(SCRIPTS, name));
  if (script !== undefined) writeFileSync(join(root, SCRIPTS, helper), script);
  return root;
}

async function run({ browser, url }: Stage<Browser>, workers: string) {
  await browser.open(`${url}embed/${ID}/${query}&workers=${workers}`);
  await awaken(browser, ID);
  await pressRun(browser, ID);
  const hash = await finished(browser, ID);
  const text = (selector: string) =>
    browser.evaluate<string>(`document.querySelector('${selector}')?.textContent ?? ''`);
  return { hash, status: await text('.bar .status'), told: await text('.told') };
}

describe.each(asked(engines, ({ name }) => name))('$name', (engine) => {
  const stage = engineStage(engine);
  test.each([1, 2, 3, 4, 8])('%i workers: the same hash, and the figure says how many', async (workers) => {
    const there = Math.min(workers, SHARDS);
    const wanted = `with ${there} worker${there > 1 ? 's' : ''}`;
    let status = '';
    // Where Firefox hangs at the start of a helper, the run goes on alone: the same hash, and another try.
    for (let tries = engine.name === 'Firefox' ? 3 : 1; tries > 0 && !status.includes(wanted); tries--) {
      const ended = await run(stage, String(workers));
      expect(ended.hash).toBe(hashOf(experiment, settings));
      status = ended.status;
    }
    expect(status).toContain(wanted);
    expect(await stage.browser.messages()).toEqual([]);
  });
});

describe('a number of workers that none can be', () => {
  const stage = engineStage(engines[0]!);
  test.each(['0', '9', 'all'])('%s workers are refused, and told', async (workers) => {
    const { hash, told } = await run(stage, workers);
    expect(hash).toBe(hashOf(experiment, settings));
    expect(told).toContain(`workers = “${workers}”. Legal: a whole number from 1 to 8.`);
  });
});

/** What a helper does in place of its work, after it has said that it is ready. */
const spoilt = (act: string) => `self.onmessage = ({ data }) => {
  if (data.type === 'begin') self.postMessage({ type: 'ready', run: data.run });
  else { ${act} }
};`;

const FAILURES: readonly (readonly [string, string | undefined])[] = [
  ['cannot be loaded', undefined],
  ['breaks off', spoilt(`throw new Error('no more')`)],
  ['answers with something else', spoilt(`self.postMessage(42)`)],
  ['does not answer', spoilt('')],
  [
    'answers with what is no number',
    spoilt(`const gradient = data.weights[0].values.fill(NaN), outputs = data.shards.map(() => 1);
    self.postMessage({ type: 'portion', ticket: data.ticket, portion: { shards: data.shards, outputs, gradient } });`),
  ],
];

const failing = (engine: Engine) =>
  describe.each(FAILURES)(`${engine.name}: a helper that %s`, (_, script) => {
    const stage = engineStage(engine, siteWith(script));
    test('leaves the same hash: the run goes on alone', async () => {
      const { hash, status } = await run(stage, '2');
      expect(hash).toBe(hashOf(experiment, settings));
      expect(status).toContain('with 1 worker:');
    });
  });
asked(engines, ({ name }) => name).forEach(failing);
