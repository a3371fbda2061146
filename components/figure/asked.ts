/** What `npm run asked` has written: some figures on seeds that are not the printed one. */
import type { Row } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';

export const ASKED = 'content/asked.json';

/** One run on models of another seed: the series that are quoted. */
export interface AskedRun {
  readonly id: string;
  /** Those that differ from the defaults. */
  readonly settings: Partial<Settings>;
  readonly rows: readonly Row[];
}

export interface AskedSeed {
  readonly seed: number;
  readonly runs: readonly AskedRun[];
}

export interface AskedTable {
  /** Hashes of the models of the printed seed: with other ones the table is of another course. */
  readonly models: Readonly<Record<string, string>>;
  readonly seeds: readonly AskedSeed[];
}

const keyOf = (id: string, settings: Partial<Settings>) =>
  `${id} ${JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

/** @throws RangeError if this run was not asked for */
export function rowsAsked({ runs }: AskedSeed, id: string, settings: Partial<Settings> = {}): readonly Row[] {
  const run = runs.find((each) => keyOf(each.id, each.settings) === keyOf(id, settings));
  if (!run) throw new RangeError(`${ASKED} has no run ${keyOf(id, settings)}: see src/cli/askedTable.ts`);
  return run.rows;
}
