/** The page of references, as built: every work and every number from outside, with links that lead somewhere. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describe as described, type CslEntry } from '../../components/text/citation.ts';
import { outsideNumbers } from '../../components/text/outside.ts';
import { BASE, pages } from './pages.ts';

const { html } = pages.find(({ path }) => path === 'reference/references/')!;
const bibliography = JSON.parse(readFileSync('content/bibliography.json', 'utf8')) as CslEntry[];

/** The list item of a work; its anchor stands on the page once. */
function itemOf(key: string): string {
  const items = html.split(/(?=<li id="ref-)/).filter((item) => item.startsWith(`<li id="ref-${key}"`));
  expect(items, key).toHaveLength(1);
  return items[0]!.slice(0, items[0]!.indexOf('</li>'));
}

test('every work has its anchor, its links, and links to the sections that cite it', () => {
  for (const entry of bibliography) {
    const item = itemOf(entry.id);
    const { links, later } = described(entry);
    for (const { href } of [...links, ...(later?.links ?? [])])
      expect(item.replaceAll('&#38;', '&').replaceAll('&amp;', '&'), entry.id).toContain(`href="${href}"`);
    const sections = [...item.matchAll(new RegExp(`href="${BASE}([^"#]+)#([^"]+)"`, 'g'))];
    expect(sections.length, entry.id).toBeGreaterThan(0);
    for (const [, path, id] of sections) {
      const citing = pages.find((page) => page.path === path);
      expect(citing?.html, `${entry.id}: ${path}`).toContain(`id="${id}"`);
      expect(citing?.html, `${entry.id} on ${path}`).toContain(`id="ref-${entry.id}"`);
    }
  }
});

test('every number from outside stands there with its place', () => {
  const table = html.slice(html.indexOf('id="sec-outside"'));
  const rows = table.split('<tr').filter((row) => row.includes('<td class="value'));
  expect(rows).toHaveLength(outsideNumbers.length);
});

test('the page needs no script', () => {
  const main = /<main[\s\S]*<\/main>/.exec(html)![0];
  expect(main).not.toContain('<astro-island');
  expect(main).not.toMatch(/<[^>]*\shidden[=>\s]/);
});
