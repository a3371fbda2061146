/** The course as text for language models: every page, its numbers and formulas, and nothing of the machinery. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PARTS } from '../../src/course.ts';
import { isApart, pages, ROOT } from './pages.ts';

const list = readFileSync(`${ROOT}/llms.txt`, 'utf8');
const full = readFileSync(`${ROOT}/llms-full.txt`, 'utf8');
const course = PARTS.flatMap(({ entries }) => entries)
  .map(({ slug }) => `${slug}/`)
  .filter((path) => pages.some((page) => page.path === path && !isApart(page)));

test('llms.txt has the form of llmstxt.org: a title, a summary, lists of links with a line each', () => {
  const lines = list.split('\n');
  expect(lines[0]).toMatch(/^# \S/);
  expect(lines.find((line) => line !== '' && line !== lines[0])).toMatch(/^> \S/);
  expect(list.match(/^# /gm)).toHaveLength(1);
  expect(list.match(/^### /gm)).toBeNull();
  const sections = list.split(/^## /m).slice(1);
  expect(sections.length).toBeGreaterThan(4);
  for (const section of sections)
    for (const line of section.split('\n').slice(1).filter(Boolean))
      expect(line).toMatch(/^- \[[^\]]+\]\(https?:\/\/[^)]+\): \S.{10,}$/);
  const links = [...list.matchAll(/\]\((https?:[^)]+)\)/g)].map(([, url]) => new URL(url!).pathname);
  expect(links).toEqual([...course.map((path) => `/course/${path}`), '/course/llms-full.txt']);
});

test('llms-full.txt holds every page once, in order', () => {
  const sources = [...full.matchAll(/^Source: (\S+)$/gm)].map(([, url]) => new URL(url!).pathname);
  expect(sources).toEqual(course.map((path) => `/course/${path}`));
});

test('its formulas are TeX, its numbers stand there, and no markup does', () => {
  expect(full.split('\\log').length).toBeGreaterThan(5);
  expect(full).toMatch(/\$\$[^$]*\\pi_\\theta[^$]*\$\$/);
  const prose = full.replace(/```[\s\S]*?```/g, '').replace(/\$[^$]*\$/g, '');
  // Some pages quote HTML as text; none of ours comes without a class.
  expect(/<\w+ (?:class|style|data-\w+|aria-\w+)=/.exec(prose)?.[0]).toBeUndefined();
  expect(/\bundefined\b|\[object Object\]|\bNaN\b|katex/.exec(prose)?.[0]).toBeUndefined();
  // A finding, as the page prints it.
  const { html } = pages.find(({ path }) => path === 'part-1/pipeline/')!;
  const findings = [...html.matchAll(/<span class="finding"[^>]*>([^<]+)</g)].map(([, shown]) => shown!);
  expect(findings.length).toBeGreaterThan(10);
  for (const shown of findings) expect(full).toContain(shown.replace(/\s+/g, ' '));
  expect(full).toMatch(/Figure 1\.1 \S/);
  expect(full).not.toContain('Section titled');
});
