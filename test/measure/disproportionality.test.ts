/** Measures of disproportionate reporting against SciPy, the table of the statins, and their limits. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportsByDrug, statinCounts, statinEvents, statins } from '../../sim/examples/statinReports.ts';
import {
  chiSquared,
  proportionalReportingRatio,
  reportingOddsRatio,
} from '../../sim/measure/disproportionality.ts';
import { digamma, gammaCdf, logGamma, quantileOf } from '../../sim/measure/gammaFunctions.ts';
import {
  geometricMean,
  mixtureCdf,
  mixtureQuantile,
  posteriorOf,
  type GammaMixture,
} from '../../sim/measure/gammaPoisson.ts';
import { fitPrior, START } from '../../sim/measure/gammaPoissonFit.ts';
import {
  icAboveZero,
  icLowerApproximately,
  icQuantile,
  informationComponent,
} from '../../sim/measure/informationComponent.ts';
import { expectedOf, type ReportCounts } from '../../sim/measure/reportCounts.ts';
import { signalRules } from '../../sim/measure/signalRules.ts';

type Three = readonly [number, number, number];

interface Reference {
  readonly sums: readonly number[];
  readonly zeros: number;
  readonly prior: Readonly<Record<'alpha1' | 'beta1' | 'alpha2' | 'beta2' | 'weight' | 'loss', number>>;
  readonly signals: Readonly<Record<(typeof signalRules)[number]['name'], number>>;
  readonly cases: readonly {
    readonly name: string;
    readonly counts: ReportCounts;
    readonly expected: number;
    readonly prr: Three;
    readonly ror: Three;
    readonly chi: number;
    readonly yates: number;
    readonly ic: Three;
    readonly ebgm: Three;
  }[];
  readonly exactIc: readonly (readonly [number, number, number, number, number])[];
  readonly logGamma: readonly (readonly [number, number])[];
  readonly digamma: readonly (readonly [number, number])[];
  readonly gammaCdf: readonly Three[];
}

const reference = JSON.parse(readFileSync('test/references/disproportionality.json', 'utf8')) as Reference;

/** Relative to the reference; absolute below 1. */
function near(value: number, expected: number, tolerance: number) {
  expect(Math.abs(value - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(tolerance);
}

const pairs = statins.flatMap((_, drug) => statinEvents.map((__, event) => statinCounts(drug, event)));
const cells = pairs.map((counts) => ({ observed: counts.a, expected: expectedOf(counts) }));
const fitted = fitPrior(cells);

describe('the functions', () => {
  test.each(reference.logGamma)('ln Γ(%d)', (x, value) => near(logGamma(x), value, 1e-13));
  test.each(reference.digamma)('ψ(%d)', (x, value) => near(digamma(x), value, 1e-13));
  test.each(reference.gammaCdf)('P(Γ(%d) ≤ %d)', (shape, x, value) => near(gammaCdf(shape, x), value, 1e-11));
  test('a quantile is where its distribution function reaches the share', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 500, noNaN: true }), (shape) => {
        const cdf = (x: number) => gammaCdf(shape, x);
        near(cdf(quantileOf(cdf, 0.3, shape)), 0.3, 1e-9);
      }),
    );
  });
});

describe.each(reference.cases)(
  '$name, as SciPy finds it',
  ({ counts, expected, prr, ror, chi, yates, ic, ebgm }) => {
    const belief = posteriorOf(fitted.prior, { observed: counts.a, expected });
    test('E, PRR and ROR with their ends', () => {
      near(expectedOf(counts), expected, 1e-12);
      for (const [found, [value, lower, upper]] of [
        [proportionalReportingRatio(counts), prr],
        [reportingOddsRatio(counts), ror],
      ] as const) {
        near(found.value, value, 1e-10);
        near(found.lower, lower, 1e-10);
        near(found.upper, upper, 1e-10);
      }
    });
    test('χ² without and with the correction of Yates', () => {
      near(chiSquared(counts, false), chi, 1e-9);
      near(chiSquared(counts, true), yates, 1e-9);
    });
    test('IC and its exact ends', () => {
      near(informationComponent(counts.a, expected), ic[0], 1e-10);
      near(icQuantile(counts.a, expected, 0.025), ic[1], 1e-8);
      near(icQuantile(counts.a, expected, 0.975), ic[2], 1e-8);
    });
    test('EBGM, EB05 and EB95 under the prior that is fitted here', () => {
      near(geometricMean(belief), ebgm[0], 1e-5);
      near(mixtureQuantile(belief, 0.05), ebgm[1], 1e-5);
      near(mixtureQuantile(belief, 0.95), ebgm[2], 1e-5);
    });
  },
);

