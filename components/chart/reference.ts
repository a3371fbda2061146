/** Where a reference line stands: at a number, or at what the run has measured. */
import type { Reference, Row } from '../../sim/experiment.ts';
import { rowsOf } from './rows.ts';

/** @returns undefined as long as the run has not measured it */
export function placeOf({ at }: Reference, rows: readonly Row[]): number | undefined {
  if (typeof at === 'number') return at;
  return rowsOf(rows, at.series).at(-1)?.[at.metric] as number | undefined;
}
