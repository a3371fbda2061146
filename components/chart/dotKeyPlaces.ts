/** Where the entries of a key of dots stand, and what height that takes. */
import type { SeriesMap, XYView } from '../../sim/experiment.ts';
import { labelWidth } from './sheet/type.ts';

type XY = XYView<SeriesMap>;

export const LINE = 17;
/** From a mark to its name, and from a name to the next mark, px. */
export const GAP = 10;
const BETWEEN = 16;
export const RADIUS = 4;

interface Entry {
  readonly layer: XY['layers'][number];
  readonly label: string;
  /** Of its mark. */
  readonly x: number;
  readonly line: number;
}

/** Side by side as long as there is room, then on a new line. */
export function entriesOf({ key, layers }: XY, width: number): Entry[] {
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
