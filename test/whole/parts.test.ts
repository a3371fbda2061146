/** Pages as parts of one long page: ids told apart, what points to them, links, and what is left out. */
import { expect, test } from 'vitest';
import { mainOf } from '../../src/text/html.ts';
import { linkFrom } from '../../src/whole/parts.ts';
import { filled, wholeOf } from '../../src/whole/whole.ts';

const pageWith = (slug: string, inside: string) => {
  const html = `<html><head><style>.${slug.replace('/', '-')}{}</style></head><body><main>${inside}</main></body></html>`;
  return { slug, name: slug, part: 'Part 1: A', html, main: mainOf(html) };
};
const a = pageWith(
  'part-1/a',
  `<h1 id="top">A</h1><h2 id="sec-x" data-number="1.1">X</h2>
   <figure id="fig-f" aria-labelledby="fig-f-title sec-x" data-veiled><b id="fig-f-title">F</b>
   <astro-island><button id="gone">Run</button></astro-island><svg class="for-phone"></svg>
   <svg><clipPath id="clip"></clipPath><g clip-path="url(#clip)"></g></svg></figure>
   <a href="#sec-x">here</a> <a href="/course/part-1/b/#sec-x">there</a> <a href="/course/part-1/b/">b</a>
   <a href="/course/part-1/a/?x.y=1#fig-f">live</a> <a href="?answers=1">answers</a> <a href="#gone">gone</a>
   <input type="radio" name="q-1" id="q"><label for="q">yes</label>`,
);
const b = pageWith('part-1/b', '<h1 id="top">B</h1><h2 id="sec-x">X</h2>');
const whole = wholeOf([a, b], '/course/');

test('ids are told apart by their page, and nothing points into the void', () => {
  const ids = [...whole.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['part-1-a', 'part-1-a--sec-x', 'part-1-b--sec-x']));
  for (const [, id] of whole.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
  expect(whole).toContain('aria-labelledby="part-1-a--fig-f-title part-1-a--sec-x"');
  expect(whole).toContain('clip-path="url(#part-1-a--clip)"');
  expect(whole).toContain('name="part-1-a--q-1"');
  expect(whole).toContain('for="part-1-a--q"');
});

test('links lead to the part of a page; with settings, or to what is left out, to the page', () => {
  const links = [...whole.matchAll(/<a href="([^"]+)">(\w+)<\/a>/g)].map(([, href, words]) => [words, href]);
  expect(Object.fromEntries(links)).toMatchObject({
    here: '#part-1-a--sec-x',
    there: '#part-1-b--sec-x',
    b: '#part-1-b',
    live: '/course/part-1/a/?x.y=1#fig-f',
    answers: '/course/part-1/a/?answers=1',
    gone: '/course/part-1/a/#gone',
  });
  const place = { base: '/', ids: new Map([['part-1/b', new Set(['sec-x'])]]) };
  expect(linkFrom('part-1/a', 'https://example.com/#x', place)).toBe('https://example.com/#x');
  expect(linkFrom('part-1/a', '/part-1/b/#sec-x', place)).toBe('#part-1-b--sec-x');
  expect(linkFrom('part-1/a', '/lab/train/', place)).toBe('/lab/train/');
});

test('what needs a live page is left out, and a veil is lifted', () => {
  expect(whole).not.toMatch(/astro-island|<button|for-phone|data-veiled/);
});

test('the pages themselves are not changed: they are read by others after it', () => {
  expect(a.main.children.some((child) => 'properties' in child && child.properties['id'] === 'top')).toBe(
    true,
  );
});

test('the contents lead to every page and section, and all styles come along, the frame’s last', () => {
  expect(whole).toContain('<a href="#part-1-a--sec-x">1.1 X</a>');
  const frame = `<head><meta name="whole-styles" content=""><link rel="canonical" href="/"><style>.frame{}</style></head><main data-whole-pages></main>`;
  const page = filled(frame, [a, b], '/course/');
  const styles = [...page.matchAll(/<style>([^<]*)</g)].map(([, css]) => css);
  expect(styles).toEqual(['.part-1-a{}', '.part-1-b{}', '.frame{}']);
  expect(() => filled('<head></head>', [a], '/')).toThrow('no places');
});
