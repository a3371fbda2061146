/** The key above a chart of dots: which mark is which layer. */
import * as Plot from '@observablehq/plot';
import type { SeriesMap, XYView } from '../../sim/experiment.ts';
import { entriesOf, GAP, LINE, RADIUS } from './dotKeyPlaces.ts';
import type { Frame } from './frame.ts';
import { END_MARK, strokeOf, textColourOf } from './theme.ts';

export function dotKey(view: XYView<SeriesMap>, series: SeriesMap, { size, margins }: Frame): Plot.Markish[] {
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
