/** Studies too large for one figure: an experiment run over a grid of settings and several seeds. */
import type { History } from './experiment.ts';
import type { Settings } from './param.ts';
import { measured } from './run.ts';

export interface Sweep {
  readonly id: string;
  readonly title: string;
  readonly experiment: string;
  /** Rows of the table, then columns: [parameter, values]. */
  readonly rows: readonly [string, readonly (number | string)[]];
  readonly columns: readonly [string, readonly (number | string)[]];
  readonly seeds: readonly number[];
  /** The metric of the last row of a series that fills a cell. */
  readonly cell: { readonly series: string; readonly metric: string };
}

export interface Cell {
  readonly row: number | string;
  readonly column: number | string;
  /** One value a seed, in the order of the seeds. */
  readonly values: readonly number[];
}

/** The settings of all runs, row by row, column by column, seed by seed. */
export function settingsOfSweep({ rows, columns, seeds }: Sweep): Settings[] {
  const [rowParam, rowValues] = rows;
  const [columnParam, columnValues] = columns;
  return rowValues.flatMap((row) =>
    columnValues.flatMap((column) => seeds.map((seed) => ({ [rowParam]: row, [columnParam]: column, seed }))),
  );
}

/** The table, from the finished runs in the order of `settingsOfSweep`. */
export function cellsOf({ rows, columns, seeds, cell }: Sweep, histories: readonly History[]): Cell[] {
  const values = histories.map((history) => {
    const last = measured(history.rows).of(cell.series).at(-1);
    return last![cell.metric] as number;
  });
  return rows[1].flatMap((row, i) =>
    columns[1].map((column, k) => {
      const from = (i * columns[1].length + k) * seeds.length;
      return { row, column, values: values.slice(from, from + seeds.length) };
    }),
  );
}

export const sweeps: readonly Sweep[] = [
  {
    id: 'label-noise',
    title: 'Held-out accuracy against the share of reversed labels, by feature set',
    experiment: 'reward-pairs',
    rows: ['noise', [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    columns: ['features', ['counts', 'length', 'shares']],
    seeds: Array.from({ length: 50 }, (_, i) => 101 + i),
    cell: { series: 'training', metric: 'heldOutAccuracy' },
  },
];
