/** The list of what a reader can save: all that the pages need, as it is served. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MANIFEST, VERSION_FILE, WORKER, type Manifest } from '../../components/offline/manifest.ts';
import { manifestOf } from '../../src/integrations/offline.ts';
import { allPages, ROOT } from './pages.ts';

const manifest = JSON.parse(readFileSync(`${ROOT}/${MANIFEST}`, 'utf8')) as Manifest;
const paths = new Set(manifest.files.map(({ path }) => path));

test('is that of the files as they are now, with their hashes', () => {
  expect(manifest).toEqual(manifestOf(ROOT));
  expect(readFileSync(`${ROOT}/${VERSION_FILE}`, 'utf8').trim()).toBe(manifest.version);
  expect(manifest.bytes).toBe(manifest.files.reduce((sum, { bytes }) => sum + bytes, 0));
});

test('holds every page, and whatever a page loads', () => {
  for (const { path } of allPages) expect(paths.has(path), path).toBe(true);
  const loaded = allPages.flatMap(({ html }) =>
    [...html.matchAll(/(?:src|href|component-url|renderer-url)="\/course\/([\w/.@-]+\.\w+)"/g)].map(
      ([, path]) => path!,
    ),
  );
  expect(loaded.length).toBeGreaterThan(100);
  const left = new Set(loaded.filter((path) => !paths.has(path) && !/\.xml$/.test(path)));
  expect([...left]).toEqual([]);
  for (const kind of [
    /^models\/.*\.bin$/,
    /^recordings\/.*\.json$/,
    /^pagefind\/.*\.js$/,
    /^_astro\/.*worker.*\.js$/,
  ])
    expect(
      [...paths].some((path) => kind.test(path)),
      String(kind),
    ).toBe(true);
});

test('the worker is served, at the place whose pages it answers for; no page registers it by itself', () => {
  expect(existsSync(`${ROOT}/${WORKER}`)).toBe(true);
  for (const { path, html } of allPages) expect(html.includes('serviceWorker.register'), path).toBe(false);
});
