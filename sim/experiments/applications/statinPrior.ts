/** The prior that the table of the statins has, fitted once. */
import { statinCounts, statinEvents, statins, type Beside } from '../../examples/statinReports.ts';
import type { Cell } from '../../measure/gammaPoisson.ts';
import { fitPrior, type FittedPrior } from '../../measure/gammaPoissonFit.ts';
import { expectedOf, type ReportCounts } from '../../measure/reportCounts.ts';

export interface Pair {
  readonly drug: number;
  readonly event: number;
  readonly counts: ReportCounts;
}

export const cellOf = (counts: ReportCounts): Cell => ({
  observed: counts.a,
  expected: expectedOf(counts),
});

/** Every statin with every event, also those without a report. */
export const statinPairs = (beside: Beside): readonly Pair[] =>
  statins.flatMap((_, drug) =>
    statinEvents.map((__, event) => ({ drug, event, counts: statinCounts(drug, event, beside) })),
  );

const fitted = new Map<Beside, FittedPrior>();

/** @param beside with what the expected counts of the table are made */
export function statinPrior(beside: Beside): FittedPrior {
  const known = fitted.get(beside) ?? fitPrior(statinPairs(beside).map(({ counts }) => cellOf(counts)));
  fitted.set(beside, known);
  return known;
}
