/** Sheets: every experiment as one SVG, its written views too, within its frame. */
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawSheet, type Drawing } from '../../components/chart/sheet/sheet.ts';
import { SHORT_DISCLAIMER } from '../../components/disclaimer.ts';
import { linesOf, widthOf } from '../../components/chart/sheet/type.ts';
import { columnWidths } from '../../components/chart/sheet/written.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

const { window } = new JSDOM('');
const document = window.document as unknown as Drawing;
const valueOf = (variable: string) => (variable === '--band' ? '0.13' : '#123456');

describe.each(experimentIds)('%s', async (id) => {
  const declaration = declarationOf(await loadExperiment(id));
  const { rows } = recordedRun(id);
  const options = { title: declaration.title, foot: [SHORT_DISCLAIMER, 'https://example.org/'], valueOf };
  const svg = drawSheet(declaration, { rows, whole: rows, pinned: [] }, options, document);
  const parsed = new window.DOMParser().parseFromString(svg, 'image/svg+xml');

  test('is one well-formed SVG without loose ends', () => {
    expect(parsed.documentElement.nodeName).toBe('svg');
    expect(/var\(--|currentColor|NaN|Infinity|undefined|\[object/.exec(svg)).toBeNull();
  });
  test('every view is on it, and its lines stay inside', () => {
    const height = Number(parsed.documentElement.getAttribute('height'));
    const words = parsed.documentElement.textContent;
    for (const { title } of declaration.views) expect(words).toContain(title.split(' ')[0]);
    for (const each of parsed.querySelectorAll(':root > g')) {
      const [, y] = /translate\([\d.]+ ([\d.]+)\)/.exec(each.getAttribute('transform')!)!;
      expect(Number(y)).toBeLessThan(height);
    }
    for (const text of parsed.querySelectorAll('g > g > text[x]:not([text-anchor])')) {
      const [x, size] = ['x', 'font-size'].map((name) => Number(text.getAttribute(name)));
      expect(x! + widthOf(text.textContent, size!), text.textContent).toBeLessThanOrEqual(680);
    }
  });
});

test('the note on clinical examples says what it must, and stands whole inside the frame', async () => {
  expect(SHORT_DISCLAIMER).toMatch(/not medical advice.*not signed off by a licensed pharmacist/);
  const declaration = declarationOf(await loadExperiment('pipeline'));
  const options = { title: declaration.title, foot: [`${SHORT_DISCLAIMER} ${SHORT_DISCLAIMER}`], valueOf };
  const svg = drawSheet(declaration, { rows: [], whole: [], pinned: [] }, options, document);
  const parsed = new window.DOMParser().parseFromString(svg, 'image/svg+xml');
  const foot = [...parsed.querySelectorAll(':root > text[font-size="11"]')];
  expect(foot.map((line) => line.textContent).join(' ')).toBe(`${SHORT_DISCLAIMER} ${SHORT_DISCLAIMER}`);
  for (const line of foot) {
    expect(widthOf(line.textContent, 11)).toBeLessThanOrEqual(640);
    expect(Number(line.getAttribute('y'))).toBeLessThan(
      Number(parsed.documentElement.getAttribute('height')),
    );
  }
});

test('lines keep every word and fit, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 40, max: 600 }), (text, width) => {
      const lines = linesOf(text, width, 12);
      const letters = (of: string) => of.replace(/\s/g, '');
      expect(letters(lines.join(''))).toBe(letters(text));
      for (const line of lines)
        expect(widthOf(line, 12) <= width || Array.from(line).length === 1).toBe(true);
    }),
  );
});

test('columns share the room, and none gets more than it wants', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 2000, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (wanted) => {
        const widths = columnWidths(wanted, 500);
        expect(widths.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(500 + 1e-6);
        widths.forEach((width, i) => expect(width).toBeLessThanOrEqual(wanted[i]!));
      },
    ),
  );
});
