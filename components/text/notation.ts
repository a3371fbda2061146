/** What the lists under the equations leave out, and how the sources call the same things. Build time only (Node). */
import { readJson } from '../project.ts';

export interface Written {
  readonly symbol: string;
  readonly meaning: string;
  readonly unit?: string;
}

interface Notation {
  /** Symbols that mean the same on every page, unless the list under an equation says otherwise. */
  readonly everywhere: readonly Written[];
  /** Symbols of one equation that the text around it explains, and no list. */
  readonly on: readonly (Written & {
    /** The equation, as "part-2/evaluation#eq-pass". */
    readonly at: string;
  })[];
  /** Words and symbols of the sources, with those of the course. */
  readonly sources: readonly {
    readonly said: string;
    readonly here: string;
    /** The section that explains it, as "part-2/ppo#sec-clip". */
    readonly at: string;
  }[];
}

export const notation = readJson('content/notation.json') as Notation;
