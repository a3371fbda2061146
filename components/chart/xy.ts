/** Lines, dots and bands over two axes. */
import * as Plot from '@observablehq/plot';
import type { Layer, Metric, Row, SeriesMap, XYView } from '../../sim/experiment.ts';
import { dotKey } from './dotKey.ts';
import { keyHeight } from './dotKeyPlaces.ts';
import { alongLine, namesBeside, type Named } from './dotNames.ts';
import { frameMarks, frameOf, LABEL_GAP, type Frame, type FrameOptions } from './frame.ts';
import { HALO, labelMark, pushApart, type EndLabel } from './labels.ts';
import { placeOf } from './reference.ts';
import { placedRows, rowsOf } from './rows.ts';
import { grow, growLog } from './scale.ts';
import { labelLines, labelWidth } from './sheet/type.ts';
import { DASH, END_MARK, strokeOf, textColourOf, type ChartSize } from './theme.ts';

export interface Picture {
  /** Rows up to the playhead. */
  readonly rows: readonly Row[];
  /** Rows of the whole run: they fix the domains, so that axes stand still while the playhead moves. */
  readonly whole: readonly Row[];
  readonly pinned?: readonly { readonly label: string; readonly rows: readonly Row[] }[];
  /** The reader's guess, in the units of the y axis. */
  readonly guess?: number;
}

type XY = XYView<SeriesMap>;
const valuesOf = (rows: readonly Row[], series: string, metric: string) =>
  rowsOf(rows, series).map((row) => row[metric] as number);

export function xyPlot(view: XY, series: SeriesMap, picture: Picture, size: ChartSize): Plot.PlotOptions {
  const { guess, pinned = [] } = picture;
  const runs = [picture.whole, ...pinned.map((run) => run.rows)];
  const valuesIn = (series: string, metric: string) => runs.flatMap((rows) => valuesOf(rows, series, metric));
  const extent = (axis: 'x' | 'y') =>
    view.layers
      .filter((layer) => layer.role !== 'guide')
      .flatMap((layer) => [
        ...valuesIn(layer.series, layer[axis]),
        ...(axis === 'y' && layer.y0 ? valuesIn(layer.series, layer.y0) : []),
      ]);
  const heights = guess === undefined ? extent('y') : [...extent('y'), guess];
  const options: FrameOptions = {
    size,
    x: grow(view.x.domain, extent('x'), 4),
    y: view.y.log ? growLog(view.y.domain, heights) : grow(view.y.domain, heights, 4),
    xAxis: view.x,
    yAxis: view.y,
    labels: [
      // The names of dots stand in the key, if there is one.
      ...view.layers.flatMap(({ label, mark }) => (label && !(view.key && mark === 'dot') ? [label] : [])),
      ...pinned.map((run) => run.label),
    ],
    nameBelow: view.size !== 'panel',
    above: keyHeight(view, size.width),
  };
  const frame = frameOf(options);
  const labels: EndLabel[] = [];
  const marks = view.layers.flatMap((layer) =>
    layerMarks(view, layer, series, picture.rows, frame.y, labels),
  );
  const pins = pinned.flatMap((run) => pinMarks(view, series, run, labels));
  const references = referenceMarks(view, frame, picture.whole, guess);
  const ends = labels.map((label) => frame.toY(label.y));
  const shifts = pushApart(ends, frame.margins.top, size.height - frame.margins.bottom - 6);
  return {
    width: size.width,
    height: size.height,
    marginLeft: frame.margins.left,
    marginRight: frame.margins.right,
    marginTop: frame.margins.top,
    marginBottom: frame.margins.bottom,
    x: { domain: frame.x, label: null, axis: null },
    y: { domain: frame.y, label: null, axis: null, ...(view.y.log && { type: 'log' }) },
    marks: [
      ...frameMarks(frame, options),
      ...references.lines,
      ...pins,
      ...marks,
      ...references.words,
      ...labels.map((label, i) => labelMark(label, shifts[i]!)),
      ...namesBeside(namedDots(view, series, picture.rows), frame),
      ...dotKey(view, series, frame),
    ],
  };
}

