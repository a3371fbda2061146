/** The key above a chart of dots: which mark is which layer. */
import * as Plot from '@observablehq/plot';
import type { SeriesMap, XYView } from '../../sim/experiment.ts';
import type { Frame } from './frame.ts';
import { labelWidth } from './sheet/type.ts';
import { END_MARK, strokeOf, textColourOf } from './theme.ts';

type XY = XYView<SeriesMap>;

const LINE = 17;
/** From a mark to its name, and from a name to the next mark, px. */
const GAP = 10;
const BETWEEN = 16;
const RADIUS = 4;

interface Entry {
  readonly layer: XY['layers'][number];
  readonly label: string;
  /** Of its mark. */
  readonly x: number;
  readonly line: number;
}

/** Side by side as long as there is room, then on a new line. */
function entriesOf({ key, layers }: XY, width: number): Entry[] {
  const entries: Entry[] = [];
  let [x, line] = [RADIUS, 0];
  for (const layer of key ? layers : []) {
    if (layer.mark !== 'dot' || !layer.label) continue;
    const needed = GAP + labelWidth(layer.label, 600);
    if (x > RADIUS && x + needed > width) [x, line] = [RADIUS, line + 1];
    entries.push({ layer, label: layer.label, x, line });
    x += needed + BETWEEN;
  }
  return entries;
}

/** Pixels that it takes above the plot. */
export function keyHeight(view: XY, width: number): number {
  const last = entriesOf(view, width).at(-1);
  return last ? (last.line + 1) * LINE : 0;
}

export function dotKey(view: XY, series: SeriesMap, { size, margins }: Frame): Plot.Markish[] {
  return entriesOf(view, size.width).flatMap(({ layer, label, x, line }) => {
    const metric = series[layer.series]!.metrics[layer.y]!;
    // From the corner of the plot.
    const place = {
      frameAnchor: 'top-left',
      dx: x - margins.left,
      dy: line * LINE + LINE / 2 - margins.top,
    } as const;
    return [
      Plot.dot([label], {
        ...place,
        r: RADIUS,
        fill: strokeOf(metric),
        symbol: metric.hue ? END_MARK[metric.hue] : 'circle',
      }),
      Plot.text([label], {
        ...place,
        dx: place.dx + GAP,
        text: (text: string) => text,
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: textColourOf(metric),
        fontWeight: 600,
      }),
    ];
  });
}
