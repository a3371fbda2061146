/** Addresses that only lead to a page, and sections that have moved: each leads to something that is there. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redirects } from '../../src/redirects.ts';
import { allPages, BASE, pages, ROOT } from './pages.ts';

const page = (path: string) => allPages.find((each) => each.path === path);

test.each(redirects.map(({ id, to }) => [id, to] as const))('/%s/ leads to %s', (id, to) => {
  const { html } = page(`${id}/`)!;
  expect(page(`${to}/`), `the page ${to} is gone`).toBeDefined();
  expect(html).toContain(`data-to="${BASE}${to}/"`);
  expect(html).toContain(`content="0; url=${BASE}${to}/"`);
  expect(html).toContain(`<a href="${BASE}${to}/">`);
  expect(html).toContain('content="noindex"');
  expect(/<link rel="canonical" href="([^"]+)"/.exec(html)![1]).toMatch(new RegExp(`${BASE}${to}/$`));
});

test('no page of the course stands where an address leads on, and none is listed twice', () => {
  const ids = redirects.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(pages.filter(({ path }) => ids.includes(path.slice(0, -1)))).toEqual([]);
  expect([...ids].sort()).toEqual(ids);
});

test('the map for crawlers names pages, not the addresses that lead to them', () => {
  const sitemap = readFileSync(`${ROOT}/sitemap-0.xml`, 'utf8');
  for (const { id, to } of redirects) {
    expect(sitemap).not.toContain(`${BASE}${id}/<`);
    expect(sitemap).toContain(`${BASE}${to}/<`);
  }
});

test('a section that has moved is on the page to which its old address leads', () => {
  const moved = pages.flatMap(({ path, html }) =>
    [...html.matchAll(/<div class="moved" data-moved="([^"]+)">([\s\S]*?)<\/div>/g)].flatMap(
      ([, to, inside]) =>
        [...inside!.matchAll(/<span id="([^"]+)">/g)].map(([, id]) => ({ path, to: to!, id: id! })),
    ),
  );
  expect(moved.length).toBeGreaterThan(10);
  for (const { path, to, id } of moved)
    expect(page(to.slice(BASE.length))?.html, `${path}#${id} leads to ${to}`).toContain(`id="${id}"`);
});
