/** What the accessibility statement says of the tests is what the tests do. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engines } from '../browsers/engines.ts';
import { PERCENT } from '../browsers/largeText.ts';
import { WIDTHS } from '../browsers/visit.ts';
import { pages } from './pages.ts';

const page = pages.find(({ path }) => path === 'reference/accessibility/')!;
const said = /<main[\s\S]*<\/main>/.exec(page.html)![0].replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '); // prettier-ignore
const source = (name: string) => readFileSync(`test/browsers/${name}.ts`, 'utf8');

test('widths, sizes of text and engines', () => {
  expect(said).toContain(`From ${WIDTHS[0]!} to ${WIDTHS.at(-1)!} pixels`);
  expect(PERCENT.at(-1)).toBe(200);
  expect(said).toContain('up to twice its size');
  const names = engines.map(({ name }) => name);
  expect(said).toContain(`${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`);
});

test('axe: the rules that are named, on a phone, and contrast in the dark', () => {
  const axe = source('axe');
  for (const tag of ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    expect(axe).toContain(`'${tag}'`);
  expect(axe).toContain("COLOUR_RULES = ['color-contrast']");
  expect(source('page.test')).toContain("test('axe on a phone, in both themes'");
});

test('each kind of test that is named is there', () => {
  const tests: Readonly<Record<string, string>> = {
    'Keyboard.': source('stops.test') + source('everyone.test'),
    'Figures by keyboard alone.':
      source('keyboard.test') + source('engines.test') + readFileSync('test/chart/steps.test.ts', 'utf8'),
    'Forced colours.': source('forced.test'),
    'Motion.': source('visit'),
    'Without script, and on paper.': source('page.test'),
  };
  const words: Readonly<Record<string, RegExp>> = {
    'Keyboard.': /has no stop of its own[\s\S]*at least 24 pixels[\s\S]*tabs move with the arrows/,
    'Figures by keyboard alone.':
      /sliders[\s\S]*pinned[\s\S]*text field[\s\S]*choices only[\s\S]*prediction[\s\S]*in a frame[\s\S]*of a deck[\s\S]*the arrow keys go from point to point[\s\S]*all that is drawn is told/,
    'Forced colours.': /forcedColors: 'active'[\s\S]*has a ring/,
    'Motion.': /reducedMotion: 'reduce'/,
    'Without script, and on paper.': /without script: text, pictures, no dead controls/,
  };
  for (const [name, code] of Object.entries(tests)) {
    expect(said).toContain(name);
    expect(code).toMatch(words[name]!);
  }
});

test('it claims no conformance', () => {
  expect(said).toContain('claims no conformance');
  expect(said).not.toMatch(/\b(?:conforms|fully accessible|compliant)\b/);
});
