/** The rows of one series. A drawing asks for them many times, so they are sorted out once, as they arrive. */
import type { Layer, Row, SeriesMap, XYView } from '../../sim/experiment.ts';

interface Sorted {
  /** So many rows are sorted. */
  count: number;
  readonly groups: Map<string, Row[]>;
}
const known = new WeakMap<readonly Row[], Sorted>();
const NONE: readonly Row[] = [];

/** Borrowed. A list of rows grows at its end, if at all: what was sorted stays true of it. */
export function rowsOf(rows: readonly Row[], series: string): readonly Row[] {
  const sorted = known.get(rows) ?? { count: 0, groups: new Map<string, Row[]>() };
  known.set(rows, sorted);
  for (; sorted.count < rows.length; sorted.count++) {
    const row = rows[sorted.count]!;
    const group = sorted.groups.get(row.series);
    if (group) group.push(row);
    else sorted.groups.set(row.series, [row]);
  }
  return sorted.groups.get(series) ?? NONE;
}

/** The rows of a layer that have a place: a logarithmic axis has none for 0 and below. */
export function placedRows(
  { y }: XYView<SeriesMap>,
  rows: readonly Row[],
  layer: Layer<SeriesMap>,
): readonly Row[] {
  const all = rowsOf(rows, layer.series);
  return y.log ? all.filter((row) => (row[layer.y] as number) > 0) : all;
}