/** Dots with their names, and points along the lines: what a name may be in the way of. */
function namedDots(view: XY, series: SeriesMap, rows: readonly Row[]): Named[] {
  if (!view.layers.some(({ names }) => names)) return [];
  return view.layers.flatMap((layer) => {
    const { series: name, x, y, mark, names } = layer;
    const { metrics } = series[name]!;
    const fill = textColourOf(metrics[y]!);
    const dots = placedRows(view, rows, layer).map((row) => ({
      text: names ? (metrics[names]!.names?.[row[names] as number] ?? '') : '',
      x: row[x] as number,
      y: row[y] as number,
      fill,
    }));
    return mark === 'line' ? alongLine(dots) : dots;
  });
}

function layerMarks(
  view: XY,
  layer: Layer<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  domain: readonly [number, number],
  labels: EndLabel[],
): Plot.Markish[] {
  const metric = series[layer.series]!.metrics[layer.y]!;
  const data = placedRows(view, rows, layer);
  const last = data[data.length - 1];
  const stroke = strokeOf(metric);
  if (layer.mark === 'band') {
    const y0 = layer.y0!;
    return [
      Plot.areaY(data, { x: layer.x, y1: y0, y2: layer.y, fill: 'var(--margin)', className: 'band' }),
      ...bandLabel(layer, data, domain),
    ];
  }
  if (layer.mark === 'dot') {
    return [
      Plot.dot(data, {
        x: layer.x,
        y: layer.y,
        r: data.length > 1 ? 3 : 5,
        fill: stroke,
        stroke: 'var(--bg)',
        strokeWidth: data.length > 1 ? 0.75 : 1.5,
        symbol: metric.hue ? END_MARK[metric.hue] : 'circle',
      }),
    ];
  }
  const thin = layer.role === 'thin' || layer.role === 'guide';
  const counterpart = layer.role === 'counterpart';
  if (last && layer.label) {
    const fill = layer.role === 'guide' ? 'var(--muted)' : textColourOf(metric);
    labels.push({
      text: layer.label,
      x: last[layer.x] as number,
      y: last[layer.y] as number,
      fill,
      weight: thin ? 400 : 600,
    });
  }
  const line = Plot.line(data, {
    x: layer.x,
    y: layer.y,
    stroke: layer.role === 'guide' ? 'var(--text)' : stroke,
    strokeWidth: thin ? 1 : metric.hue === 'gold' ? 3 : 2.25,
    strokeOpacity: layer.role === 'thin' ? 0.6 : 1,
    strokeLinejoin: 'round',
    ...dash(metric, counterpart, thin),
  });
  return thin || !last || !layer.label
    ? [line]
    : [line, endMark(last[layer.x] as number, last[layer.y] as number, metric, counterpart)];
}

function dash(metric: Metric, counterpart: boolean, thin: boolean) {
  const pattern = counterpart ? '2 3' : thin || !metric.hue ? undefined : DASH[metric.hue];
  return pattern ? { strokeDasharray: pattern } : {};
}

function endMark(x: number, y: number, metric: Metric, hollow: boolean): Plot.Markish {
  const open = hollow || metric.hue === 'proxy';
  return Plot.dot([{ x, y }], {
    x: 'x',
    y: 'y',
    r: 3.5,
    fill: open ? 'var(--bg)' : strokeOf(metric),
    stroke: strokeOf(metric),
    strokeWidth: open ? 2 : 1,
    symbol: metric.hue ? END_MARK[metric.hue] : 'circle',
  });
}

function bandLabel(
  layer: Layer<SeriesMap>,
  data: readonly Row[],
  [low, high]: readonly [number, number],
): Plot.Markish[] {
  const at = data[Math.round(data.length * 0.7)];
  if (!at || !layer.label) return [];
  const top = at[layer.y] as number;
  const bottom = at[layer.y0!] as number;
  if (Math.abs(top - bottom) < (high - low) / 5) return [];
  return [
    Plot.text([{ x: at[layer.x], y: (top + bottom) / 2 }], {
      x: 'x',
      y: 'y',
      text: () => layer.label!,
      fill: 'var(--margin-text)',
      fontWeight: 600,
    }),
  ];
}

