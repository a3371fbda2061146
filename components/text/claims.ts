/** What stands beside a claim of the sources: texts, and findings by their names. Build time only (Node). */
import { finding } from '../figure/finding.ts';
import { readJson } from '../project.ts';

export type Lines = readonly (readonly [string, string])[];

/** A claim that stands in no chapter any more. */
export interface Erratum {
  readonly id: string;
  readonly page: string;
  readonly claim: string;
  readonly correction: string;
  /** How it follows; or the section that derives it, as "part-1/elo#sec-update". */
  readonly derivation: string;
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
