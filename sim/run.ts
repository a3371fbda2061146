/** Runs an experiment: draws its random numbers from its seed, checks every row, fingerprints them all. */
import type { Experiment, Given, History, Measured, Params, Row, SeriesMap, Settings } from './experiment.ts';
import { createRowHash } from './hash.ts';
import { plainKernels, type Kernels } from './kernels/kernels.ts';
import { createRng } from './rng.ts';
import { defaultsOf } from './settings.ts';

/** A run that cannot go on: says at which row, and why. */
export class RunError extends Error {
  override name = 'RunError';
}

/**
 * Yields the rows one by one, and nothing where the run only pauses; returns the finished history.
 *
 * @param createKernels called at most once; plain TypeScript gives the same rows as SIMD, later
 */
export function* play(
  experiment: Experiment,
  overrides: Partial<Settings> = {},
  createKernels: () => Kernels = plainKernels,
): Generator<Row | undefined, History, undefined> {
  const settings = { ...defaultsOf(experiment.params), ...overrides } as Settings;
  let kernels: Kernels | undefined;
  const given = {
    get kernels() {
      return (kernels ??= createKernels());
    },
    ...('seed' in experiment.params && { rng: createRng(settings['seed'] as number) }),
  } as Given<Params>;
  const hash = createRowHash(experiment.series);
  const rows: Row[] = [];
  for (const row of experiment.run(settings, given) as Generator<Row | undefined, void, undefined>) {
    if (!row) {
      yield undefined;
      continue;
    }
    const series = experiment.series[row.series];
    if (!series) throw new RunError(`row ${rows.length}: no series "${row.series}"`);
    for (const metric of Object.keys(series.metrics)) {
      const value = row[metric];
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        const why = experiment.engine
          ? '; the training has diverged, and a smaller learning rate may help'
          : '';
        throw new RunError(`row ${rows.length} of ${row.series}: ${metric} is ${String(value)}${why}`);
      }
    }
    hash.add(row);
    rows.push(row);
    yield row;
  }
  return { settings, rows, hash: hash.digest() };
}

/** The whole history at once. */
export function finish(
  experiment: Experiment,
  overrides: Partial<Settings> = {},
  createKernels?: () => Kernels,
): History {
  const run = play(experiment, overrides, createKernels);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/** Rows by series, for findings, goals and charts. */
export function measured(rows: readonly Row[]): Measured<SeriesMap> {
  return { of: (series) => rows.filter((row) => row.series === series) as never };
}
