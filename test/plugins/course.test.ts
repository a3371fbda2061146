/** The map of the course leads to pages that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OUTCOMES, PARTS, WAYS } from '../../src/course.ts';

const source = (slug: string) => `content/${slug}.mdx`;

test.each(WAYS)('the way of $who starts at a page that exists, and goes on to one', ({ start, then }) => {
  expect(existsSync(source(start)), start).toBe(true);
  expect(then.filter((slug) => existsSync(source(slug))).length).toBeGreaterThan(1);
});

test('every page of the map is there', () => {
  for (const { slug } of PARTS.flatMap(({ entries }) => entries))
    expect(existsSync(source(slug)), slug).toBe(true);
});

test.each(OUTCOMES)('$kind leads to a section that exists', ({ slug, section }) => {
  expect(readFileSync(source(slug), 'utf8')).toContain(`{/* #${section} */}`);
});

test('what readers can do is not learned on one page only', () => {
  const parts = OUTCOMES.map(({ slug }) => slug.split('/')[0]);
  expect(new Set(parts)).toContain('part-2');
});
