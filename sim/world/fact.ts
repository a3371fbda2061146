/** One question's truth: the right verdict, the slots of the right answer, and who says so. */
import type { Sourced, Verb } from './formulary.ts';
import type { QuestionClass, Severity, Verdict } from './verdicts.ts';

/** What an ASK answer must ask for. */
export type Need = 'egfr' | 'weight' | 'age' | 'genotype' | 'history' | 'evidence';

/** What is true of one question in any world: what stages and metrics ask for. */
export interface Truth {
  /** Unique among all facts of its world. */
  readonly key: string;
  readonly verdict: Verdict;
  /** The expert's words, without the end token. */
  readonly answer: readonly string[];
  readonly severity: Severity;
}

/** A fact of the formulary. */
export interface Fact extends Sourced, Truth {
  /** Facts of one topic share one myth: all kidney cells of a drug, all weights of a regimen. */
  readonly topic: string;
  readonly questionClass: QuestionClass;
  readonly contraindicated: boolean;
  readonly drug: string;
  /** 'none' where the verdict names no risk. */
  readonly risk: string;
  readonly monitor: string;
  /** Only with AVOID; absent means that the answer is to ask a pharmacist. */
  readonly alternative?: string;
  /** Kidney questions: mL/min, 0 … 99. */
  readonly egfr?: number;
  /** Interactions: the other drug or thing. */
  readonly partner?: string;
  /** Pregnancy, liver stage, allergy or phenotype. */
  readonly condition?: string;
  readonly indication?: string;
  /** kg */
  readonly weight?: number;
  /** mg/kg/day */
  readonly rate?: number;
  /** mg/day */
  readonly amount?: number;
  /** Into how many doses the amount may be divided, ascending. */
  readonly dosesADay?: readonly number[];
  /** Which component of a combination the amount counts. */
  readonly component?: string;
  /** Only with REDUCE for a pair: which of the two. */
  readonly lowers?: string;
  /** Only with ASK. */
  readonly need?: Need;
  /** The only verbs with which this is true; absent means all. */
  readonly verbs?: readonly Verb[];
  /** An unlisted pair of which no phrasing is ever in training. */
  readonly neverAsked?: boolean;
}

type Slots = Pick<Fact, 'verdict' | 'risk' | 'monitor' | 'alternative' | 'rate' | 'amount' | 'need'>;

/** The one answer of the grammar that says all of this. */
export function answerOf(slots: Slots): string[] {
  const { verdict, risk, monitor, alternative } = slots;
  switch (verdict) {
    case 'AVOID': {
      const instead = alternative ? ['use', alternative] : ['ask', 'pharmacist'];
      return ['AVOID', 'risk', risk, ...instead, 'monitor', monitor];
    }
    case 'REDUCE':
    case 'MONITOR':
      return [verdict, 'risk', risk, 'monitor', monitor];
    case 'USUAL':
      return ['USUAL', 'dose', 'monitor', monitor];
    case 'GIVE':
      return ['GIVE', `${slots.rate!}mg/kg`, '=', String(slots.amount!), 'mg/day', 'monitor', monitor];
    case 'ASK':
      return ['ASK', 'need', slots.need!, 'ask', 'pharmacist'];
  }
}

/** Words of an expert's answer, by verdict. */
export const answerLength: Readonly<Record<Verdict, number>> = {
  AVOID: 7,
  REDUCE: 5,
  MONITOR: 5,
  USUAL: 4,
  GIVE: 7,
  ASK: 5,
};

/** A fact and its answer from its parts; an alternative is kept only where the verdict is AVOID. */
export function factFrom(parts: Omit<Fact, 'answer'>): Fact {
  const { alternative, ...rest } = parts;
  const kept = parts.verdict === 'AVOID' && alternative ? { ...rest, alternative } : rest;
  return { ...kept, answer: answerOf(kept) };
}
