/** The whole course on one page: every page and figure once, no id twice, no link into the void, out of search and sitemap. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PARTS } from '../../src/course.ts';
import { anchorOf, idIn } from '../../src/whole/parts.ts';
import { allPages, BASE, idsOf, isApart, pages, ROOT } from './pages.ts';

const { html } = allPages.find(({ path }) => path === 'print/')!;
const course = PARTS.flatMap(({ entries }) => entries)
  .map(({ slug }) => ({ slug, page: pages.find(({ path }) => path === `${slug}/`) }))
  .filter(({ page }) => page !== undefined && !isApart(page));
const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
const there = new Set(ids);

test('every page of the course is on it, in order, and in its contents', () => {
  const sections = [...html.matchAll(/<section id="([^"]+)" class="whole-page">/g)].map(([, id]) => id);
  expect(sections).toEqual(course.map(({ slug }) => anchorOf(slug)));
  const contents = /<nav class="whole-contents"[\s\S]*?<\/nav>/.exec(html)![0];
  for (const id of sections) expect(contents).toContain(`href="#${id}"`);
});

test('every figure is on it once, as its recorded picture', () => {
  const figures = course.flatMap(({ slug, page }) =>
    [...page!.html.matchAll(/<figure id="([^"]+)" class="lab"/g)].map(([, id]) => idIn(slug, id!)),
  );
  const printed = [...html.matchAll(/<figure id="([^"]+)" class="lab"/g)].map(([, id]) => id);
  expect(printed).toEqual(figures);
  expect(printed.length).toBeGreaterThan(50);
  expect(html.match(/data-picture/g)!.length).toBeGreaterThanOrEqual(printed.length);
  expect(/<astro-island|<figure[^>]* data-veiled|<button/.exec(html)?.[0]).toBeUndefined();
});

test('no id is there twice, and every id of a section, equation, table and question has come along', () => {
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  const lost = course.flatMap(({ slug, page }) =>
    idsOf(page!.html)
      .filter((id) => !/-title$/.test(id) && !there.has(idIn(slug, id)))
      .map((id) => `${slug}#${id}`),
  );
  expect(lost).toEqual([]);
});

test('no link leads into the void: on the page, and to pages of the site', () => {
  const links = [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)].map(([, href]) => href!);
  expect(links.filter((href) => href.startsWith('#') && !there.has(href.slice(1)))).toEqual([]);
  const files = new Set(allPages.map(({ path }) => BASE + path));
  const broken = links
    .filter((href) => href.startsWith(BASE))
    .map((href) => href.replaceAll('&#x26;', '&').replace(/[?#].*$/, ''))
    .filter((path) => path.endsWith('/') && !files.has(path));
  expect(broken).toEqual([]);
});

test('what names or controls another element finds it', () => {
  const pointed = [...html.matchAll(/\s(?:aria-labelledby|aria-describedby|for)="([^"]+)"/g)];
  expect(pointed.length).toBeGreaterThan(50);
  expect(pointed.flatMap(([, list]) => list!.split(' ')).filter((id) => !there.has(id))).toEqual([]);
});

test('crawlers and the search do not read it', () => {
  expect(html).toContain('<meta name="robots" content="noindex">');
  expect(html).not.toContain('data-pagefind-body');
  expect(readFileSync(`${ROOT}/sitemap-0.xml`, 'utf8')).not.toContain('/print/');
});

test('it has the policy, loads no script, and at most 10 MB of markup', () => {
  expect(html).toContain("default-src 'self'");
  expect([...html.matchAll(/<script[^>]*\bsrc=/g)]).toEqual([]);
  console.log(`/print/ ${(html.length / 1e6).toFixed(1)} MB`);
  expect(html.length).toBeLessThan(10_000_000);
});
