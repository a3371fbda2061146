/** Names of bars stand clear of each other, however long and however many they are. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { roomForNames } from '../../components/chart/barNames.ts';
import { drawChart } from '../../components/chart/chart.ts';
import { sizeFor } from '../../components/chart/theme.ts';
import type { Row } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { extentsOf } from './extents.ts';

const { document } = new JSDOM('').window;
/** Of two lines of type, from top to top. */
const LEAST = 12;

const experiments = await Promise.all(experimentIds.map(loadExperiment));
const charts = experiments.flatMap(({ id, series, views }) =>
  views.flatMap((view) => (view.kind === 'bars' ? [{ name: `${id} ${view.id}`, view, series }] : [])),
);

describe.each(charts)('$name', ({ view, series }) => {
  const { metrics } = series[view.bars.series]!;
  const names = metrics[view.bars.by]!.names ?? [];
  /** One for every name. */
  const rows = names.map((_, i): Row => ({
    ...Object.fromEntries(Object.keys(metrics).map((metric) => [metric, 0.5])),
    [view.bars.by]: i,
    series: view.bars.series,
  }));
  test.each([280, 328, 560, 640])('at %i px', (width) => {
    const size = sizeFor(view, series, width, width);
    const room = roomForNames(names, view.size, width);
    const lines = extentsOf(drawChart(view, series, { rows, whole: rows }, size, document))
      .filter(({ right }) => right < room)
      .sort((a, b) => a.top - b.top);
    expect(lines.length).toBeGreaterThanOrEqual(names.length);
    for (const [i, { text, top }] of lines.slice(1).entries())
      expect(top - lines[i]!.top, `“${text}” below “${lines[i]!.text}”`).toBeGreaterThanOrEqual(LEAST);
  });
});
