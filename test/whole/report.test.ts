/** What a report carries arrives in fields that the form has; versions agree wherever they are written. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from '../../components/citationFile.ts';
import { bibtexOf } from '../../src/citation.ts';
import { issueUrl } from '../../src/report.ts';

const page = { title: 'PPO & after', url: 'https://example.org/part-2/ppo/' };

test('the form of the repository has the fields that the link fills in', () => {
  const form = readFileSync('.github/ISSUE_TEMPLATE/page.yml', 'utf8');
  const { pathname, searchParams } = new URL(issueUrl('https://example.org/some/course', page));
  expect(pathname).toBe('/some/course/issues/new');
  const { template, title, ...fields } = Object.fromEntries(searchParams);
  expect(template).toBe('page.yml');
  expect(title).toBe('PPO & after: ');
  expect(fields['address']).toBe(page.url);
  expect(fields['version']).toContain(VERSION);
  for (const id of Object.keys(fields)) expect(form).toMatch(new RegExp(`^    id: ${id}$`, 'm'));
});

test('package and citation file have one version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('signs of TeX are escaped for BibTeX, addresses are not', () => {
  const entry = bibtexOf({ slug: 'part-2/ppo', title: 'KL – 100 % & β’s', url: 'https://example.org/a_b/' });
  expect(entry).toContain("title = {KL -- 100 \\% \\& β's}");
  expect(entry).toContain('url = {https://example.org/a_b/}');
});
