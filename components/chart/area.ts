/** Shares of a whole, stacked over a run: grounds told apart by their edges and by direct labels, never by hue alone. */
import * as Plot from '@observablehq/plot';
import type { AreaView, Row, SeriesMap } from '../../sim/experiment.ts';
import { mean } from '../../sim/measure/mean.ts';
import { frameOf, type Frame } from './frame.ts';
import { HALO, labelMark, pushApart } from './labels.ts';
import { rowsOf } from './rows.ts';
import { grow, writeNumber } from './scale.ts';
import { labelWidth } from './sheet/type.ts';
import type { ChartSize } from './theme.ts';
import type { Picture } from './xy.ts';

/** Of ink, by turns: neighbours differ. */
const GROUNDS = [0.38, 0.14, 0.26, 0.08];
const MARKED = 0.85;
/** At the end, a smaller share has no label. */
const LEAST = 0.005;
/** A name inside its ground needs so much height, px; and so much around it. */
const LINE = 14;
const ROOM = 4;

interface Stretch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export function areaPlot(
  view: AreaView<SeriesMap>,
  series: SeriesMap,
  { rows, whole }: Picture,
  size: ChartSize,
): Plot.PlotOptions {
  const { x, parts, marked } = view.area;
  const metrics = series[view.area.series]!.metrics;
  const data = rowsOf(rows, view.area.series);
  const last = data.at(-1);
  const endLabel = (part: string, value: number) =>
    `${metrics[part]!.label} ${writeNumber(value, 0, true)} %`;
  const all = rowsOf(whole, view.area.series).map((row) => row[x] as number);
  const frame = frameOf({
    size,
    x: grow(view.x.domain, all, 4),
    y: [0, 1],
    xAxis: view.x,
    yAxis: { domain: [0, 1], ticks: [0, 0.5, 1], percent: true },
    labels: parts.flatMap((part) =>
      [1, ...(last ? [last[part] as number] : [])].map((value) => endLabel(part, value)),
    ),
    nameBelow: false,
  });
  const { left, right, top, bottom } = frame.margins;
  /** Upper and lower edge of a part, from the top: the first part lies there. */
  const edge = (row: Row, part: number) =>
    Math.min(1, Math.max(0, 1 - parts.slice(0, part).reduce((sum, name) => sum + (row[name] as number), 0)));
  const ends = last ? parts.filter((part) => part === marked || (last[part] as number) >= LEAST) : [];
  const labels = ends.map((part) => ({
    text: endLabel(part, last![part] as number),
    x: last![x] as number,
    y: (edge(last!, parts.indexOf(part)) + edge(last!, parts.indexOf(part) + 1)) / 2,
    fill: 'var(--text)',
    weight: part === marked ? (600 as const) : (400 as const),
  }));
  const heights = labels.map((label) => frame.toY(label.y));
  const shifts = pushApart(heights, top, size.height - bottom);
  const inside = parts.flatMap((part, i) => {
    const { label } = metrics[part]!;
    return ends.includes(part)
      ? []
      : (roomFor(label, data, x, (row) => [edge(row, i), edge(row, i + 1)], frame) ?? []);
  });
  return {
    width: size.width,
    height: size.height,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { domain: frame.x, label: null, axis: null },
    y: { domain: frame.y, label: null, axis: null },
    marks: [
      Plot.gridY(
        frame.yTicks.map(({ at }) => at),
        { stroke: 'var(--line)', strokeOpacity: 1 },
      ),
      Plot.text(frame.yTicks, {
        y: 'at',
        text: 'text',
        frameAnchor: 'left',
        textAnchor: 'end',
        dx: -6,
        fill: 'var(--muted)',
      }),
      ...parts.map((part, i) =>
        Plot.areaY(data, {
          x,
          y1: (row: Row) => edge(row, i + 1),
          y2: (row: Row) => edge(row, i),
          fill: part === marked ? 'var(--gold)' : 'var(--text)',
          fillOpacity: part === marked ? MARKED : GROUNDS[i % GROUNDS.length]!,
        }),
      ),
      // The edges, in the colour of the page: they part grounds that look alike.
      ...parts
        .slice(1)
        .map((_, i) =>
          Plot.line(data, { x, y: (row: Row) => edge(row, i + 1), stroke: 'var(--bg)', strokeWidth: 1.5 }),
        ),
      Plot.ruleY([0], { stroke: 'var(--text)' }),
      ...stretchMarks(stretchesOf(view, series, rows), frame.toX, frame.x),
      Plot.text(inside, { x: 'x', y: 'y', text: 'text', fill: 'var(--text)', ...HALO }),
      ...labels.map((label, i) => labelMark(label, shifts[i]!)),
    ],
  };
}

