/** Horizontal bars by category, with their values at the right and, where there is one, an interval. */
import * as Plot from '@observablehq/plot';
import type { BarsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { grow, niceStep, ticksBetween, writeNumber, writeTick } from './scale.ts';
import type { Picture } from './xy.ts';
import { HALO } from './labels.ts';
import type { ChartSize } from './theme.ts';

const NAME_WIDTH = 116;
const VALUE_WIDTH = 52;
/** In a panel, names take no more room than they need. */
const LETTER = 7;
const NAME_GAP = 14;

export function barsPlot(
  view: BarsView<SeriesMap>,
  series: SeriesMap,
  { rows, whole }: Picture,
  size: ChartSize,
): Plot.PlotOptions {
  const { bars, from = 0 } = view;
  const metrics = series[bars.series]!.metrics;
  const value = metrics[bars.value]!;
  const names = metrics[bars.by]!.names ?? [];
  const data = rows.filter((row) => row.series === bars.series);
  const nameOf = (row: Row) => names[row[bars.by] as number] ?? '';
  const shown = whole.filter((row) => row.series === bars.series);
  const drawn = [bars.value, ...(bars.interval ?? [])];
  const longest = Math.max(0, ...shown.map((row) => nameOf(row).length));
  const nameWidth = view.size === 'panel' ? Math.min(NAME_WIDTH, NAME_GAP + LETTER * longest) : NAME_WIDTH;
  const all = shown.flatMap((row) => drawn.map((metric) => row[metric] as number));
  const domain = grow(view.x.domain, [from, ...all], 4);
  const step = niceStep(domain[1] - domain[0], (size.width - nameWidth - VALUE_WIDTH) / 56);
  const isMarked = (row: Row) => bars.marked === undefined || row[bars.marked] === 1;
  const [low, high] = bars.interval ?? [];
  return {
    width: size.width,
    height: size.height,
    marginLeft: nameWidth,
    marginRight: VALUE_WIDTH,
    marginTop: 8,
    marginBottom: 22,
    x: { domain, label: null, axis: null },
    y: { domain: data.map(nameOf), label: null, axis: null, padding: 0.5 },
    marks: [
      Plot.axisX(ticksBetween(domain[0], domain[1], step), {
        tickSize: 6,
        tickPadding: 2,
        stroke: 'var(--text)',
        fill: 'var(--muted)',
        label: null,
        tickFormat: (tick: number) => writeTick(tick, step, view.x.percent),
      }),
      Plot.ruleX([Math.max(from, domain[0])], { stroke: 'var(--text)' }),
      Plot.barX(data, {
        x1: from,
        x2: bars.value,
        y: nameOf,
        fill: (row: Row) => (isMarked(row) ? 'var(--text)' : 'var(--bg)'),
        stroke: (row: Row) => (isMarked(row) ? 'var(--text)' : 'var(--rule)'),
      }),
      ...(low && high
        ? [
            Plot.ruleY(data, { x1: low, x2: high, y: nameOf, stroke: 'var(--bg)', strokeWidth: 5 }),
            Plot.ruleY(data, { x1: low, x2: high, y: nameOf, stroke: 'var(--muted)', strokeWidth: 1.5 }),
          ]
        : []),
      Plot.text(data, {
        x: domain[0],
        y: nameOf,
        text: nameOf,
        textAnchor: 'end',
        dx: -8,
        fill: 'var(--text)',
      }),
      Plot.text(data, {
        x: domain[1],
        y: nameOf,
        text: (row: Row) =>
          writeNumber(row[bars.value] as number, view.x.percent ? 0 : value.digits, view.x.percent),
        textAnchor: 'start',
        dx: 8,
        fill: 'var(--text)',
        fontWeight: 600,
      }),
      ...(view.references ?? []).flatMap((reference) => [
        Plot.ruleX([reference.at], { stroke: 'var(--muted)', strokeDasharray: '1 3' }),
        Plot.text([reference.label], {
          x: () => reference.at,
          text: (label: string) => label,
          frameAnchor: 'top',
          dx: 4,
          dy: -2,
          textAnchor: 'start',
          fill: 'var(--muted)',
          ...HALO,
        }),
      ]),
    ],
  };
}
