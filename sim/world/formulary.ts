/** The formulary, reduced to what the teaching world uses. Not for patient care, and signed off by no licensed pharmacist. */
import type { Action, PairSeverity, PairVerdict } from './verdicts.ts';
import data from './formulary.json' with { type: 'json' };

/** `read`: the authority's own text; `extract`: somebody else's quotation of it; `knowledge`: it is named, not read. */
export type Evidence = 'read' | 'extract' | 'knowledge';

/** What every rule carries: who says so, in which edition, and how that is known. */
export interface Sourced {
  readonly statement: string;
  readonly authority: string;
  /** Years of the named editions; where a label's revision was not written down, the month of this formulary. */
  readonly edition: string;
  readonly checked: Evidence;
}

export type Verb = 'give' | 'start' | 'continue';

/** Where a rule is not asked as a question, or not with every verb. */
export interface Asked {
  /** Why there is no one right answer to ask for. */
  readonly notAsked?: string;
  /** Absent means that it is true with all of them. */
  readonly verbs?: readonly Verb[];
}

interface Rule extends Sourced, Asked {
  readonly risk: string;
  readonly monitor: string;
  /** For this condition or partner only; absent means: ask a pharmacist. */
  readonly alternative?: string;
}

export interface RenalBand extends Rule {
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
  /** Into how many doses the daily amount may be divided, ascending. */
  readonly dosesADay: readonly number[];
  readonly mostPerKgADose?: number;
  /** mg */
  readonly mostADose?: number;
  readonly mostPerKgADay?: number;
  /** Which component of a combination is counted. */
  readonly component?: string;
  /** kg; a lighter child must be seen by a doctor first. */
  readonly lightest?: number;
  readonly minimumAge: string;
  readonly monitor: string;
}

/** What the US label says about one stage of liver disease. */
export type LabelSays = 'silent' | 'no change' | 'caution' | 'number' | 'contraindicated';

export interface LiverStage extends Pick<Rule, 'alternative' | 'notAsked'> {
  readonly action: Action;
  /** Where it is the alternative's rather than this drug's. */
  readonly monitor?: string;
  readonly labelSays: LabelSays;
}

export interface Drug {
  readonly name: string;
  readonly renal: {
    readonly metric: 'eGFR' | 'CrCl';
    readonly bands: readonly RenalBand[];
    /** The edges are a convention rather than a cited limit. */
    readonly softEdges?: true;
    /** No dose before kidney function is known. */
    readonly mustBeKnown?: true;
  };
  readonly hepatic: Omit<Rule, Exclude<keyof LiverStage, 'monitor'>> & {
    readonly compensated: LiverStage;
    readonly decompensated: LiverStage;
  };
  readonly pregnancy: Rule & { readonly action: Action };
  readonly pharmacogenomics: readonly (Rule & {
    readonly gene: string;
    readonly phenotype: string;
    readonly action: Action | 'increase';
  })[];
  /** A gene that a label or a guideline wants tested before the first dose. */
  readonly testFirst?: Sourced;
  readonly paediatric: readonly Regimen[];
}

interface Formulary {
  readonly version: string;
  readonly asOf: string;
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
    /** Which of the two gets the lower dose, where the verdict is to adjust one. */
    readonly lowers?: string;
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

/** Every rule once, whatever number of questions it answers. */
export function distinctRules(): (Omit<Sourced, 'statement'> & Asked)[] {
  const { drugs, interactions, safePairs, allergyRules } = formulary;
  return [
    ...drugs.flatMap(({ renal, hepatic, pregnancy, pharmacogenomics, paediatric }) => [
      ...renal.bands,
      hepatic,
      pregnancy,
      ...pharmacogenomics,
      ...paediatric,
    ]),
    ...interactions,
    ...safePairs,
    ...allergyRules,
  ];
}

/** @throws RangeError for a drug outside the formulary */
export function drugNamed(name: string): Drug {
  const drug = formulary.drugs.find((d) => d.name === name);
  if (!drug) throw new RangeError(`no drug "${name}"`);
  return drug;
}

export function bandOf(drug: Drug, egfr: number): RenalBand {
  return drug.renal.bands.find(({ min, max }) => min <= egfr && (max === null || egfr < max))!;
}

/** What a rule hands on to its facts. */
export const sourceOf = ({ statement, authority, edition, checked }: Sourced): Sourced => ({
  statement,
  authority,
  edition,
  checked,
});
