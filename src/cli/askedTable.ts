/** What two figures show on seeds that are not the printed one: what `npm run asked` writes. */
import type { Row } from '../../sim/experiment.ts';
import { studies } from './studies.ts';

export const ASKED = 'content/asked.json';

/** The experiment that asks over all drugs: Figure 1.1. */
export const ASKS = 'ask-the-model';

/** Its series that are kept. */
export const SERIES: readonly string[] = ['sureness', 'drugs'];

/** The experiment that asks about pairs, and its series that are kept: no two experiments have one of a name. */
export const ASKS_PAIRS = 'interaction-alerts';
export const PAIR_SERIES: readonly string[] = ['alerts', 'ranking', 'decoded', 'unlisted', 'case'];

/** Everyone who asks, with what is kept. */
export const ASKING: readonly (readonly [string, readonly string[]])[] = [
  [ASKS, SERIES],
  [ASKS_PAIRS, PAIR_SERIES],
];

/** Fresh: no setting was chosen on them. */
export const SEEDS = studies.find(({ id }) => id === 'standard')!.seeds.slice(0, 4);

export interface AskedTable {
  /** Hashes of the models of the printed seed: with other ones the table is of another course. */
  readonly models: Readonly<Record<string, string>>;
  readonly seeds: readonly { readonly seed: number; readonly rows: readonly Row[] }[];
}
