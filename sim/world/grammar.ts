/** Every fact in each of its phrasings: six words, the drug always second, the condition fourth. */
import type { Fact } from './fact.ts';
import { formulary } from './formulary.ts';
import { wordOf } from './names.ts';
import { unlistedNames } from './unknowns.ts';

/** Tokens of every prompt: no padding, one length for the cache. */
export const PROMPT_LENGTH = 6;

/** Tokens of the longest answer, the end token included. */
export const LONGEST_ANSWER = 15;

const metricOf = new Map(
  formulary.drugs.map(({ name, renal }) => [wordOf(name), renal.metric.toLowerCase()]),
);

/** The words of the kidney question about a drug at a whole eGFR of two digits. */
export function renalWords(verb: 'give' | 'start', drug: string, egfr: number): string[] {
  return [verb, drug, metricOf.get(drug)!, String(Math.floor(egfr / 10)), String(egfr % 10), '?'];
}

/** Metformin is not *started* at 30–44, where it may be given on (FDA 2016). */
export const mayBeStarted = (drug: string, egfr: number): boolean =>
  drug !== 'metformin' || egfr < 30 || egfr >= 45;

/**
 * Phrasings whose truth differs from the rule's: some drugs are given on and not started, HLA rules are about
 * patients who never had the drug, and carbamazepine is never stopped abruptly, pregnant or not (ACOG).
 */
function phrasingHolds({ drug, egfr, condition }: Fact, verb: string): boolean {
  if (egfr !== undefined && !mayBeStarted(drug, egfr)) return verb !== 'start';
  if (condition?.startsWith('hla-')) return verb !== 'continue';
  if (drug === 'carbamazepine' && condition === 'pregnant') return verb !== 'continue';
  return true;
}

function allPhrasings(fact: Fact): string[][] {
  const { drug, egfr, partner, condition, indication, weight } = fact;
  const inPatient = (verb: string) => [verb, drug, 'in', condition!, 'patient', '?'];
  if (egfr !== undefined) return (['give', 'start'] as const).map((verb) => renalWords(verb, drug, egfr));
  if (indication !== undefined) {
    const child = weight === undefined ? 'unknown' : `${weight}kg`;
    return ['give', 'start'].map((verb) => [verb, drug, indication, 'child', child, '?']);
  }
  if (partner !== undefined) {
    if (unlistedNames.includes(partner)) return [['give', drug, 'with', partner, 'ok', '?']];
    return ['give', 'start'].flatMap((verb) => [
      [verb, drug, 'with', partner, 'ok', '?'],
      [verb, partner, 'with', drug, 'ok', '?'],
    ]);
  }
  const patients = ['give', 'start', 'continue'].map(inPatient);
  if (fact.need !== 'egfr') return patients;
  return [...['give', 'start'].map((verb) => [verb, drug, 'egfr', 'not', 'known', '?']), ...patients];
}

export function phrasingsOf(fact: Fact): string[][] {
  return allPhrasings(fact).filter(([verb]) => phrasingHolds(fact, verb!));
}
