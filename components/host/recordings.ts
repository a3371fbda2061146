/**
 * Recorded runs: committed in content/recordings, read by figures, prose numbers, programs and tests, and computed again
 * bit for bit by the tests. `npm run record` writes them. Node only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment, History, Row } from '../../sim/experiment.ts';
import type { Params, Settings } from '../../sim/param.ts';
import type { Words } from '../../sim/words.ts';

export interface Recording {
  /** Runs with all their rows: that of the default settings, then those of other presets, in the order of the words. */
  readonly runs: readonly History[];
  /** Hash of the run with the experiment's small settings. */
  readonly small: string;
  /** The seeds on which findings are measured: the printed one, then four others; none if nothing is drawn at random. */
  readonly seeds: readonly number[];
  /** By name, a value for each seed; one value if the finding fixes its seed or there is none. */
  readonly findings: Readonly<Record<string, readonly number[]>>;
}

export const recordingPath = (id: string) => `content/recordings/${id}.json`;

const known = new Map<string, Recording>();

/** @throws if nothing is recorded of the experiment */
export function recordingOf(id: string): Recording {
  const recording =
    known.get(id) ?? (JSON.parse(readFileSync(join(process.cwd(), recordingPath(id)), 'utf8')) as Recording);
  known.set(id, recording);
  return recording;
}

/** The default run. */
export const recordedRun = (id: string): History => recordingOf(id).runs[0]!;

/** The run with these settings, where those that are left out are the defaults; undefined if none is recorded. */
export function recordedRunOf(id: string, settings: Partial<Settings>): History | undefined {
  const { runs } = recordingOf(id);
  const wanted = Object.entries({ ...runs[0]!.settings, ...settings });
  return runs.find((run) => wanted.every(([name, value]) => run.settings[name] === value));
}

/**
 * Settings of the presets that are recorded beside the default run. An instant figure computes its own at once: of its
 * presets those are recorded that have no name, which is what they are for (a deck shows them).
 */
export function settingsOfPresets({ clock }: Experiment, { presets }: Words): Partial<Settings>[] {
  return presets
    .filter(({ label, settings }) => Object.keys(settings).length > 0 && (clock || label === undefined))
    .map((preset): Partial<Settings> => preset.settings);
}

/** The printed seed, and four that nobody chose by their results. */
export function seedsOf({ seed }: Params): number[] {
  if (seed === undefined) return [];
  const printed = seed.default as number;
  return [printed, ...[11, 12, 13, 14].map((offset) => printed + offset)];
}

/** The settings under which a finding is measured, one for each seed; a finding about one seed stays with it. */
export function settingsOfFinding(params: Params, settings: Partial<Settings> = {}): Partial<Settings>[] {
  const [, ...others] = 'seed' in settings ? [] : seedsOf(params);
  return [settings, ...others.map((seed) => ({ ...settings, seed }))];
}

const lines = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).join(',\n');

/** One row a line, so that a change shows where it is. */
export function writeRecording({ small, seeds, findings, runs }: Recording): string {
  const values = Object.entries(findings).map(
    ([name, found]) => `\n${JSON.stringify(name)}:${JSON.stringify(found)}`,
  );
  const histories = runs.map(
    ({ settings, hash, rows }) =>
      `{"settings":${JSON.stringify(settings)},"hash":"${hash}","rows":[\n${lines(rows)}\n]}`,
  );
  return `{"small":"${small}",\n"seeds":${JSON.stringify(seeds)},"findings":{${values.join(',')}},\n"runs":[\n${histories.join(',\n')}\n]}\n`;
}
