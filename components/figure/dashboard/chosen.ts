/** The run that the monitor shows: one recorded at build, one of this reader's, or one from a file; and who hears of it. */
import type { History } from '../../../sim/experiment.ts';
import type { SavedRun } from '../runs/savedRun.ts';
import type { Models } from '../runs/store.ts';

export interface Chosen {
  readonly history: History;
  /** None of a recording. */
  readonly own?: SavedRun;
  readonly models: Models;
}

let latest: Chosen | undefined;
const listeners = new Set<(chosen: Chosen) => void>();

/** Tells the rest of the page. */
export function tellChosen(chosen: Chosen): void {
  latest = chosen;
  listeners.forEach((hear) => hear(chosen));
}

/** Who comes late hears at once what is shown. @returns what ends it */
export function hearChosen(hear: (chosen: Chosen) => void): () => void {
  if (latest) hear(latest);
  listeners.add(hear);
  return () => listeners.delete(hear);
}
