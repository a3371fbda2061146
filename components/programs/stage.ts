/** A stage of a terminal program: an experiment, and what is printed before, during and after its run. */
import type { Measured, Row, SeriesMap } from '../../sim/experiment.ts';

/** Numbers of the end of a run, by name. */
export type Results = Readonly<Record<string, number>>;

export interface Stage {
  readonly experiment: string;
  /** Named in the output as JSON. */
  readonly name: string;
  /** What stands above the rows. */
  readonly head: readonly string[];
  /** The line of a row; nothing for a row that is not printed. */
  line(row: Row): string | undefined;
  /** They are printed by `foot` and, as JSON, by themselves. */
  results(rows: Measured<SeriesMap>): Results;
  foot(results: Results): readonly string[];
}

/** The last row of a series. */
export const lastOf = (rows: Measured<SeriesMap>, series: string): Row =>
  (rows.of(series) as readonly Row[]).at(-1)!;

/** A column is so wide. */
const COLUMN = 9;

/** Cells of a printed table, the numbers under each other. */
export const columns = (...cells: readonly (string | number)[]): string =>
  cells.map((cell) => String(cell).padStart(COLUMN)).join('');

/** All lines of a stage. */
export function* told(stage: Stage, rows: readonly Row[], of: Measured<SeriesMap>): Generator<string> {
  yield* stage.head;
  for (const row of rows) {
    const line = stage.line(row);
    if (line !== undefined) yield line;
  }
  yield* stage.foot(stage.results(of));
}
