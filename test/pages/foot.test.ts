/** The foot of every page: how to cite it, where to report an error in it, how long it is and when it last changed. */
import { expect, test } from 'vitest';
import { BUILD } from '../../src/colophon.ts';
import { lastChangeOf } from '../../src/lastChange.ts';
import { BASE, course, pages } from './pages.ts';

const footOf = (html: string) => /<footer[\s\S]*<\/footer>/.exec(html)![0];
const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&');

test.each(course.map(({ path, html }) => [path || '/', path, footOf(html), html] as const))(
  '%s can be cited as text and as BibTeX, with its own address, version and commit',
  (_, path, foot, html) => {
    const [text, bibtex] = [...foot.matchAll(/<pre>([\s\S]*?)<\/pre>/g)].map(([, words]) => plain(words!));
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(html)![1]!;
    expect(canonical.endsWith(BASE + path)).toBe(true);
    for (const form of [text, bibtex]) {
      expect(form).toContain(canonical);
      expect(form).toContain(`ersion ${BUILD.version}`);
      expect(form).toContain(BUILD.commit);
    }
    expect(bibtex).toMatch(/^@misc\{llm-training-alignment[a-z0-9-]*,\n( {2}\w+ = \{.*\},?\n)+\}$/);
    expect(foot.match(/data-copy-code=/g)).toHaveLength(2);
  },
);

test('keys of BibTeX are told apart', () => {
  const keys = course.map(({ html }) => /@misc\{([\w-]+),/.exec(html)![1]);
  expect(new Set(keys).size).toBe(course.length);
});

test('an error is reported where the course says', () => {
  for (const { path, html } of course) {
    const href = /<a href="([^"]+)"[^>]*>Report an error<\/a>/.exec(footOf(html))?.[1];
    expect(href, path).toMatch(/\/reference\/about\/#sec-errors$|\/issues\/new\?template=page\.yml/);
  }
  const about = pages.find(({ path }) => path === 'reference/about/')!;
  expect(about.html).toContain('id="sec-errors"');
});

test('a page with a source says how long it is, and when its text last changed', () => {
  for (const { path, html } of course.filter(({ path }) => path !== '')) {
    const foot = footOf(html);
    expect(foot, path).toMatch(/About (?:a minute|\d+ minutes) to read/);
    const changed = lastChangeOf(path.slice(0, -1));
    // A page that is not committed yet, and a copy without history, have no day.
    if (changed) expect(foot, path).toContain(`text last changed on ${changed}`);
    else expect(foot, path).not.toContain('last changed');
  }
});
