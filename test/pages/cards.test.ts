/** Every page has its picture for social sites: there, of the right size, its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CARD } from '../../src/cards/address.ts';
import { BASE, course, ROOT } from './pages.ts';

const metaOf = (html: string, name: string) =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1];

const imageOf = ({ html }: { html: string }) => metaOf(html, 'og:image')!;
const fileOf = (image: string) => readFileSync(`${ROOT}/${new URL(image).pathname.replace(BASE, '')}`);

/** Width and height stand in the first chunk of a PNG. */
function sizeOf(png: Buffer): { width: number; height: number } {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

test.each(course.map((page) => [page.path || '/', page] as const))('%s', (_, page) => {
  const image = imageOf(page);
  expect(sizeOf(fileOf(image))).toEqual(CARD);
  expect(metaOf(page.html, 'twitter:card')).toBe('summary_large_image');
  expect(metaOf(page.html, 'twitter:image')).toBe(image);
  expect(metaOf(page.html, 'og:image:alt')).not.toBe('');
});

test('no two pages have the same picture', () => {
  const hashes = course.map((page) => createHash('sha256').update(fileOf(imageOf(page))).digest('hex')); // prettier-ignore
  expect(new Set(hashes).size).toBe(course.length);
});
