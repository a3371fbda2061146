/** What has been corrected in the formulary, newest first. */
import { readJson } from '../project.ts';

export interface Correction {
  /** Of the commit that holds it. */
  readonly date: string;
  readonly rules: readonly string[];
  readonly changed: string;
  readonly authority: string;
}

export const corrections = (readJson('content/corrections.json') as readonly Correction[]).toSorted((a, b) =>
  a.date === b.date ? 0 : a.date < b.date ? 1 : -1,
);
