/** A logarithmic y axis: where its ticks stand and what they say, and that nothing of 0 or below is drawn. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../components/chart/chart.ts';
import { growLog, logTicks, writeLogTick } from '../../components/chart/scale.ts';
import type { Row, SeriesMap, XYView } from '../../sim/experiment.ts';
import { extentsOf } from './extents.ts';

test.each([
  [0.1, '0.1'],
  [1, '1'],
  [10, '10'],
  [1000, '1,000'],
  [0.5, '0.5'],
  [0.0002, '0.0002'],
  [1e-5, '0.00001'],
  [1e-6, '10^−6'],
  [2e-7, '2 · 10^−7'],
])('%d is written %s', (value, text) => {
  expect(writeLogTick(value)).toBe(text);
});

test('ticks stand at powers of ten, and at 1, 2 and 5 times them where few are in sight', () => {
  expect(logTicks(0.01, 10).ticks).toEqual([0.01, 0.1, 1, 10]);
  expect(logTicks(0.5, 5).ticks).toEqual([0.5, 1, 2, 5]);
  expect(logTicks(1, 10).ticks).toEqual([1, 2, 5, 10]);
  expect(logTicks(1, 10).minor).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

describe('a domain', () => {
  test('ends at round numbers around the values, and widens the declared one', () => {
    expect(growLog(undefined, [0.9, 2.8])).toEqual([0.5, 5]);
    expect(growLog(undefined, [1, 1])).toEqual([1, 2]);
    expect(growLog([1, 10], [3])).toEqual([1, 10]);
    expect(growLog([1, 10], [30])).toEqual([1, 50]);
  });
  test('takes no notice of what has no place on it', () => {
    expect(growLog(undefined, [0, -3, NaN, Infinity, 2, 4])).toEqual([2, 5]);
    expect(growLog([0, 6], [2])).toEqual([2, 10]);
    expect(growLog(undefined, [0])).toEqual([0.1, 10]);
  });
  test('holds the values at any scale, with at least two ticks in it', () => {
    for (let power = -8; power <= 6; power++) {
      for (const times of [1, 1.3, 2, 4.99, 5, 9.99]) {
        const value = times * 10 ** power;
        const [low, high] = growLog(undefined, [value, value * 1.01]);
        expect(low).toBeLessThanOrEqual(value * (1 + 1e-9));
        expect(high).toBeGreaterThanOrEqual(value * 1.01 * (1 - 1e-9));
        expect(logTicks(low, high).ticks.length).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

describe('a drawing', () => {
  const series = {
    loss: {
      title: 'Loss',
      metrics: {
        step: { label: 'step', unit: '', help: 'Steps.', digits: 0 },
        value: { label: 'loss', unit: '', help: 'Loss.', digits: 2, hue: 'loss' },
      },
    },
  } as const satisfies SeriesMap;
  const view = {
    kind: 'xy',
    id: 'loss',
    title: 'Loss',
    size: 'panel',
    x: {},
    y: { log: true },
    layers: [{ series: 'loss', x: 'step', y: 'value', mark: 'line', label: 'loss' }],
  } as const satisfies XYView<typeof series>;
  const { document } = new JSDOM('').window;
  const drawn = (values: readonly number[], y: object = { log: true }) => {
    const rows: Row[] = values.map((value, step) => ({ series: 'loss', step, value }));
    return drawChart({ ...view, y }, series, { rows, whole: rows }, { width: 266, height: 130 }, document);
  };
  const heights = (svg: SVGSVGElement) =>
    [...svg.querySelector('path[stroke="var(--loss)"], g[stroke="var(--loss)"] path')!.getAttribute('d')!.matchAll(/[ML]?[\d.]+,([\d.]+)/g)].map((match) => Number(match[1])); // prettier-ignore

  test('puts equal ratios at equal distances', () => {
    const [a, b, c] = heights(drawn([0.01, 0.1, 1])) as [number, number, number];
    expect(a - b).toBeCloseTo(b - c, 1);
    const [d, e, f] = heights(drawn([0.01, 0.1, 1], {})) as [number, number, number];
    expect(d - e).not.toBeCloseTo(e - f, 1);
  });
  test('leaves out 0 and below, and holds no NaN', () => {
    const svg = drawn([0, 1, -1, 2, 0]);
    expect(heights(svg)).toHaveLength(2);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity/);
    expect(drawn([0, 0]).outerHTML).not.toMatch(/NaN|Infinity/);
  });
  test('names its end where the line ends, and has short ticks', () => {
    const svg = drawn([8, 4, 2]);
    const label = extentsOf(svg).find(({ text }) => text === 'loss')!;
    expect(Math.abs((label.top + label.bottom) / 2 - heights(svg).at(-1)!)).toBeLessThan(6);
    expect(svg.querySelectorAll('.minor-y line').length).toBeGreaterThan(3);
    expect(drawn([8, 4, 2], {}).querySelectorAll('.minor-y line')).toHaveLength(0);
  });
});
