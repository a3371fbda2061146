/**
 * A reader's finished runs: they outlive a reload, are shown again with their models, reach the dashboard and its
 * report, go out as files and come back; two tabs leave each other's alone, and where nothing may be stored it is said.
 */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Download, Page } from '@playwright/test';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportOf } from '../../components/figure/dashboard/report.ts';
import { nodeHost } from '../../components/host/node.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { git } from '../../components/project.ts';
import { finish } from '../../sim/run.ts';
import { readCheckpoint } from '../../sim/model/checkpoint.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { encode } from '../../sim/settings.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const experiment = await loadExperiment('pipeline');
const { id, params, small } = experiment;
const queryOf = (seed: number) => encode(id, params, { ...small, seed });

let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await stage.browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
});
afterEach(() => context.close());

async function open(path: string, on = page): Promise<void> {
  await on.goto(`${stage.url}${path}`);
  await on.waitForSelector('figure.lab[data-ready]');
}
async function train(seed: number, on = page): Promise<string> {
  await open(`lab/train/?${queryOf(seed)}`, on);
  await on.getByRole('button', { name: /^Run/ }).first().click();
  await on.waitForSelector('figure.lab[data-run=done]');
  return (await on.getAttribute('figure.lab', 'data-hash'))!;
}
/** A run is written after it has ended, and a busy machine takes its time. */
const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 10_000 });
/** Scrolled to, since it wakes near the window. */
async function table(on = page): Promise<void> {
  await on.locator('.runs').scrollIntoViewIfNeeded();
  await on.waitForSelector('.runs[data-ready]');
}
const hashes = async (on = page) =>
  (await on.locator('.runs tbody tr:not(:first-child) .hash').allInnerTexts()).map((text) =>
    text.replaceAll(' ', ''),
  );
const row = (hash: string, on = page) =>
  on.locator('.runs tbody tr', { hasText: hash.replace(/(.{4})(?=.)/g, '$1 ') });
async function downloaded(press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent('download'),
    press(),
  ] as never);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('a run stands in the table, outlives a reload, is shown again, and reaches dashboard and report', async () => {
  const hash = await train(7);
  await table();
  await row(hash).waitFor();
  await open('lab/train/');
  await table();
  expect(await hashes()).toEqual([hash]);
  expect(await page.locator('.runs').innerText()).not.toMatch(/NaN|undefined/);

  await row(hash).getByRole('button', { name: 'Show in the figure' }).click();
  await page.waitForSelector(`figure.lab[data-run=done][data-hash="${hash}"]`);
  expect(await page.locator('#fig-train .bar .status').innerText()).toMatch(/^Your run of .*seed 7\.$/);
  expect(await hashes()).toEqual([hash]); // to look at a run makes no other one

  // Its models came back with it.
  await page.locator('#fig-train').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Seed and models' }).click();
  const sft = await downloaded(() => page.getByRole('button', { name: 'Save the fine-tuned model' }).click());
  expect(readCheckpoint(sft.bytes).about['model']).toBe('sft');
  const tensors = await downloaded(() =>
    page.getByRole('button', { name: 'PPO model as safetensors' }).click(),
  );
  expect(tensors.name).toBe('ppo.safetensors');
  const length = Number(tensors.bytes.readBigUInt64LE(0));
  expect(JSON.parse(tensors.bytes.toString('utf8', 8, 8 + length))).toMatchObject({ __metadata__: { hash } });
  const json = await downloaded(() => page.getByRole('button', { name: 'PPO model as json' }).click());
  expect(JSON.parse(json.bytes.toString())).toMatchObject({
    model: 'ppo',
    run: { hash, settings: { seed: 7 } },
  });
  await page.keyboard.press('Escape');

  await row(hash).getByRole('link', { name: 'Dashboard' }).click();
  await page.waitForSelector(`figure.monitor[data-hash="${hash}"]`);
  await page.locator('.training-report').scrollIntoViewIfNeeded();
  await page.locator('.training-report code', { hasText: hash }).waitFor();
  const history = finish(experiment, { ...small, seed: 7 }, nodeHost);
  const said = await page.locator('.training-report code').innerText();
  const expected = reportOf({ experiment, history, commit: git('rev-parse', 'HEAD') });
  expect(said.replace(/^- (Time|Commit).*\n/gm, '')).toBe(expected.replace(/^- (Time|Commit).*\n/gm, ''));
  const report = await downloaded(() => page.getByRole('button', { name: 'Download' }).click());
  expect(report.bytes.toString()).toBe(said);
});

