/** A grid of cells: the more of its ground is filled, the larger the value. What would be right is outlined. */
import * as Plot from '@observablehq/plot';
import type { CellsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { graduatedAxis } from './graduated.ts';
import { keyMarks } from './key.ts';
import { rowsOf } from './rows.ts';
import { niceStep, ticksBetween, writeNumber, writeTick } from './scale.ts';
import { labelWidth } from './sheet/type.ts';
import { KEY_HEIGHT, type ChartSize } from './theme.ts';
import type { Picture } from './xy.ts';

/** Room for names, unless they need more, and at the right. */
const NAME_WIDTH = 72;
const NAME_GAP = 8;
const SIDE = 14;
const TOP = 8 + KEY_HEIGHT;
const BOTTOM = 26;
/** A number in a cell needs this much around it, px. */
const ROOM = { width: 4, height: 14 } as const;

export function cellsPlot(
  view: CellsView<SeriesMap>,
  series: SeriesMap,
  { rows }: Picture,
  size: ChartSize,
): Plot.PlotOptions {
  const { cells, outlined, at } = view;
  const metrics = series[cells.series]!.metrics;
  const names = metrics[cells.y]!.names ?? [];
  const data = rowsOf(rows, cells.series);
  const columns = [...new Set(data.map((row) => row[cells.x] as number))].sort((a, b) => a - b);
  const step = columns.length > 1 ? columns[1]! - columns[0]! : 1;
  const first = columns[0] ?? 0;
  const last = (columns.at(-1) ?? 0) + step;
  const left = Math.max(
    NAME_WIDTH,
    Math.ceil(Math.max(0, ...names.map((name) => labelWidth(name)))) + NAME_GAP + 1,
  );
  const inner = size.width - left - SIDE;
  const tickStep = niceStep(last - first, Math.max(2, inner / 48));
  const valueOf = (row: Row) => row[cells.value] as number;
  const right = outlined ? rowsOf(rows, outlined.series) : [];
  const chosen = at && rowsOf(rows, at.series).at(-1);
  const textOf = (row: Row) => writeNumber(valueOf(row), 0, true);
  const room = {
    width: (inner * step) / (last - first),
    height: (size.height - TOP - BOTTOM) / Math.max(1, names.length),
  };
  const numbered =
    room.height >= ROOM.height &&
    data.every((row) => labelWidth(textOf(row), 600) + ROOM.width <= room.width);
  return {
    width: size.width,
    height: size.height,
    marginLeft: left,
    marginRight: SIDE,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [first, last], label: null, axis: null },
    y: { domain: [names.length, 0], label: null, axis: null },
    marks: [
      ...keyMarks(size.width, {
        name: metrics[cells.value]!.label,
        outlined: outlined && series[outlined.series]!.title,
        line: at && series[at.series]!.title,
      }),
      Plot.rect(data, {
        x1: (row: Row) => row[cells.x] as number,
        x2: (row: Row) => (row[cells.x] as number) + step,
        y1: (row: Row) => row[cells.y] as number,
        y2: (row: Row) => (row[cells.y] as number) + 1,
        fill: 'var(--text)',
        fillOpacity: valueOf,
        shapeRendering: 'crispEdges', // no seams between neighbours
      }),
      ...(numbered
        ? [
            Plot.text(data, {
              x: (row: Row) => (row[cells.x] as number) + step / 2,
              y: (row: Row) => (row[cells.y] as number) + 0.5,
              text: textOf,
              fill: (row: Row) => (valueOf(row) > 0.5 ? 'var(--bg)' : 'var(--text)'),
              fontWeight: 600,
            }),
          ]
        : []),
      ...(outlined ? outline(right, outlined.x, outlined.y, step) : []),
      Plot.ruleY(names.map((_, i) => i).concat(names.length), { stroke: 'var(--line)' }),
      Plot.text(names, {
        y: (_: string, i: number) => i + 0.5,
        text: (name: string) => name,
        frameAnchor: 'left',
        textAnchor: 'end',
        dx: -NAME_GAP,
        fill: 'var(--text)',
      }),
      ...graduatedAxis(
        { domain: [first, last], left, right: left + inner, width: size.width },
        {
          ticks: ticksBetween(first, last, tickStep),
          length: 6,
          textOf: (tick) => writeTick(tick, tickStep, view.x.percent),
        },
      ),
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
