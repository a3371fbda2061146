/** A card: its title fits beside its chart, whatever its length, and its chapter stands on the ruler. */
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { cardSvg, type CardFace } from '../../src/cards/card.ts';
import { lightLook } from '../../src/cli/picture/look.ts';

const { document } = new JSDOM('').window;
const look = lightLook();
const face: CardFace = { course: 'A course', kicker: 'Part 1', title: 'Data', chapter: 2, chapters: 19, foot: 'F' }; // prettier-ignore
const svg = (changes: Partial<CardFace>) => cardSvg({ ...face, ...changes }, look, document);
const baselines = (markup: string) =>
  [...markup.matchAll(/<text [^>]*y="([\d.]+)"/g)].map(([, y]) => Number(y));

test('colours are resolved, and digits below the line written as the faces can', () => {
  expect(svg({})).not.toContain('var(');
  expect(svg({ foot: 'log₂' })).toContain('log2');
});

test('a long title becomes smaller until it stays clear of the ruler', () => {
  const long =
    'What happens when a score is optimised that only stands for the quality one had in mind at first, and why more labels of the same kind do not help against it, measured on nine seeds beside the cheapest rule';
  const lines = [...svg({ title: long }).matchAll(/font-size="(\d+)" font-weight="600">([^<]+)</g)].slice(1);
  expect(lines.map(([, , words]) => words).join(' ')).toContain(long);
  expect(Number(lines[0]![1])).toBeLessThan(64);
  // All but the foot.
  expect(Math.max(...baselines(svg({ title: long })).slice(0, -1))).toBeLessThan(530);
});

test('the cell of the chapter is filled; a page without a chapter has none', () => {
  const filled = (markup: string) => [...markup.matchAll(/<rect x="([\d.]+)"/g)].map(([, x]) => Number(x));
  const [second] = filled(svg({ chapter: 2 }));
  const [third] = filled(svg({ chapter: 3 }));
  expect(third! - second!).toBeCloseTo((1200 - 2 * 64) / 19, 1);
  expect(filled(svg({ chapter: undefined }))).toEqual([]);
  expect(filled(svg({ chapter: 20 }))).toEqual([]);
});
