/** What stands beside a claim of the sources: texts, and findings by their names. Build time only (Node). */
import { finding } from '../figure/finding.ts';
import { readJson } from '../project.ts';

export type Lines = readonly (readonly [string, string])[];

/** What came of a check. */
export const VERDICTS = {
  differs: 'does not follow',
  part: 'holds in part',
  confirmed: 'is confirmed',
  unchecked: 'cannot be checked',
} as const;

export type Verdict = keyof typeof VERDICTS;

/** How a clinical authority was read, in the words of applications/formulary. */
export const READ = {
  read: 'read in a copy',
  extract: 'an extract or summary was read',
  named: 'named only',
} as const;

/** A claim that stands in no box of a chapter. */
export interface Erratum {
  readonly id: string;
  /** The page that treats its subject. */
  readonly page: string;
  /** Which of the documents say so. */
  readonly source: string;
  readonly verdict: Verdict;
  readonly claim: string;
  readonly correction: string;
  /** How it follows. A test computes the equations in it. */
  readonly derivation: string;
  /** The section that says more, as "part-1/elo#sec-update". */
  readonly at?: string;
  /** What was measured here: [what, the name of a finding]. */
  readonly measured?: Lines;
  /** Of a clinical claim: who says so, and how that was read. */
  readonly authority?: string;
  readonly checked?: keyof typeof READ;
}

export const errata = readJson('content/errata.json') as readonly Erratum[];

const isFinding = (value: string) => /^[a-z][a-z0-9-]*\.[A-Za-z]\w*$/.test(value);

/** Puts recorded values, with their units, in the place of the names of findings. */
export const withFindings = (lines: Lines): Promise<Lines> =>
  Promise.all(
    lines.map(async ([what, value]) => {
      if (!isFinding(value)) return [what, value] as const;
      const { text, unit } = await finding(value);
      return [what, unit ? `${text} ${unit}` : text] as const;
    }),
  );
