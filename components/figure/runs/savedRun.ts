/** A finished run of a reader's: as it is kept, and as a file that can be opened again. */
import type { Declaration, History } from '../../../sim/experiment.ts';
import { createFingerprint } from '../../../sim/hash.ts';
import { quoted } from '../lab/quoted.ts';
import { isHistory } from '../lab/recording.ts';

export interface SavedRun {
  /** A later run has a later name. */
  readonly id: string;
  readonly experiment: string;
  /** Milliseconds since 1970, when it ended. */
  readonly when: number;
  readonly seconds: number;
  readonly history: History;
  /** For each row, milliseconds from the press on Run until it was here; none if nobody looked at the clock. */
  readonly arrivals: readonly number[];
  /** The reader's file from which it went on: no settings hold that. */
  readonly file?: string;
}

/** What of an experiment is asked to know its runs. */
export type Known = Pick<Declaration, 'id' | 'params' | 'series'>;

/** What is said of itself by a file, before anything else. */
const FORMAT = 'llm-training-alignment run';
const VERSION = 1;
/** A run has a few hundred kB. */
const LARGEST_FILE = 20_000_000;
const LONGEST_NAME = 200;

/** A file that is no run, or a damaged one. The message is for the reader, without its full stop. */
export class SavedRunError extends Error {
  override name = 'SavedRunError';
}

/** Two runs that end in one millisecond have two names all the same. */
export const newId = (when: number): string =>
  `${String(when).padStart(15, '0')}-${Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('')}`;

/** One row a line. */
const linesOf = (values: readonly unknown[]) =>
  `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;

/** The hash of the rows says nothing of the settings; this one is of all that the file says. */
function sealOf(run: Omit<SavedRun, 'id'>): string {
  const { experiment, when, seconds, arrivals, file, history } = run;
  const { settings, hash } = history;
  const said = JSON.stringify([
    ...[FORMAT, VERSION, experiment, when, seconds, file ?? null],
    Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ...[hash, arrivals],
  ]);
  const { word, digest } = createFingerprint();
  for (let i = 0; i < said.length; i++) word(said.charCodeAt(i));
  return digest();
}

export function writeRun(run: SavedRun): string {
  const { experiment, when, seconds, arrivals, file, history } = run;
  const { settings, rows, hash } = history;
  const head = { format: FORMAT, version: VERSION, experiment, when, seconds, ...(file && { file }) };
  const fields = [
    ...Object.entries({ ...head, settings, hash, seal: sealOf(run) }).map(
      ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    ),
    `"arrivals":${JSON.stringify(arrivals)}`,
    `"rows":${linesOf(rows)}`,
  ];
  return `{${fields.join(',\n')}}\n`;
}

type Unknown = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A name or number of a file, to be said: it may be any JSON, of any length. */
const given = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? quoted(String(value)) : '?';
const isCount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;

const FIELDS = ['format', 'version', 'experiment', 'when', 'seconds', 'settings', 'hash', 'seal', 'arrivals', 'rows']; // prettier-ignore

/** What is kept, wherever it comes from: a whole run of this experiment, or not. */
export function isSavedRun(value: unknown, { id, params, series }: Known): value is SavedRun {
  if (!isObject(value)) return false;
  const { experiment, when, seconds, history, arrivals, file } = value;
  return (
    typeof value['id'] === 'string' &&
    experiment === id &&
    isCount(when) &&
    !Number.isNaN(new Date(when).getTime()) &&
    isCount(seconds) &&
    (file === undefined || (typeof file === 'string' && file !== '' && file.length <= LONGEST_NAME)) &&
    isHistory(history, params, series) &&
    Array.isArray(arrivals) &&
    (arrivals.length === 0 || arrivals.length === history.rows.length) &&
    arrivals.every((at, i) => isCount(at) && at >= (i > 0 ? (arrivals[i - 1] as number) : 0))
  );
}

/**
 * A run from the text of a file.
 *
 * @throws SavedRunError with a message for the reader, and nothing else
 */
export function readRun(text: string, declaration: Known): SavedRun {
  if (text.length > LARGEST_FILE)
    throw new SavedRunError('this file is too large to be a run of this course');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new SavedRunError('this file is no run saved by this course, or it is cut off');
  }
  if (!isObject(parsed) || parsed['format'] !== FORMAT)
    throw new SavedRunError('this file is no run saved by this course');
  const { version, experiment, when, seconds, settings, hash, seal, arrivals, rows, file } = parsed;
  if (version !== VERSION)
    throw new SavedRunError(`this file has version ${given(version)} of the format; this page reads version ${VERSION}`); // prettier-ignore
  if (experiment !== declaration.id)
    throw new SavedRunError(`this file holds a run of “${given(experiment)}”, which is another figure`);
  const others = Object.keys(parsed).filter((name) => !FIELDS.includes(name) && name !== 'file');
  const history = { settings, rows, hash };
  const run: unknown = {
    ...{ id: newId(isCount(when) ? when : 0), experiment, when, seconds, history, arrivals },
    ...(file !== undefined && { file }),
  };
  if (others.length > 0 || !isSavedRun(run, declaration))
    throw new SavedRunError(
      'this file is damaged, or from another version of this page: its rows and settings do not fit its hash',
    );
  if (sealOf(run) !== seal)
    throw new SavedRunError('this file was changed after it was saved: its content does not fit its seal');
  return run;
}

/** A file that a reader has chosen. @throws SavedRunError and nothing else */
export async function openRun(file: File, declaration: Known): Promise<SavedRun> {
  if (file.size > LARGEST_FILE) throw new SavedRunError('this file is too large to be a run of this course');
  const text = await file.text().catch(() => {
    throw new SavedRunError('this file could not be read');
  });
  return readRun(text, declaration);
}
