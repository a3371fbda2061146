/** What some figures show on seeds that are not the printed one: what `npm run asked` asks and keeps. */
import type { AskedRun } from '../../components/figure/asked.ts';
import { studies } from './studies.ts';

/** The experiment that asks over all drugs: Figure 1.1. */
export const ASKS = 'ask-the-model';

/** Its series that are kept. */
export const SERIES: readonly string[] = ['sureness', 'drugs'];

/** The experiment that asks about pairs, and its series that are kept. */
export const ASKS_PAIRS = 'interaction-alerts';
export const PAIR_SERIES: readonly string[] = ['alerts', 'ranking', 'decoded', 'unlisted', 'case'];

/** The experiment that takes four questions through all stages. */
export const ASKS_STAGES = 'signal-stages';
export const STAGE_SERIES: readonly string[] = ['stage', 'desk', 'candidate'];
export const STAGE_QUESTIONS = ['carrier', 'untested', 'statin', 'unknown'] as const;

/** Everyone who asks: under which settings, and what is kept. */
export const ASKING: readonly (Omit<AskedRun, 'rows'> & { readonly kept: readonly string[] })[] = [
  { id: ASKS, settings: {}, kept: SERIES },
  { id: ASKS_PAIRS, settings: {}, kept: PAIR_SERIES },
  ...STAGE_QUESTIONS.map((question) => ({
    id: ASKS_STAGES,
    settings: question === 'carrier' ? {} : { question },
    kept: STAGE_SERIES,
  })),
];

/** Fresh: no setting was chosen on them. */
export const SEEDS = studies.find(({ id }) => id === 'standard')!.seeds.slice(0, 4);
