/** Notes about the address: few, each once, and gone when the address is another. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Refused } from '../../components/figure/lab/Remarks.tsx';
import type { Replaced, Stray } from '../../sim/settings.ts';

const replaced = (given: string): Replaced => ({ param: 'noise', given, used: 0, legal: 'a number' });
const notes = (refused: readonly Replaced[], strays?: readonly Stray[]) => {
  const html = renderToStaticMarkup(createElement(Refused, { replaced: refused, ...(strays && { strays }) }));
  return [...html.matchAll(/<p [^>]*>(.*?)<\/p>/g)].map(([, text]) => text);
};

test('equal notes are one', () => {
  expect(notes(Array.from({ length: 50 }, () => replaced('junk')))).toEqual([
    'The address asked for noise = “junk”. Legal: a number. 0 is used.',
  ]);
});

test('five hundred notes are four, and a number', () => {
  const told = notes(Array.from({ length: 500 }, (_, i) => replaced(`x${i}`)));
  expect(told).toHaveLength(5);
  expect(told[3]).toContain('“x3”');
  expect(told[4]).toBe('and 496 more');
  expect(notes([1, 2, 3, 4].map((x) => replaced(`${x}`)))).toHaveLength(4);
});

test('a name that reaches no parameter is told with the one that would', () => {
  const stray = { key: 'noise', written: 'reward-pairs.noise' };
  expect(notes([], [stray])).toEqual([
    'The address names “noise”; here parameters are written reward-pairs.noise.',
  ]);
  const many = Array.from({ length: 9 }, (_, i) => ({ ...stray, key: `n${i}` }));
  expect(notes([replaced('junk')], many).at(-1)).toBe('and 6 more');
  expect(notes([], [{ ...stray, key: 'x'.repeat(100_000) }])[0]!.length).toBeLessThan(200);
});

test('no notes, nothing', () => expect(notes([], [])).toEqual([]));
