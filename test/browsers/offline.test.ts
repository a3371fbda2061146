/** The course saved in the browser: only when asked, with its size told; then without a network; a newer version is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from '@playwright/test';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { little, RUN_MS } from './figure.ts';
import { chromiumStage } from './stage.ts';

const PAGE = 'reference/offline/';
const BASE = '/course/';
/** One that is trained from its first weights, one that starts from a trained model, one that answers at once. */
const FIGURES = ['reward-pairs', 'ask-the-model', 'pairwise-loss'];

const stage = chromiumStage();
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});
afterAll(() => context.close());

const said = () => page.locator('.offline .said');
const state = () =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: await caches.keys(),
  }));

test('nothing is saved or registered before a reader asks for it', async () => {
  await page.goto(`${stage.url}part-1/reward-model/`, { waitUntil: 'networkidle' });
  expect(await state()).toEqual({ workers: 0, caches: [] });
  await page.goto(stage.url + PAGE, { waitUntil: 'networkidle' });
  expect(await state()).toEqual({ workers: 0, caches: [] });
});

test('it says first how much there is to save', async () => {
  const { bytes, files } = (await (await fetch(`${stage.url}offline.json`)).json()) as {
    bytes: number;
    files: unknown[];
  };
  await said()
    .getByText(`${(bytes / 1e6).toFixed(1)} MB, ${files.length.toLocaleString('en')} files`)
    .waitFor();
});

describe('saved', () => {
  beforeAll(async () => {
    await page.getByRole('button', { name: /^Save for offline/ }).click();
    await said().getByText('This version is saved').waitFor({ timeout: 120_000 });
    await context.setOffline(true);
  });

  test('one version is there, and the worker', async () => {
    const { workers, caches } = await state();
    expect(workers).toBe(1);
    expect(caches).toHaveLength(1);
    expect(caches[0]).toMatch(/^\/course\/ [0-9a-f]{16}$/);
  });

  test.each(FIGURES)('without a network the figure %s computes the rows of Node', async (id) => {
    const experiment = await loadExperiment(id);
    const { settings, query } = little(experiment);
    await page.goto(`${stage.url}embed/${id}/${query}`);
    await page.waitForSelector('figure.lab[data-ready]');
    const run = page.getByRole('button', { name: /^(Run|Train)/ }).first();
    if ((await run.count()) > 0) await run.click();
    await page.waitForSelector('figure.lab[data-run=done]', { timeout: RUN_MS });
    expect(await page.getAttribute('figure.lab', 'data-hash')).toBe(hashOf(experiment, settings));
  });

  test('pages, search and wrong addresses are answered, with whatever stands behind a question mark', async () => {
    await page.goto(`${stage.url}part-2/ppo/?answers=1#sec-training`);
    expect(await page.locator('h1').innerText()).toContain('olicy');
    await page.keyboard.press('/');
    await page.fill('#search input', 'Goodhart');
    await page.locator('#search li a').first().waitFor();
    await page.keyboard.press('Escape');
    await page.goto(`${stage.url}no/such/page/`);
    expect(await page.locator('h1').innerText()).toBe('There is no page at this address');
  });

  test('a newer version is told on every page, takes only what is new, and the old one goes', async () => {
    await context.setOffline(false);
    await page.goto(stage.url + PAGE);
    // The saved one becomes an earlier one: its list has another version, and one file of it was another.
    await page.evaluate(async (base) => {
      const [name] = await caches.keys();
      const now = await caches.open(name!);
      const old = await caches.open(`${base} 0000000000000000`);
      for (const request of await now.keys()) await old.put(request, (await now.match(request))!);
      interface List {
        version: string;
        files: { path: string; hash: string }[];
      }
      const list = (await (await now.match(`${base}offline.json`))!.json()) as List;
      list.version = '0000000000000000';
      list.files.find(({ path }) => path === 'favicon.svg')!.hash = '0';
      await old.put(`${base}offline.json`, Response.json(list));
      await caches.delete(name!);
    }, BASE);
    await page.goto(`${stage.url}part-1/sft/`);
    await page.getByText('Offline: newer version to save').waitFor();
    const loaded: string[] = [];
    await page.goto(stage.url + PAGE);
    await said().getByText('An earlier version is saved').waitFor();
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: /^Save the newer version/ }).click();
    await said().getByText('This version is saved').waitFor({ timeout: 120_000 });
    expect(loaded.filter((path) => /_astro|models|recordings|part-/.test(path))).toEqual([]);
    expect(loaded).toContain(`${BASE}favicon.svg`);
    expect((await state()).caches).toHaveLength(1);
  });

  test('online, the network goes first; what is saved answers without it', async () => {
    await page.evaluate(async (path) => {
      const cache = await caches.open((await caches.keys())[0]!);
      await cache.put(path, new Response('<h1>saved</h1>', { headers: { 'content-type': 'text/html' } }));
    }, `${BASE}part-1/elo/`);
    const heading = async () => {
      await page.goto(`${stage.url}part-1/elo/`);
      return page.locator('h1').innerText();
    };
    expect(await heading()).not.toBe('saved');
    await context.setOffline(true);
    expect(await heading()).toBe('saved');
    await context.setOffline(false);
    await page.goto(stage.url + PAGE);
  });

  test('removed, nothing is left', async () => {
    await page.getByRole('button', { name: 'Remove the saved copy' }).click();
    await said().getByText('Not saved in this browser').waitFor();
    expect(await state()).toEqual({ workers: 0, caches: [] });
  });
});

test('a file that is not what the list says is not saved, and the page says why', async () => {
  await page.goto(stage.url + PAGE);
  await said().getByText('Not saved in this browser').waitFor();
  await page.route('**/favicon.svg', (route) =>
    route.fulfill({ body: '<svg/>', contentType: 'image/svg+xml' }),
  );
  await page.getByRole('button', { name: /^Save for offline/ }).click();
  await said().getByText('the course was published anew meanwhile').waitFor({ timeout: 120_000 });
  expect((await state()).workers).toBe(0);
});