test('the printed χ² of rifabutin and uveitis, 22,736, comes out of neither form; its PRR, 586, does', () => {
  const { counts } = reference.cases[0]!;
  expect(proportionalReportingRatio(counts).value).toBeCloseTo(586, 1);
  expect(chiSquared(counts, false)).toBeCloseTo(22739.5, 1);
  expect(chiSquared(counts, true)).toBeCloseTo(22187.3, 1);
});

test.each(reference.exactIc)('IC of %d reports with %d expected', (observed, expected, ic, lower, upper) => {
  near(informationComponent(observed, expected), ic, 1e-12);
  near(icQuantile(observed, expected, 0.025), lower, 1e-9);
  near(icQuantile(observed, expected, 0.975), upper, 1e-9);
  expect(icAboveZero(observed, expected)).toBe(lower > 0);
});

test('12 reports with 5 expected: 0.2542334 exactly, 0.2058 by the approximation', () => {
  expect(icQuantile(12, 5, 0.025)).toBeCloseTo(0.2542334, 7);
  expect(icLowerApproximately(12, 5)).toBeCloseTo(0.2058, 4);
});

describe('the table of the statins', () => {
  test('has the column sums and the empty cells of its source', () => {
    expect(reportsByDrug).toEqual(reference.sums);
    expect(cells.filter(({ observed }) => observed === 0)).toHaveLength(reference.zeros);
  });
  test('fits the prior that SciPy finds by another road', () => {
    const { weight, parts } = fitted.prior;
    near(fitted.loss, reference.prior.loss, 1e-9);
    near(weight, reference.prior.weight, 1e-4);
    near(parts[0].alpha, reference.prior.alpha1, 1e-4);
    near(parts[0].beta, reference.prior.beta1, 1e-4);
    near(parts[1].alpha, reference.prior.alpha2, 1e-4);
    near(parts[1].beta, reference.prior.beta2, 1e-4);
  });
  test.each(signalRules)('has as many signals by the rule of $name', ({ name, meets }) => {
    expect(pairs.filter((counts) => meets(counts, fitted.prior))).toHaveLength(reference.signals[name]);
  });
});

const count = fc.integer({ min: 0, max: 3000 });
const anyCounts = fc.record({ a: count, b: count, c: count, d: fc.integer({ min: 1, max: 100_000 }) });

test('every measure of every table is finite, and lies within its interval', () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      for (const { value, lower, upper } of [
        proportionalReportingRatio(counts),
        reportingOddsRatio(counts),
      ]) {
        expect(Number.isFinite(lower) && Number.isFinite(upper)).toBe(true);
        expect(lower <= value && value <= upper).toBe(true);
      }
      expect(chiSquared(counts, true)).toBeLessThanOrEqual(chiSquared(counts, false));
      expect(Number.isFinite(icQuantile(counts.a, expectedOf(counts), 0.025))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a rule that looks at a quantile agrees with the quantile', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0.01, max: 40, noNaN: true }),
      (observed, expected) => {
        const belief = posteriorOf(START, { observed, expected });
        const eb05 = mixtureQuantile(belief, 0.05);
        if (Math.abs(eb05 - 2) > 1e-6) expect(mixtureCdf(belief, 2) <= 0.05).toBe(eb05 >= 2);
      },
    ),
    { numRuns: 200 },
  );
});

test('of a table that a known mixture has made, the fit finds a prior at least as likely as the true one', () => {
  const truth: GammaMixture = {
    weight: 0.2,
    parts: [
      { alpha: 2, beta: 0.2 },
      { alpha: 5, beta: 5 },
    ],
  };
  // Quantiles in place of draws: 200 rates of either part in their shares, each with ten reports expected.
  const made = Array.from({ length: 200 }, (_, i) => {
    const part = i < 40 ? truth.parts[0] : truth.parts[1];
    const share = ((i < 40 ? i : i - 40) + 0.5) / (i < 40 ? 40 : 160);
    const rate = quantileOf((x) => gammaCdf(part.alpha, part.beta * x), share, 1);
    return { observed: Math.round(10 * rate), expected: 10 };
  });
  const { prior, loss } = fitPrior(made);
  const average = (mixture: GammaMixture) =>
    mixture.weight * (mixture.parts[0].alpha / mixture.parts[0].beta) +
    (1 - mixture.weight) * (mixture.parts[1].alpha / mixture.parts[1].beta);
  expect(Number.isFinite(loss)).toBe(true);
  near(average(prior), average(truth), 0.05);
});
