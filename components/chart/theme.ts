/** How each metric is drawn: hue, dash and end mark, as the look fixes them; and the sizes a chart is drawn at. */
import type { Hue, Metric, SeriesMap, View, ViewSize } from '../../sim/experiment.ts';
import { heightForNames } from './barNames.ts';
import { keyHeight } from './dotKeyPlaces.ts';

export const DASH: Readonly<Record<Hue, string | undefined>> = {
  loss: undefined,
  margin: '9 3',
  reward: undefined,
  kl: '9 3 2 3',
  gold: undefined,
  proxy: '3.5 2.5',
};

export const END_MARK: Readonly<Record<Hue, 'circle' | 'square' | 'triangle' | 'diamond'>> = {
  loss: 'circle',
  margin: 'square',
  reward: 'triangle',
  kl: 'diamond',
  gold: 'circle',
  proxy: 'circle',
};

/** A metric without a hue is ink. */
export const strokeOf = (metric: Metric) => `var(--${metric.hue ?? 'text'})`;
export const textColourOf = (metric: Metric) => (metric.hue ? `var(--${metric.hue}-text)` : 'var(--text)');

/** Below this width of the figure, panels stand in one column and charts are drawn for phones. */
export const PHONE_WIDTH = 560;

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** The smallest width of each class; a chart is drawn there at build and only ever grows. */
const SIZES: Readonly<Record<ViewSize, { readonly wide: ChartSize; readonly phone: ChartSize }>> = {
  panel: { wide: { width: 266, height: 130 }, phone: { width: 280, height: 150 } },
  wide: { wide: { width: 560, height: 228 }, phone: { width: 280, height: 226 } },
  strip: { wide: { width: 560, height: 112 }, phone: { width: 280, height: 112 } },
};

/** The key of a grid of cells stands above it: in a strip, which is low, it makes the drawing higher. */
export const KEY_HEIGHT = 22;

/** Shares fill the drawing from top to bottom: they can be read in a lower strip. */
const LOW = 28;

/** What a view is drawn at, in a wide figure and on a phone. Bars are as high as their names ask for. */
export function sizesOf(
  view: View,
  series: SeriesMap,
): {
  readonly wide: ChartSize;
  readonly phone: ChartSize;
} {
  const { wide, phone } = SIZES[view.size];
  const more =
    view.size !== 'strip' ? 0 : view.kind === 'cells' ? KEY_HEIGHT : view.kind === 'area' ? -LOW : 0;
  const fitting = ({ width, height }: ChartSize) => ({
    width,
    height: Math.max(
      height + more + (view.kind === 'xy' ? keyHeight(view, width) : 0),
      view.kind === 'bars' ? heightForNames(view, series, width) : 0,
    ),
  });
  return { wide: fitting(wide), phone: fitting(phone) };
}

/** The size of a view's chart for a place of this width, at the proportions of its class. */
export function sizeFor(view: View, series: SeriesMap, figureWidth: number, width: number): ChartSize {
  const sizes = sizesOf(view, series);
  const drawn = figureWidth < PHONE_WIDTH ? sizes.phone : sizes.wide;
  return { width, height: (width * drawn.height) / drawn.width };
}
