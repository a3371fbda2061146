/** The run that the monitor shows: one recorded at build, one of this reader's, or one from a file. */
import type { History } from '../../../sim/experiment.ts';
import type { SavedRun } from '../runs/savedRun.ts';
import type { Models } from '../runs/store.ts';

export interface Chosen {
  readonly history: History;
  /** None of a recording. */
  readonly own?: SavedRun;
  readonly models: Models;
}

/** What the monitor tells the rest of its page. */
export const MONITORED = 'lab:monitored';