/** A pinned run: its lines at 45 %, its dots hollow, its letter where it ends. */
function pinMarks(
  view: XY,
  series: SeriesMap,
  run: { readonly label: string; readonly rows: readonly Row[] },
  labels: EndLabel[],
): Plot.Markish[] {
  const shown = view.layers.filter(
    (layer) => layer.mark === 'dot' || (layer.mark === 'line' && !isThin(layer)),
  );
  // A single point says better than a curve which run it is.
  const named = shown.find((layer) => layer.mark === 'dot') ?? shown[0];
  return shown.map((layer) => {
    const metric = series[layer.series]!.metrics[layer.y]!;
    const data = placedRows(view, run.rows, layer);
    const last = data[data.length - 1];
    if (last && layer === named) {
      labels.push({
        text: run.label,
        x: last[layer.x] as number,
        y: last[layer.y] as number,
        fill: 'var(--muted)',
        weight: 600,
      });
    }
    const stroke = strokeOf(metric);
    if (layer.mark === 'dot') {
      return Plot.dot(data, { x: layer.x, y: layer.y, r: 4, stroke, strokeWidth: 1.5, strokeOpacity: 0.6 });
    }
    return Plot.line(data, {
      x: layer.x,
      y: layer.y,
      stroke,
      strokeWidth: 2.25,
      strokeOpacity: 0.45,
      ...dash(metric, layer.role === 'counterpart', false),
    });
  });
}

const isThin = (layer: Layer<SeriesMap>) => layer.role === 'thin' || layer.role === 'guide';

interface References {
  readonly lines: Plot.Markish[];
  /** Above the data, with a halo, so that no line strikes them through. */
  readonly words: Plot.Markish[];
}

/** Dotted reference lines with their words on the line, and the reader's guess as a dashed needle. */
function referenceMarks(view: XY, frame: Frame, rows: readonly Row[], guess: number | undefined): References {
  const [x0, x1] = frame.x;
  const [y0, y1] = frame.y;
  const lines: Plot.Markish[] = [];
  const words: Plot.Markish[] = [];
  const write = (text: string, x: number, y: number, options: Plot.TextOptions) =>
    words.push(
      Plot.text([text], { x: () => x, y: () => y, text: (label: string) => label, ...HALO, ...options }),
    );
  const muted = { fill: 'var(--muted)' };
  /** Beside a vertical line, in the lines that the room there asks for. */
  const beside = (text: string, at: number, side: 'left' | 'right') => {
    const rows = labelLines(text, roomBeside(frame, at, side));
    const [textAnchor, dx] =
      side === 'left' ? (['end', -LABEL_GAP] as const) : (['start', LABEL_GAP] as const);
    write(rows.join('\n'), at, y1, { ...muted, textAnchor, dx, dy: 4, lineAnchor: 'top' });
  };
  for (const reference of view.references ?? []) {
    const { axis, label, start } = reference;
    const at = placeOf(reference, rows);
    if (at === undefined) continue;
    if (axis === 'y') {
      if (at < y0 || at > y1) continue;
      lines.push(Plot.ruleY([at], { stroke: 'var(--muted)', strokeDasharray: '1 3' }));
      const rows = labelLines(label, frame.toX(x1) - frame.margins.left);
      const under = frame.toY(at) - frame.margins.top < 14 * rows.length;
      const place = under
        ? ({ lineAnchor: 'top', dy: 3 } as const)
        : ({ lineAnchor: 'bottom', dy: -3 } as const);
      const side = start ? ({ textAnchor: 'start', dx: 4 } as const) : ({ textAnchor: 'end' } as const);
      write(rows.join('\n'), start ? x0 : x1, at, { ...muted, ...side, ...place });
      continue;
    }
    if (at < x0 || at > x1) continue;
    lines.push(Plot.ruleX([at], { stroke: 'var(--rule)' }));
    const [first = '', second] = label.split(' | ');
    if (second !== undefined) {
      beside(first, at, 'left');
      beside(second, at, 'right');
    } else {
      const fits = labelWidth(first) <= roomBeside(frame, at, 'right');
      beside(first, at, fits || frame.toX(at) < frame.size.width / 2 ? 'right' : 'left');
    }
  }
  if (guess !== undefined) {
    lines.push(Plot.ruleY([guess], { stroke: 'var(--text)', strokeDasharray: '4 3', strokeWidth: 1.5 }));
    write('your guess', x0, guess, {
      fill: 'var(--text)',
      fontWeight: 600,
      textAnchor: 'start',
      dx: 4,
      dy: -8,
    });
  }
  return { lines, words };
}

const roomBeside = ({ toX, size }: Frame, at: number, side: 'left' | 'right') =>
  (side === 'left' ? toX(at) : size.width - toX(at)) - LABEL_GAP - 1;
