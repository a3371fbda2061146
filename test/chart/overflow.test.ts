/** No text of a chart leaves its drawing or strikes through a neighbour on an axis, whatever was measured, at any width. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../components/chart/chart.ts';
import { placeTexts } from '../../components/chart/graduated.ts';
import { labelWidth } from '../../components/chart/sheet/type.ts';
import { sizeFor } from '../../components/chart/theme.ts';
import { nodeHost } from '../../components/host/node.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf, isWritten, type Declaration, type Row } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { extentsOf } from './extents.ts';

const { document } = new JSDOM('').window;

/** Of the figure, and of a panel in it. */
const PLACES = [
  { figure: 280, panel: 280 },
  { figure: 328, panel: 328 },
  { figure: 560, panel: 266 },
  { figure: 640, panel: 306 },
  { figure: 800, panel: 386 },
];

function overflowsOf(
  declaration: Declaration,
  rows: readonly Row[],
  whole = rows,
  places = PLACES,
): string[] {
  const pinned = [{ label: 'A', rows: whole }];
  return declaration.views.flatMap((view) => {
    if (isWritten(view)) return [];
    return places.flatMap(({ figure, panel }) =>
      [
        { rows, whole },
        { rows, whole, pinned },
      ].flatMap((picture) => {
        const size = sizeFor(view, declaration.series, figure, view.size === 'panel' ? panel : figure);
        return extentsOf(drawChart(view, declaration.series, picture, size, document)).flatMap(
          ({ text, left, right, top, bottom }) =>
            left >= 0 && right <= size.width && top >= 0 && bottom <= size.height
              ? []
              : [
                  `${view.id} at ${size.width}: "${text}" ${[left, right, top, bottom].map((each) => each.toFixed(1)).join(' ')} of ${size.height.toFixed(0)}`,
                ],
        );
      }),
    );
  });
}

/** The same run with other numbers: categories stay what they are. */
function scaled(declaration: Declaration, rows: readonly Row[], factor: number): Row[] {
  return rows.map((row) => {
    const { metrics } = declaration.series[row.series]!;
    const entries = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && metrics[name]?.names === undefined ? value * factor : value,
    ]);
    return { ...Object.fromEntries(entries), series: row.series } as Row;
  });
}

describe.each(experimentIds)('%s', async (id) => {
  const experiment = await loadExperiment(id);
  const declaration = declarationOf(experiment);
  const { rows } = recordedRun(id);
  const first = rows.slice(0, Math.ceil(rows.length / 3));
  const small = finish(experiment, { ...defaultsOf(experiment.params), ...experiment.small }, nodeHost).rows;

  test('recorded, and on the way there', () => {
    expect(overflowsOf(declaration, rows)).toEqual([]);
    expect(overflowsOf(declaration, first, rows)).toEqual([]);
    expect(overflowsOf(declaration, [], rows)).toEqual([]);
  });
  test('at small settings', () => {
    expect(overflowsOf(declaration, small)).toEqual([]);
  });
  test.each([12_345, -12_345, 1e-4])('with all numbers times %d', (factor) => {
    const numbers = scaled(declaration, rows, factor);
    expect(overflowsOf(declaration, numbers, numbers, [PLACES[0]!, PLACES[2]!])).toEqual([]);
  });
});

test('numbers on an axis keep their distance, and the last one stays', () => {
  const ruler = { domain: [0, 12_000], left: 36, right: 220, width: 280 } as const;
  const ticks = [0, 2000, 4000, 6000, 8000, 10_000, 12_000];
  const placed = placeTexts(ruler, ticks, (tick) => `${tick.toLocaleString('en-US')} documents`);
  const spans = placed.map(
    ({ text, middle }) => [middle - labelWidth(text) / 2, middle + labelWidth(text) / 2] as const,
  );
  expect(placed.at(-1)!.text).toBe('12,000 documents');
  spans.slice(1).forEach(([left], i) => expect(left - spans[i]![1]).toBeGreaterThanOrEqual(4.9));
  expect(spans.at(-1)![1]).toBeLessThanOrEqual(280);
});
