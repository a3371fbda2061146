/** Every fact in each of its phrasings: six words, the drug always second, the condition fourth. */
import type { Fact } from './fact.ts';
import { formulary, type Verb } from './formulary.ts';
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

/** Without a word about the patient's kidneys: asked only of drugs that wait for the value. */
const needsEgfrFirst = new Set(
  formulary.drugs.filter(({ renal }) => renal.mustBeKnown).map(({ name }) => wordOf(name)),
);

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
  if (fact.need !== 'egfr' || !needsEgfrFirst.has(drug)) return patients;
  return [...['give', 'start'].map((verb) => [verb, drug, 'egfr', 'not', 'known', '?']), ...patients];
}

export function phrasingsOf(fact: Fact): string[][] {
  const { verbs } = fact;
  return allPhrasings(fact).filter(([verb]) => verbs === undefined || verbs.includes(verb as Verb));
}
