/** What catalogues read: every page is a learning resource of one course, with the properties that they ask for. */
import { expect, test } from 'vitest';
import { PARTS } from '../../src/course.ts';
import { course, pages } from './pages.ts';

type Data = Readonly<Record<string, unknown>>;

const dataOf = (html: string): Data =>
  JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)![1]!) as Data;
const metaOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`, 'g'))].map(
    ([, content]) => content!,
  );

/** Of schema.org's Course as Google reads it, and of LearningResource as LRMI describes it. */
const OF_ALL = ['@id', 'name', 'description', 'url', 'inLanguage', 'license', 'educationalLevel', 'learningResourceType', 'timeRequired', 'author', 'isAccessibleForFree', 'image', 'dateModified']; // prettier-ignore
const OF_COURSE = ['provider', 'hasCourseInstance', 'offers', 'teaches', 'hasPart'];
const DURATION = /^PT[1-9]\d*M$/;

const home = dataOf(course.find(({ path }) => path === '')!.html);

test.each(course.map(({ path, html }) => [path || '/', path, html] as const))('%s', (_, path, html) => {
  const data = dataOf(html);
  expect(data['@context']).toBe('https://schema.org');
  for (const name of OF_ALL) expect(data[name], name).toBeTruthy();
  expect(data['timeRequired']).toMatch(DURATION);
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(html)![1];
  expect(data['url']).toBe(canonical);
  expect(metaOf(html, 'citation_title')).toHaveLength(1);
  expect(metaOf(html, 'citation_author').length).toBeGreaterThan(0);
  expect(metaOf(html, 'citation_publication_date')[0]).toMatch(/^\d{4}\/\d\d\/\d\d$/);
  expect(metaOf(html, 'citation_public_url')).toEqual([canonical]);
  if (path === '') return;
  expect(data['@type']).toBe('LearningResource');
  expect(data['isPartOf']).toMatchObject({ '@type': 'Course', '@id': home['@id'] });
  if (/^part-\d\//.test(path)) expect((data['teaches'] as string[]).length).toBeGreaterThan(0);
});

test('the course lists its pages in order, and each of them names its place', () => {
  for (const name of OF_COURSE) expect(home[name], name).toBeTruthy();
  expect(home['@type']).toContain('Course');
  const parts = home['hasPart'] as { url: string; position: number; timeRequired: string }[];
  const listed = PARTS.flatMap(({ entries }) => entries).map(({ slug }) => `${slug}/`);
  const built = listed.filter((path) => course.some((page) => page.path === path));
  expect(parts.map(({ url }) => new URL(url).pathname.replace('/course/', ''))).toEqual(built);
  for (const { url, position, timeRequired } of parts) {
    const page = dataOf(course.find(({ path }) => url.endsWith(`/course/${path}`) && path !== '')!.html);
    expect([page['position'], page['timeRequired']], url).toEqual([position, timeRequired]);
  }
  const minutes = (time: unknown) => Number(/\d+/.exec(String(time)));
  expect(minutes(home['timeRequired'])).toBe(
    parts.reduce((sum, { timeRequired }) => sum + minutes(timeRequired), 0),
  );
});

test('every page of the course is on its map', () => {
  const listed = new Set(PARTS.flatMap(({ entries }) => entries).map(({ slug }) => `${slug}/`));
  expect(course.map(({ path }) => path).filter((path) => path !== '' && !listed.has(path))).toEqual([]);
});

test('a wrong address says nothing to catalogues', () => {
  const { html } = pages.find(({ path }) => path === '404.html')!;
  expect(html).not.toContain('ld+json');
  expect(metaOf(html, 'citation_title')).toEqual([]);
});
