/** A grid of cells, darker where the value is larger; what would be right is outlined. */
import * as Plot from '@observablehq/plot';
import type { CellsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { niceStep, ticksBetween, writeTick } from './scale.ts';
import type { ChartSize } from './theme.ts';
import type { Picture } from './xy.ts';

const NAME_WIDTH = 72;
const SIDE = 14;

export function cellsPlot(
  view: CellsView<SeriesMap>,
  series: SeriesMap,
  { rows }: Picture,
  size: ChartSize,
): Plot.PlotOptions {
  const { cells, outlined, at } = view;
  const metrics = series[cells.series]!.metrics;
  const names = metrics[cells.y]!.names ?? [];
  const data = rows.filter((row) => row.series === cells.series);
  const columns = [...new Set(data.map((row) => row[cells.x] as number))].sort((a, b) => a - b);
  const step = columns.length > 1 ? columns[1]! - columns[0]! : 1;
  const first = columns[0] ?? 0;
  const last = (columns.at(-1) ?? 0) + step;
  const inner = size.width - NAME_WIDTH - SIDE;
  const tickStep = niceStep(last - first, Math.max(2, inner / 48));
  const x1 = (metric: string) => (row: Row) => row[metric] as number;
  const x2 = (metric: string) => (row: Row) => (row[metric] as number) + step;
  const y = (metric: string) => (row: Row) => row[metric] as number;
  const top = (metric: string) => (row: Row) => (row[metric] as number) + 1;
  const right = outlined ? rows.filter((row) => row.series === outlined.series) : [];
  const chosen = at && rows.findLast((row) => row.series === at.series);
  return {
    width: size.width,
    height: size.height,
    marginLeft: NAME_WIDTH,
    marginRight: SIDE,
    marginTop: 8,
    marginBottom: 26,
    x: { domain: [first, last], label: null, axis: null },
    y: { domain: [names.length, 0], label: null, axis: null },
    marks: [
      Plot.rect(data, {
        x1: x1(cells.x),
        x2: x2(cells.x),
        y1: y(cells.y),
        y2: top(cells.y),
        fill: 'var(--text)',
        fillOpacity: (row: Row) => row[cells.value] as number,
        shapeRendering: 'crispEdges', // no seams between neighbours
      }),
      ...(outlined ? outline(right, outlined.x, outlined.y, step) : []),
      Plot.ruleY(names.map((_, i) => i).concat(names.length), { stroke: 'var(--line)' }),
      Plot.text(names, {
        x: first,
        y: (_: string, i: number) => i + 0.5,
        text: (name: string) => name,
        textAnchor: 'end',
        dx: -8,
        fill: 'var(--text)',
      }),
      Plot.axisX(ticksBetween(first, last, tickStep), {
        tickSize: 6,
        tickPadding: 2,
        stroke: 'var(--text)',
        fill: 'var(--muted)',
        label: null,
        tickFormat: (tick: number) => writeTick(tick, tickStep, view.x.percent),
      }),
      ...(chosen
        ? [
            Plot.ruleX([(chosen[at.metric] as number) + step / 2], {
              stroke: 'var(--loss)',
              strokeWidth: 2,
            }),
          ]
        : []),
    ],
  };
}

/** The border of each run of cells of one name. */
function outline(right: readonly Row[], x: string, y: string, step: number): Plot.Markish[] {
  const runs: { x1: number; x2: number; y: number }[] = [];
  for (const row of right) {
    const [from, name] = [row[x] as number, row[y] as number];
    const before = runs.at(-1);
    if (before?.y === name && before.x2 === from) before.x2 = from + step;
    else runs.push({ x1: from, x2: from + step, y: name });
  }
  const box = { x1: 'x1', x2: 'x2', y1: 'y', y2: (run: { y: number }) => run.y + 1, fill: 'none' };
  return [
    Plot.rect(runs, { ...box, stroke: 'var(--bg)', strokeWidth: 4 }),
    Plot.rect(runs, { ...box, stroke: 'var(--gold)', strokeWidth: 2 }),
  ];
}
