/** The names beside bars: how much room they take, and how high the rows have to be so that none touches the next. */
import type { BarsView, SeriesMap, ViewSize } from '../../sim/experiment.ts';
import { labelLines, labelWidth } from './sheet/type.ts';

/** Room for names, unless they need more. In a panel, they take no more than they need. */
const NAME_WIDTH = 116;
/** Of the drawing, the share that names may take; longer ones break into lines. */
const MOST_NAME = 0.45;
export const NAME_GAP = 8;

/** Of a line of type, and between two rows. */
const LINE = 13;
const BETWEEN = 3;
/** Above and below the rows; the axis stands below. */
export const ABOVE = 8;
export const BELOW = 22;

/** Pixels to the left of the bars. */
export function roomForNames(names: readonly string[], size: ViewSize, width: number): number {
  const widest = Math.ceil(Math.max(0, ...names.map((name) => labelWidth(name))));
  const wanted = widest + NAME_GAP + 1;
  return Math.min(Math.max(size === 'panel' ? 0 : NAME_WIDTH, wanted), Math.round(width * MOST_NAME));
}

/** Pixels that the rows need with their axis, if there is one for every name. */
export function heightForNames(
  { bars, size }: BarsView<SeriesMap>,
  series: SeriesMap,
  width: number,
): number {
  const names = series[bars.series]!.metrics[bars.by]!.names ?? [];
  const room = roomForNames(names, size, width) - NAME_GAP;
  const lines = Math.max(1, ...names.map((name) => labelLines(name, room).length));
  return ABOVE + BELOW + names.length * (lines * LINE + BETWEEN);
}
