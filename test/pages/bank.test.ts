/** The question bank of the built site: its files hold what its pages show, and the answers are not to be found by search. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCsv } from '../components/readCsv.ts';
import { faultsIn, parseXml } from '../components/moodle.ts';
import { BASE, pages, ROOT } from './pages.ts';

const fileAt = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const xml = fileAt('downloads/question-bank.xml');
const [head, ...rows] = readCsv(fileAt('downloads/question-bank.csv').replace(/^\ufeff/, ''));
const shown = pages.filter(({ path }) => !/^(embed|print)\//.test(path)).flatMap(({ html }) => [...html.matchAll(/<(?:fieldset class="quiz"|section class="exercise") id="([\w-]+)"/g)].map((match) => match[1]!)); // prettier-ignore

test('both files hold exactly the questions and exercises that the pages show', () => {
  expect(shown.length).toBeGreaterThanOrEqual(150);
  expect(faultsIn(xml)).toEqual([]);
  const ids = [...parseXml(xml).querySelectorAll('question > idnumber')].map(
    ({ textContent }) => textContent,
  );
  expect(ids.toSorted()).toEqual(shown.toSorted());
  expect(rows.map(([id]) => id).toSorted()).toEqual(shown.toSorted());
});

test('every address in them is that of an element of this site', () => {
  const written = [...xml.matchAll(/href="https:\/\/example\.org([^"?#]+)[^"#]*#([\w-]+)"/g)].map(([, path, id]) => [path!, id!] as const); // prettier-ignore
  const addresses = rows.map((row) => new URL(row[head!.indexOf('address')]!));
  const all = [...written, ...addresses.map(({ pathname, hash }) => [pathname, hash.slice(1)] as const)];
  expect(all.length).toBeGreaterThan(3 * rows.length);
  for (const [path, id] of all) {
    const page = pages.find((each) => BASE + each.path === path);
    expect(page?.html.includes(`id="${id}"`), `${path}#${id}`).toBe(true);
  }
});

test('the page of the questions lists each of them, and gives no answer away', () => {
  const { html } = pages.find(({ path }) => path === 'teach/questions/')!;
  for (const id of shown) expect(html.includes(`#${id}"`), id).toBe(true);
  const solution = rows.find(([id]) => id === 'ex-tenth')![head!.indexOf('solution')]!;
  expect(html).not.toContain(solution.split('. ')[1]);
});

test('the page of the answers has each of them, and asks search engines to pass by', () => {
  const { html } = pages.find(({ path }) => path === 'teach/answers/')!;
  for (const id of shown) expect(html.includes(`#${id}"`), id).toBe(true);
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect(html).not.toContain('data-pagefind-body');
  const maps = ['sitemap-0.xml', 'sitemap-1.xml'].filter((file) => existsSync(join(ROOT, file))).map(fileAt);
  expect(maps.join('')).toContain('/teach/questions/');
  expect(maps.join('')).not.toContain('/teach/answers/');
});
