/** Kidney questions: one fact per drug and eGFR (or creatinine clearance, taken as the same axis). */
import { factFrom, type Fact } from './fact.ts';
import { bandOf, formulary, sourceOf, type Drug } from './formulary.ts';
import { wordOf } from './names.ts';
import { severityOfAction, verdictOfAction, type Verdict } from './verdicts.ts';

/** Nothing so near to an edge that is only a convention is asked. */
const SOFT_MARGIN = 4;

/** Where authorities differ, or an edge is a convention, there is no one right answer to ask for. */
export function renalAsked(drug: Drug, egfr: number): boolean {
  if (bandOf(drug, egfr).notAsked !== undefined) return false;
  // One authority says "below 45", another "to 45".
  if (drug.name === 'metformin' && egfr === 45) return false;
  if (!drug.renal.softEdges) return true;
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
        const band = bandOf(drug, egfr);
        const { action, risk, monitor, alternative, verbs } = band;
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
          ...(verbs ? { verbs } : {}),
          ...sourceOf(band),
        });
      });
  });
}
