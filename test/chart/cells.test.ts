/** A grid of cells says which ground is which value, and writes the values where there is room. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../components/chart/chart.ts';
import { sizesOf } from '../../components/chart/theme.ts';
import type { CellsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { extentsOf } from './extents.ts';

const { document } = new JSDOM('').window;

const metric = (label: string) => ({ label, unit: '', help: '', digits: 0 });
const series: SeriesMap = {
  grid: {
    title: 'grid',
    metrics: {
      x: metric('x'),
      y: { ...metric('y'), names: ['upper', 'lower'] },
      p: { ...metric('probability'), unit: 'share', digits: 2 },
    },
  },
  truth: { title: 'What is right', metrics: { x: metric('x'), y: metric('y') } },
};
const view: CellsView<SeriesMap> = {
  kind: 'cells',
  id: 'grid',
  title: 'Grid',
  size: 'strip',
  x: {},
  cells: { series: 'grid', x: 'x', y: 'y', value: 'p' },
  outlined: { series: 'truth', x: 'x', y: 'y' },
};
const rowsWith = (columns: number): Row[] =>
  Array.from({ length: columns }, (_, x) => [
    { series: 'grid', x, y: 0, p: x / columns },
    { series: 'grid', x, y: 1, p: 1 - x / columns },
    { series: 'truth', x, y: 1 },
  ]).flat();

const drawingOf = (columns: number, size: 'wide' | 'phone') => {
  const rows = rowsWith(columns);
  return drawChart(view, series, { rows, whole: rows }, sizesOf(view, series)[size], document);
};
const wordsOf = (svg: SVGSVGElement) => extentsOf(svg).map(({ text }) => text);

describe.each(['wide', 'phone'] as const)('%s', (size) => {
  test('the key shows grounds from none to all, with both ends in words, and what the outline means', () => {
    const key = drawingOf(40, size).querySelector('[data-key]')!;
    const grounds = [...key.querySelectorAll('[fill-opacity]')].map((each) =>
      Number(each.getAttribute('fill-opacity')),
    );
    expect(grounds).toEqual([0, 0.25, 0.5, 0.75, 1]);
    // The same ink as in the cells, so that the key is true in every theme.
    expect(key.querySelector('[fill-opacity="1"]')!.getAttribute('fill')).toBe('var(--text)');
    const words = [...key.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words.join('|')).toMatch(/0\|100 %\|What is right/);
  });
  test('wide cells hold their numbers, readable on their ground', () => {
    const svg = drawingOf(4, size);
    expect(wordsOf(svg).filter((text) => ['25', '50', '75', '100'].includes(text)).length).toBeGreaterThan(6);
    const numberOf = (text: string) =>
      [...svg.querySelectorAll('text')].find((each) => each.textContent === text)!;
    expect(numberOf('100').getAttribute('fill')).toBe('var(--bg)');
    expect(numberOf('25').getAttribute('fill')).toBe('var(--text)');
  });
  test('narrow ones do not', () => {
    expect(wordsOf(drawingOf(40, size))).not.toContain('95');
  });
});