test('a saved run is opened again; a damaged one is refused; a deleted one comes back', async () => {
  const hash = await train(7);
  await table();
  const saved = await downloaded(() => row(hash).getByRole('button', { name: 'Save', exact: true }).click());
  await row(hash).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Bring it back' }).waitFor();
  await soon(() => hashes()).toEqual([]);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await row(hash).waitFor();
  await row(hash).getByRole('button', { name: 'Delete' }).click();
  await soon(() => hashes()).toEqual([]);

  const text = saved.bytes.toString();
  const file = (buffer: string) => ({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(buffer),
  });
  await page.setInputFiles('.runs input[type=file]', file(text.replace('"seed":7', '"seed":8')));
  await page.getByRole('alert').filter({ hasText: 'does not fit its seal' }).waitFor();
  await page.setInputFiles('.runs input[type=file]', file(text.replace(/"loss":\d/, '"loss":7')));
  await page.getByRole('alert').filter({ hasText: 'do not fit its hash' }).waitFor();
  await soon(() => hashes()).toEqual([]);
  await page.setInputFiles('.runs input[type=file]', file(text));
  await row(hash).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);

  await open('lab/dashboard/');
  await page.setInputFiles('figure.monitor input[type=file]', file(text));
  await page.waitForSelector(`figure.monitor[data-hash="${hash}"]`);
  const before = await page.locator('[data-view=loss] svg:visible').innerHTML();
  await page.getByRole('checkbox', { name: 'log loss' }).check();
  await page.waitForFunction(
    (old) => document.querySelector('[data-view=loss] svg')!.innerHTML !== old,
    before,
  );
  expect(await page.locator('[data-view=loss] svg').innerHTML()).toContain('minor-y');
});

test('the models of the recorded run are saved from the dashboard, and a run with other models is told from it', async () => {
  await open('lab/dashboard/');
  await page.locator('.run-models').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Fetch the models of the recorded run' }).click();
  const { name, bytes } = await downloaded(() =>
    page.getByRole('button', { name: 'PPO model as json' }).click(),
  );
  expect(name).toBe('ppo.json');
  const { hash } = recordedRun('pipeline');
  expect(JSON.parse(bytes.toString())).toMatchObject({ model: 'ppo', run: { hash } });
  await page.getByRole('combobox', { name: 'Run' }).selectOption({ index: 1 });
  await page.getByText('only the rows are kept').waitFor();
  expect(await page.getByRole('button', { name: /as json$/ }).count()).toBe(0);
});

test('the table is sorted by what its heads say', async () => {
  const [one, two] = [await train(7), await train(8)];
  await table();
  await soon(async () => (await hashes()).length).toBe(2);
  expect(await hashes()).toEqual([two, one]); // the newest first
  await page.getByRole('button', { name: 'Sort by seed' }).click();
  await page.getByRole('button', { name: 'Sort by seed' }).click();
  expect(await hashes()).toEqual([one, two]);
  expect(await page.locator('.runs th[aria-sort=ascending]').innerText()).toMatch(/^seed/);
  const csv = await downloaded(() => page.getByRole('button', { name: 'CSV' }).last().click());
  const order = csv.bytes.toString().split('\n').slice(1, 3);
  expect(order[0]).toContain(one);
  expect(order[1]).toContain(two);
});

test('two tabs add to one table, and each sees what the other does', async () => {
  const other = await context.newPage();
  const [one, two] = [await train(7), await train(8, other)];
  await table();
  await table(other);
  for (const tab of [page, other])
    await soon(async () => (await hashes(tab)).toSorted()).toEqual([one, two].toSorted());
  await row(one, other).getByRole('button', { name: 'Delete' }).click();
  await soon(() => hashes()).toEqual([two]);
});

test('the newest twenty are kept; a stranger in the store is told and can be deleted', async () => {
  const hash = await train(7);
  await table();
  await row(hash).waitFor();
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('llm-training-alignment');
      request.onsuccess = () => resolve(request.result);
    });
    const runs = database.transaction('runs', 'readwrite').objectStore('runs');
    const all = runs.getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    const [run] = all.result as { id: string }[];
    for (let i = 0; i < 21; i++) runs.put({ ...run, id: `000000000000${100 + i}-a` });
    runs.put({ id: '000000000000050-b', experiment: 'pipeline', when: 1 });
    await new Promise((resolve) => (runs.transaction.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await table();
  await page.getByText('1 stored run is damaged or from another version').waitFor();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await soon(() => page.getByText('damaged or from another version').count()).toBe(0);
  await train(8);
  await table();
  await soon(async () => (await hashes()).length).toBe(20);
});

test('where nothing may be stored, the run stays for the visit, and that is said', async () => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
  });
  const hash = await train(7);
  await table();
  await row(hash).waitFor();
  await page.getByText('lets nothing be stored').waitFor();
  await row(hash).getByRole('button', { name: 'Show in the figure' }).click();
  await page.waitForSelector(`figure.lab[data-run=done][data-hash="${hash}"]`);
  await page.reload();
  await table();
  expect(await hashes()).toEqual([]);
});

test.each(['at once', 'later'])('a disk that is full is told, and the run is not lost: %s', async (when) => {
  await page.addInitScript((told) => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value: unknown, ...rest: IDBValidKey[]) {
      if (this.name !== 'models') return put.call(this, value, ...rest);
      if (told === 'at once') throw new DOMException('full', 'QuotaExceededError');
      put.call(this, value, ...rest);
      return this.add(value); // fails as a request does, which ends its transaction
    };
  }, when);
  const hash = await train(7);
  await table();
  await row(hash).waitFor();
  await page.getByText('gives this site no room for the models').waitFor();
  await open('lab/train/');
  await table();
  expect(await hashes()).toEqual([hash]);
});
