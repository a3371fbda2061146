/** What Figure 1.1 shows over all drugs, on seeds that are not the printed one: what `npm run asked` writes. */
import type { Row } from '../../sim/experiment.ts';
import { studies } from './studies.ts';

export const ASKED = 'content/asked.json';

/** The experiment that asks. */
export const ASKS = 'ask-the-model';

/** Its series that are kept. */
export const SERIES: readonly string[] = ['sureness', 'drugs'];

/** Fresh: no setting was chosen on them. */
export const SEEDS = studies.find(({ id }) => id === 'standard')!.seeds.slice(0, 4);

export interface AskedTable {
  /** Hashes of the models of the printed seed: with other ones the table is of another course. */
  readonly models: Readonly<Record<string, string>>;
  readonly seeds: readonly { readonly seed: number; readonly rows: readonly Row[] }[];
}
