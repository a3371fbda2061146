/** The feed of changes is Atom, and says what the page of changes says. */
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { changes } from '../../components/text/changes.ts';
import { BASE, pages, ROOT } from './pages.ts';

const feed = new JSDOM(readFileSync(`${ROOT}/changes.xml`, 'utf8'), { contentType: 'application/xml' }).window
  .document;
const text = (element: Element, name: string) => element.querySelector(name)?.textContent ?? '';

test('has what Atom asks for: ids, titles, dates, an author', () => {
  const root = feed.documentElement;
  expect([root.localName, root.namespaceURI]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
  for (const name of ['id', 'title', 'updated', 'author > name']) expect(text(root, name), name).not.toBe('');
  const entries = [...feed.querySelectorAll('entry')];
  expect(entries).toHaveLength(changes.length);
  const ids = entries.map((entry) => text(entry, 'id'));
  expect(new Set(ids).size).toBe(ids.length);
  const dates = entries.map((entry) => text(entry, 'updated'));
  expect([...dates].sort().reverse()).toEqual(dates);
  expect(text(root, 'updated')).toBe(dates[0]);
  for (const date of dates) expect(new Date(date).toISOString()).toBe(date.replace('Z', '.000Z'));
});

test('every entry leads to its place on the page of changes, and from there to a page', () => {
  const { html } = pages.find(({ path }) => path === 'reference/changes/')!;
  for (const entry of feed.querySelectorAll('entry'))
    expect(html).toContain(`id="${new URL(text(entry, 'id')).hash.slice(1)}"`);
  for (const { page } of changes)
    if (page !== undefined)
      expect(
        pages.some(({ path }) => path === `${page.split('#')[0]!}/`),
        page,
      ).toBe(true);
});

test('every page names the feed', () => {
  const [page] = pages.filter(({ path }) => path === 'part-1/sft/');
  expect(page!.html).toMatch(
    new RegExp(`<link rel="alternate" type="application/atom\\+xml"[^>]* href="${BASE}changes.xml"`),
  );
});

test('the list in the data file is in order, and ids begin with their day', () => {
  const written = JSON.parse(readFileSync('content/changes.json', 'utf8')) as { id: string; date: string }[];
  expect(written.map(({ id }) => id)).toEqual(written.map(({ id }) => id).sort());
  for (const { id, date } of written) expect(id.startsWith(date), id).toBe(true);
});
