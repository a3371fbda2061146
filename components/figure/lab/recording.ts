/** The recorded default run, fetched and checked: what stands in the picture and in a reader's file is a run, or nothing. */
import type { Declaration, History, Row, SeriesMap } from '../../../sim/experiment.ts';
import type { Params, Settings } from '../../../sim/param.ts';
import { createRowHash } from '../../../sim/rowHash.ts';
import { read, write } from '../../../sim/settings.ts';

/** @throws Error with a message for the reader, and nothing else */
export async function fetchRecording(
  url: string,
  { params, series }: Pick<Declaration, 'params' | 'series'>,
): Promise<History> {
  const recorded = parsed(await textOf(url));
  if (!isHistory(recorded, params, series)) throw new Error(UNREADABLE);
  return recorded;
}

const UNREADABLE = 'the recorded run could not be read';
const UNREACHED = 'the recorded run could not be fetched';

/** The network may fail before the answer, and within it. */
async function textOf(url: string): Promise<string> {
  const response = await fetch(url).catch(() => undefined);
  if (response && !response.ok) throw new Error(`${UNREACHED} (${response.status})`);
  const text = await response?.text().catch(() => undefined);
  if (text === undefined) throw new Error(UNREACHED);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(UNREADABLE);
  }
}

type Unknown = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Exactly these names, no more. */
const names = (value: Unknown, wanted: readonly string[]): boolean =>
  Object.keys(value).length === wanted.length && wanted.every((name) => Object.hasOwn(value, name));

/** Whether it is a run with legal settings and whole rows, and the hash that it claims. */
export function isHistory(value: unknown, params: Params, series: SeriesMap): value is History {
  if (!isObject(value)) return false;
  const { settings, rows, hash } = value;
  return (
    isSettings(settings, params) &&
    Array.isArray(rows) &&
    rows.length > 0 &&
    rows.every((row) => isRow(row, series)) &&
    hash === hashOf(rows, series)
  );
}

function isSettings(value: unknown, params: Params): value is Settings {
  return (
    isObject(value) &&
    names(value, Object.keys(params)) &&
    Object.entries(params).every(([name, param]) => {
      const set = value[name];
      if (typeof set !== 'number' && typeof set !== 'string') return false;
      const result = read(param, write(set));
      return result.ok && result.value === set;
    })
  );
}

function isRow(value: unknown, series: SeriesMap): value is Row {
  if (!isObject(value)) return false;
  const { series: name } = value;
  if (typeof name !== 'string' || !Object.hasOwn(series, name)) return false;
  const { metrics } = series[name]!;
  return (
    names(value, ['series', ...Object.keys(metrics)]) &&
    Object.entries(metrics).every(([metric, { text }]) =>
      text ? typeof value[metric] === 'string' : Number.isFinite(value[metric]),
    )
  );
}

/** Its own fingerprint must be the one that it claims: a row may have been lost or changed on the way. */
function hashOf(rows: readonly Row[], series: SeriesMap): string {
  const hash = createRowHash(series);
  rows.forEach(hash.add);
  return hash.digest();
}
