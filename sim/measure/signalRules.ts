/** Thresholds in use: which counts are called a signal of disproportionate reporting, and by whom. */
import { chiSquared, proportionalReportingRatio, reportingOddsRatio } from './disproportionality.ts';
import { geometricMean, mixtureCdf, posteriorOf, type GammaMixture } from './gammaPoisson.ts';
import { icAboveZero } from './informationComponent.ts';
import { expectedOf, type ReportCounts } from './reportCounts.ts';

export interface SignalRule {
  readonly name: string;
  readonly asks: string;
  meets(counts: ReportCounts, prior: GammaMixture): boolean;
}

/** EB05 ≥ x, without looking for the quantile itself: at most 5 % is believed to lie below x. */
const eb05AtLeast = (counts: ReportCounts, prior: GammaMixture, x: number) =>
  mixtureCdf(posteriorOf(prior, { observed: counts.a, expected: expectedOf(counts) }), x) <= 0.05;

const ebgmOf = (counts: ReportCounts, prior: GammaMixture) =>
  geometricMean(posteriorOf(prior, { observed: counts.a, expected: expectedOf(counts) }));

export const signalRules = [
  {
    name: 'Evans',
    asks: 'PRR ≥ 2, χ² with Yates ≥ 4, n ≥ 3',
    meets: (counts) =>
      counts.a >= 3 && proportionalReportingRatio(counts).value >= 2 && chiSquared(counts, true) >= 4,
  },
  {
    name: 'EMA',
    asks: 'lower end of PRR ≥ 1, n ≥ 5',
    meets: (counts) => counts.a >= 5 && proportionalReportingRatio(counts).lower >= 1,
  },
  {
    name: 'ROR',
    asks: 'lower end of ROR > 1, n ≥ 3',
    meets: (counts) => counts.a >= 3 && reportingOddsRatio(counts).lower > 1,
  },
  {
    name: 'UMC',
    asks: 'IC025 > 0',
    meets: (counts) => icAboveZero(counts.a, expectedOf(counts)),
  },
  {
    name: 'MHRA',
    asks: 'EBGM ≥ 2.5, EB05 ≥ 1.8, n ≥ 3',
    meets: (counts, prior) =>
      counts.a >= 3 && ebgmOf(counts, prior) >= 2.5 && eb05AtLeast(counts, prior, 1.8),
  },
  {
    name: 'EB05',
    asks: 'EB05 ≥ 2',
    meets: (counts, prior) => eb05AtLeast(counts, prior, 2),
  },
] as const satisfies readonly SignalRule[];
