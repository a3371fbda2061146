/** The rows of one series. A drawing asks for them many times, so they are sorted out once a list. */
import type { Row } from '../../sim/experiment.ts';

const sorted = new WeakMap<readonly Row[], ReadonlyMap<string, readonly Row[]>>();
const NONE: readonly Row[] = [];

function bySeries(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.series);
    if (group) group.push(row);
    else groups.set(row.series, [row]);
  }
  return groups;
}

/** Borrowed. A list of rows is replaced, never changed: what was sorted stays true of it. */
export function rowsOf(rows: readonly Row[], series: string): readonly Row[] {
  let groups = sorted.get(rows);
  if (!groups) sorted.set(rows, (groups = bySeries(rows)));
  return groups.get(series) ?? NONE;
}
