/** Runs an experiment: draws its random numbers from its seed, checks every row, fingerprints them all. */
import type { Experiment, Given, History, Measured, Progress, Row, SeriesMap } from './experiment.ts';
import type { Params, Settings } from './param.ts';
import { plainKernels, type Kernels } from './kernels/kernels.ts';
import { alone, type Crew } from './crew.ts';
import type { Checkpoint } from './model/checkpoint.ts';
import { createRng } from './rng.ts';
import { createRowHash } from './rowHash.ts';
import { applies, defaultsOf } from './settings.ts';

/** A run that cannot go on: says at which row, and why. */
export class RunError extends Error {
  override name = 'RunError';
}

/** Why a number is none, as far as can be known. */
const DIVERGED = 'the training has diverged, and a smaller learning rate may help';
const FROM_FILE = 'the run went on from a file, and the weights in it are the likely reason';

/** What a run takes from the place where it runs. */
export interface Host {
  /** Called at most once a run; plain TypeScript gives the same rows as SIMD, later. */
  createKernels(): Kernels;
  /** The workers of the run; without it one does everything. */
  readonly crew?: Crew;
  /** A trained model by name; only those that the experiment needs are asked for. */
  model(name: string): Checkpoint;
  /** Takes a model that the run has trained. */
  keep?(name: string, trained: Checkpoint): void;
  /** Is told where the run is. */
  at?(progress: Progress): void;
  /** The model of a reader's own file, from which the run goes on. */
  readonly resumed?: Checkpoint;
  /** The text of a reader's own file of facts, on which the run trains. */
  readonly dropped?: string;
}

/** Runs anywhere, without WebAssembly and without trained models. */
export const plainHost: Host = {
  createKernels: plainKernels,
  model: (name) => {
    throw new RunError(`the model "${name}" is not to be had here`);
  },
};

/** Names of the trained models that an experiment starts from under these settings. */
export function neededBy(
  { needs, params }: Pick<Experiment, 'needs' | 'params'>,
  settings: Settings,
): string[] {
  return needs
    .filter(
      ({ when }) => !when || (settings[when.param] === when.is && applies(params, when.param, settings)),
    )
    .map(({ model }) => model);
}

/** Yields the rows one by one, and nothing where the run only pauses; returns the finished history. */
export function* play(
  experiment: Experiment,
  overrides: Partial<Settings> = {},
  host: Host = plainHost,
): Generator<Row | undefined, History, undefined> {
  const settings = { ...defaultsOf(experiment.params), ...overrides } as Settings;
  let kernels: Kernels | undefined;
  const given = {
    get kernels() {
      return (kernels ??= host.createKernels());
    },
    crew: host.crew ?? alone,
    models: Object.fromEntries(neededBy(experiment, settings).map((name) => [name, host.model(name)])),
    keep: (name: string, trained: Checkpoint) => host.keep?.(name, trained),
    at: (progress: Progress) => host.at?.(progress),
    ...(host.resumed && { resumed: host.resumed }),
    ...(host.dropped !== undefined && { dropped: host.dropped }),
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
    for (const [metric, { text }] of Object.entries(series.metrics)) {
      const value = row[metric];
      if (text) {
        if (typeof value === 'string') continue;
        throw new RunError(`row ${rows.length} of ${row.series}: ${metric} is no text`);
      }
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        const why = experiment.engine ? `; ${host.resumed ? FROM_FILE : DIVERGED}` : '';
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
export function finish(experiment: Experiment, overrides: Partial<Settings> = {}, host?: Host): History {
  const run = play(experiment, overrides, host);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/** Rows by series, for findings, goals and charts. */
export function measured(rows: readonly Row[]): Measured<SeriesMap> {
  return { of: (series) => rows.filter((row) => row.series === series) as never };
}
