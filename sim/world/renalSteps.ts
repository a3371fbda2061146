/** Drugs whose right verdict changes with kidney function: one axis on which to ask a model. */
import { bandOf, formulary } from './formulary.ts';
import { renalWords } from './grammar.ts';
import { wordOf } from './names.ts';
import { labelOf } from './readable.ts';
import { hasRenalSteps, renalAsked, renalVerdict } from './renal.ts';
import type { Verdict } from './verdicts.ts';
import { encode } from './vocabulary.ts';

export interface RenalSteps {
  /** The word of the vocabulary. */
  readonly drug: string;
  readonly label: string;
  readonly metric: 'eGFR' | 'CrCl';
  /** For whole values from 0 to 99. */
  truth(egfr: number): Verdict;
  /** False where authorities differ: no answer is counted right or wrong there. */
  asked(egfr: number): boolean;
  /** Prompts as tokens: "give" and "start", or the one of them for which the truth holds. */
  phrasings(egfr: number): number[][];
}

export function drugsWithRenalSteps(): RenalSteps[] {
  return formulary.drugs.filter(hasRenalSteps).map((drug) => {
    const word = wordOf(drug.name);
    return {
      drug: word,
      label: labelOf(word),
      metric: drug.renal.metric,
      truth: (egfr) => renalVerdict(drug, egfr),
      asked: (egfr) => renalAsked(drug, egfr),
      phrasings: (egfr) =>
        (['give', 'start'] as const)
          .filter((verb) => bandOf(drug, egfr).verbs?.includes(verb) ?? true)
          .map((verb) => encode(renalWords(verb, word, egfr))),
    };
  });
}
