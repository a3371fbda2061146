/** The checked formulary, reduced to what the teaching world uses. Not for patient care: see `disclaimer`. */
import type { Action, PairSeverity, PairVerdict } from './verdicts.ts';
import data from './formulary.json' with { type: 'json' };

/** What every rule carries: who says so, and whether that page was re-read. */
export interface Sourced {
  readonly statement: string;
  readonly authority: string;
  /** `seen`: the authority was re-read; `knowledge`: it is named, not re-read. */
  readonly checked: 'seen' | 'knowledge';
}

interface Rule extends Sourced {
  readonly risk: string;
  readonly monitor: string;
  /** For this condition or partner only; absent means: ask a pharmacist. */
  readonly alternative?: string;
}

export interface RenalBand extends Omit<Rule, 'authority'> {
  /** min ≤ value < max; a null max has no upper limit. */
  readonly min: number;
  readonly max: number | null;
  readonly action: Action;
}

export interface Regimen extends Omit<Sourced, 'statement'> {
  readonly indication: string;
  /** The lower bound, mg/kg/day: the one the world asks for. */
  readonly rate: number;
  readonly highestRate: number;
  /** mg/day */
  readonly most: number | null;
  readonly minimumAge: string;
  readonly monitor: string;
}

export interface Drug {
  readonly name: string;
  readonly renal: {
    readonly metric: 'eGFR' | 'CrCl';
    readonly authority: string;
    readonly bands: readonly RenalBand[];
  };
  readonly hepatic: Omit<Rule, 'alternative'> & {
    readonly compensated: Action;
    readonly decompensated: Action;
    readonly compensatedAlternative?: string;
    readonly decompensatedAlternative?: string;
  };
  readonly pregnancy: Rule & { readonly action: Action };
  readonly pharmacogenomics: readonly (Rule & {
    readonly gene: string;
    readonly phenotype: string;
    readonly action: Action | 'increase';
  })[];
  readonly paediatric: readonly Regimen[];
}

interface Formulary {
  readonly version: string;
  readonly disclaimer: string;
  readonly checkedBy: string;
  readonly riskTags: readonly string[];
  readonly monitorTags: readonly string[];
  readonly drugs: readonly Drug[];
  readonly interactions: readonly (Rule & {
    readonly a: string;
    readonly b: string;
    readonly severity: PairSeverity;
    readonly verdict: PairVerdict;
  })[];
  readonly safePairs: readonly (Sourced & { readonly a: string; readonly b: string })[];
  readonly allergyRules: readonly (Rule & {
    readonly allergy: string;
    readonly drug: string;
    readonly action: Action;
  })[];
  /** Real hazards outside the list: neither "no interaction" nor "unknown". */
  readonly suggestedPairs: readonly (readonly [string, string])[];
}

export const formulary = data as unknown as Formulary;

/** @throws RangeError for a drug outside the formulary */
export function drugNamed(name: string): Drug {
  const drug = formulary.drugs.find((d) => d.name === name);
  if (!drug) throw new RangeError(`no drug "${name}"`);
  return drug;
}

export function bandOf(drug: Drug, egfr: number): RenalBand {
  return drug.renal.bands.find(({ min, max }) => min <= egfr && (max === null || egfr < max))!;
}
