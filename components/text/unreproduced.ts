/** Numbers printed by others that do not come out when they are computed again. Build time only (Node). */
import { readJson } from '../project.ts';
import type { Lines } from './claims.ts';

export interface Unreproduced {
  readonly id: string;
  /** What was printed, as a noun phrase. */
  readonly what: string;
  /** Numbers as others print them: ids in content/outside.json. */
  readonly printed: readonly string[];
  /** What is printed and is no number: a formula. */
  readonly formula?: string;
  /** Whose it is, if `printed` does not say: a key of the bibliography. */
  readonly source?: string;
  /** What came out here: [what, a text or the name of a finding]. */
  readonly here: Lines;
  /** How it was computed, and why it may differ. A test computes the equations in it. */
  readonly how: string;
  /** The command that repeats it, if an experiment computes it. */
  readonly command?: string;
  /** The section that says more, as "part-1/elo#sec-update". */
  readonly at: string;
}

export const unreproduced = readJson('content/unreproduced.json') as readonly Unreproduced[];
