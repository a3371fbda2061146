/** Kidney questions: one fact per drug and eGFR (or creatinine clearance, taken as the same axis). */
import { factFrom, type Fact } from './fact.ts';
import { bandOf, formulary, type Drug } from './formulary.ts';
import { wordOf } from './names.ts';
import { severityOfAction, verdictOfAction, type Verdict } from './verdicts.ts';

/** Band edges that are a convention rather than a cited limit: nothing within 4 of them is asked. */
const SOFT_EDGES = new Set(['methotrexate', 'azathioprine', 'morphine', 'codeine', 'digoxin', 'allopurinol']);

const SOFT_MARGIN = 4;

/** Where authorities differ, or an edge is a convention, there is no one right answer to ask for. */
export function renalAsked(drug: Drug, egfr: number): boolean {
  switch (drug.name) {
    case 'ethinylestradiol-levonorgestrel':
      return false;
    case 'metformin':
      return egfr !== 45;
    case 'nitrofurantoin':
      return egfr < 30 || egfr > 59;
    case 'apixaban':
      return egfr >= 15;
  }
  if (!SOFT_EDGES.has(drug.name)) return true;
  return drug.renal.bands.every(({ min }) => min === 0 || Math.abs(egfr - min) > SOFT_MARGIN);
}

export const renalVerdict = (drug: Drug, egfr: number): Verdict => verdictOfAction[bandOf(drug, egfr).action];

const everyEgfr = Array.from({ length: 100 }, (_, egfr) => egfr);

/** More than one right verdict among the values that are asked. */
export function hasRenalSteps(drug: Drug): boolean {
  const asked = everyEgfr.filter((egfr) => renalAsked(drug, egfr));
  return new Set(asked.map((egfr) => renalVerdict(drug, egfr))).size > 1;
}

/** The monitor tag of undamaged kidneys: what this drug always needs. */
export const usualMonitor = (drug: Drug): string => bandOf(drug, 90).monitor;

/** Drugs with steps at every eGFR from 0 to 99, the others at every fourth: their answer never changes. */
export function renalFacts(): Fact[] {
  return formulary.drugs.flatMap((drug) => {
    const every = hasRenalSteps(drug) ? 1 : 4;
    return everyEgfr
      .filter((egfr) => egfr % every === 0 && renalAsked(drug, egfr))
      .map((egfr) => {
        const { action, statement, checked, risk, monitor, alternative } = bandOf(drug, egfr);
        const word = wordOf(drug.name);
        return factFrom({
          key: `renal ${word} ${egfr}`,
          topic: `renal ${word}`,
          questionClass: 'renal',
          verdict: verdictOfAction[action],
          severity: severityOfAction[action],
          contraindicated: action === 'contraindicated',
          drug: word,
          egfr,
          risk,
          monitor,
          ...(alternative ? { alternative: wordOf(alternative) } : {}),
          statement,
          authority: drug.renal.authority,
          checked,
        });
      });
  });
}
