/** Every link of every page leads somewhere, and every fragment to an id. */
import { expect, test } from 'vitest';
import { brokenLinks } from './links.ts';
import { allPages, BASE, pages } from './pages.ts';

test('every link and fragment resolves', () => {
  expect(brokenLinks(pages, allPages)).toEqual([]);
});

test.each([
  ['a page that is not there', `${BASE}part-1/none/`],
  ['one outside the course', '/part-1/data/'],
  ['a file that is not there', 'none.png'],
  ['an id that is not on its page', '../data/#sec-none'],
  ['an id that is not on this page', '#sec-none'],
])('notices %s', (_, href) => {
  const page = {
    path: 'part-1/elo/',
    html: `<h1 id="sec-one">One</h1><a class="x" href="${href}">there</a>`,
  };
  expect(brokenLinks([page], [...allPages, page])).toHaveLength(1);
});

test.each([
  '#sec-one',
  '../data/',
  '../data/?a=1&amp;b=2#sec-mistakes',
  `${BASE}favicon.svg`,
  'https://example.org/',
])('follows %s', (href) => {
  const page = { path: 'part-1/elo/', html: `<h1 id="sec-one">One</h1><a href="${href}">there</a>` };
  const others = allPages.filter(({ path }) => path !== page.path);
  expect(brokenLinks([page], [...others, page])).toEqual([]);
});
