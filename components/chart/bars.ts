/** Horizontal bars by category, with their values at the right and, where there is one, an interval. */
import * as Plot from '@observablehq/plot';
import type { BarsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { ABOVE, BELOW, NAME_GAP, roomForNames } from './barNames.ts';
import { graduatedAxis } from './graduated.ts';
import { HALO } from './labels.ts';
import { placeOf } from './reference.ts';
import { rowsOf } from './rows.ts';
import { grow, niceStep, ticksBetween, writeNumber, writeTick } from './scale.ts';
import { labelLines, labelWidth } from './sheet/type.ts';
import type { ChartSize } from './theme.ts';
import { valueText } from './values.ts';
import type { Picture } from './xy.ts';

/** Room for values beside the bars, unless they need more. */
const VALUE_WIDTH = 52;
const VALUE_GAP = 8;
const REFERENCE_GAP = 4;

export function barsPlot(
  view: BarsView<SeriesMap>,
  series: SeriesMap,
  { rows, whole }: Picture,
  size: ChartSize,
): Plot.PlotOptions {
  const { bars, from = 0 } = view;
  const metrics = series[bars.series]!.metrics;
  const value = metrics[bars.value]!;
  const data = rowsOf(rows, bars.series);
  const shown = rowsOf(whole, bars.series);
  const nameOf = (row: Row) => valueText(metrics[bars.by]!, row[bars.by]!);
  const valueOf = (row: Row) =>
    writeNumber(row[bars.value] as number, view.x.percent ? 0 : value.digits, view.x.percent);
  const left = roomForNames(shown.map(nameOf), view.size, size.width);
  const widest = Math.ceil(Math.max(0, ...shown.map((row) => labelWidth(valueOf(row), 600))));
  const right = Math.max(VALUE_WIDTH, widest + VALUE_GAP + 1);
  const plot = size.width - left - right;
  const drawn = [bars.value, ...(bars.interval ?? [])];
  const all = shown.flatMap((row) => drawn.map((metric) => row[metric] as number));
  const domain = grow(view.x.domain, [from, ...all], 4);
  const step = niceStep(domain[1] - domain[0], Math.max(1, plot / 56));
  const isMarked = (row: Row) => bars.marked === undefined || row[bars.marked] === 1;
  const [low, high] = bars.interval ?? [];
  return {
    width: size.width,
    height: size.height,
    marginLeft: left,
    marginRight: right,
    marginTop: ABOVE,
    marginBottom: BELOW,
    x: { domain, label: null, axis: null },
    y: { domain: data.map(nameOf), label: null, axis: null, padding: 0.5 },
    marks: [
      ...graduatedAxis(
        { domain, left, right: left + plot, width: size.width },
        {
          ticks: ticksBetween(domain[0], domain[1], step),
          length: 6,
          textOf: (tick) => writeTick(tick, step, view.x.percent),
        },
      ),
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
        y: nameOf,
        text: (row: Row) => labelLines(nameOf(row), left - NAME_GAP).join('\n'),
        frameAnchor: 'left',
        textAnchor: 'end',
        dx: -NAME_GAP,
        fill: 'var(--text)',
      }),
      Plot.text(data, {
        y: nameOf,
        text: valueOf,
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: VALUE_GAP,
        fill: 'var(--text)',
        fontWeight: 600,
      }),
      ...(view.references ?? []).flatMap((reference) => {
        const { label, start } = reference;
        const at = placeOf(reference, whole);
        if (at === undefined || at < domain[0] || at > domain[1]) return [];
        const x = left + (plot * (at - domain[0])) / (domain[1] - domain[0]);
        const fits = !start && x + REFERENCE_GAP + labelWidth(label) < size.width;
        return [
          Plot.ruleX([at], { stroke: 'var(--muted)', strokeDasharray: '1 3' }),
          Plot.text([label], {
            x: () => at,
            text: (text: string) => text,
            frameAnchor: 'top',
            dx: fits ? REFERENCE_GAP : -REFERENCE_GAP,
            dy: -2,
            textAnchor: fits ? 'start' : 'end',
            fill: 'var(--muted)',
            ...HALO,
          }),
        ];
      }),
    ],
  };
}