/** Where a name fits best into its ground: over its own width that is the highest; undefined where it is nowhere high enough. */
function roomFor(
  text: string,
  data: readonly Row[],
  x: string,
  edges: (row: Row) => readonly [number, number],
  { toX, toY }: Frame,
): { readonly text: string; readonly x: number; readonly y: number } | undefined {
  const needed = labelWidth(text) + ROOM;
  const atOf = (row: Row) => row[x] as number;
  let best: { readonly text: string; readonly x: number; readonly y: number } | undefined;
  let most = LINE;
  for (const [i, row] of data.entries()) {
    const end = data.findIndex((other, k) => k > i && toX(atOf(other)) - toX(atOf(row)) >= needed);
    if (end < 0) break;
    const all = data.slice(i, end + 1).map(edges);
    const [upper, lower] = [mean(all.map(([up]) => up)), mean(all.map(([, low]) => low))];
    const height = toY(lower) - toY(upper);
    if (height > most) {
      most = height;
      best = { text, x: (atOf(row) + atOf(data[end]!)) / 2, y: (upper + lower) / 2 };
    }
  }
  return best;
}

function stretchesOf({ stretches }: AreaView<SeriesMap>, series: SeriesMap, rows: readonly Row[]): Stretch[] {
  if (!stretches) return [];
  const names = series[stretches.series]!.metrics[stretches.by]!.names ?? [];
  const found: Stretch[] = [];
  for (const row of rowsOf(rows, stretches.series)) {
    const [at, name] = [row[stretches.x] as number, names[row[stretches.by] as number] ?? ''];
    const before = found.at(-1);
    if (before?.name === name) found[found.length - 1] = { ...before, to: at };
    else found.push({ name, from: before?.to ?? at, to: at });
  }
  return found;
}

/** Where a stretch begins, a long tick and a line through the grounds; under it its name, or its number where that is short of room. */
function stretchMarks(
  stretches: readonly Stretch[],
  toX: (value: number) => number,
  [x0]: readonly [number, number],
): Plot.Markish[] {
  const begins = stretches.map(({ from }) => from);
  const long = {
    draw(context: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void }) {
      context.moveTo(0, 0);
      context.lineTo(0, 8);
    },
  };
  const named = stretches.map(({ name, from, to }, i) => {
    const width = toX(to) - toX(from);
    const text = [name, String(i + 1)].find((each) => labelWidth(each) + ROOM <= width) ?? '';
    return { text, at: (from + to) / 2 };
  });
  return [
    Plot.ruleX(
      begins.filter((at) => at > x0),
      { stroke: 'var(--bg)', strokeWidth: 3 },
    ),
    Plot.ruleX(
      begins.filter((at) => at > x0),
      { stroke: 'var(--text)' },
    ),
    Plot.dot(begins, {
      x: (at: number) => at,
      frameAnchor: 'bottom',
      symbol: long,
      r: 8,
      stroke: 'var(--text)',
      strokeWidth: 1,
    }),
    Plot.text(named, {
      x: 'at',
      text: 'text',
      frameAnchor: 'bottom',
      lineAnchor: 'top',
      dy: 9,
      fill: 'var(--muted)',
      ...HALO,
    }),
  ];
}
