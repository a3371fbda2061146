/** Studies too large for one figure: an experiment run over a grid of settings and several seeds. */
import type { Experiment } from './experiment.ts';
import type { Settings } from './param.ts';
import { finish, measured, type Host } from './run.ts';

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

export function runSweep(sweep: Sweep, experiment: Experiment, host?: Host): Cell[] {
  const [rowParam, rowValues] = sweep.rows;
  const [columnParam, columnValues] = sweep.columns;
  return rowValues.flatMap((row) =>
    columnValues.map((column) => ({
      row,
      column,
      values: sweep.seeds.map((seed) => {
        const settings: Settings = { [rowParam]: row, [columnParam]: column, seed };
        const last = measured(finish(experiment, settings, host).rows)
          .of(sweep.cell.series)
          .at(-1);
        return last![sweep.cell.metric] as number;
      }),
    })),
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
