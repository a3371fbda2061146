import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  agreement,
  countOut,
  estimators,
  gradientEstimate,
  klGradient,
  uses,
  valueAt,
  type Counted,
  type Use,
} from '../../sim/stages/klEstimators.ts';
import { proportional, thresholds } from '../../sim/stages/klController.ts';
import { expected, logRatios } from '../../sim/stages/verdictGame.ts';

interface Case {
  readonly reference: number[];
  readonly policy: number[];
  readonly behaviour: number[];
  readonly gradient: number[];
  readonly estimates: Readonly<Record<Use, number[]>>;
}
const { cases } = JSON.parse(readFileSync('test/references/kl_estimators.json', 'utf8')) as { cases: Case[] };

const VERDICTS = 6;
const situationOf = ({ reference, policy, behaviour }: Case, weighted = false): Counted =>
  countOut({
    verdicts: VERDICTS,
    reference: Float64Array.from(reference),
    policy: Float64Array.from(policy),
    behaviour: Float64Array.from(behaviour),
    weighted,
  });
const close = (own: Float64Array, other: readonly number[]) => {
  for (const [i, value] of own.entries()) expect(Math.abs(value - other[i]!)).toBeLessThan(1e-10);
};

test.each(cases)('true gradient and mean gradients are those of PyTorch', (each) => {
  close(klGradient(situationOf(each)), each.gradient);
  for (const use of uses) close(gradientEstimate(situationOf(each), use).mean, each.estimates[use]);
});

test('on-policy, k1 in the reward and k2 as a loss have the gradient of the KL, and k3 that of the other direction', () => {
  const situation = situationOf(cases[1]!);
  const truth = klGradient(situation);
  for (const use of ['k1 in the reward', 'k2 as a loss', 'k3 times the ratio'] as const) {
    close(gradientEstimate(situation, use).mean, [...truth]);
  }
  const forward = situation.policy.map((logProb, i) => Math.exp(logProb) - Math.exp(situation.reference[i]!));
  close(gradientEstimate(situation, 'k3 as a loss').mean, [...forward]);
  const vanishing = gradientEstimate(situation, 'k1 as a loss');
  close(vanishing.mean, new Array<number>(truth.length).fill(0));
  expect(agreement(vanishing, truth, 1)).toMatchObject({ cosine: 0 });
  expect(agreement(vanishing, truth, 1).bias).toBeCloseTo(1, 12);
});

test('samples of an earlier policy need their weights', () => {
  const stale = cases[2]!;
  const truth = klGradient(situationOf(stale));
  const bias = (weighted: boolean) =>
    agreement(gradientEstimate(situationOf(stale, weighted), 'k1 in the reward'), truth, 1).bias;
  expect(bias(false)).toBeGreaterThan(0.1);
  expect(bias(true)).toBeLessThan(1e-12);
});

test('as values k1 and k3 are unbiased and k2 is not; more samples shrink the spread by the root', () => {
  const situation = situationOf(cases[1]!);
  const prompts = situation.policy.length / VERDICTS;
  const kl = expected(situation.policy, logRatios(situation.policy, situation.reference), prompts);
  const [k1, k2, k3] = estimators.map((each) => valueAt(situation, each).mean);
  expect(k1).toBeCloseTo(kl, 12);
  expect(k3).toBeCloseTo(kl, 12);
  expect(Math.abs(k2! - kl)).toBeGreaterThan(0.01);
  const estimate = gradientEstimate(situation, 'k1 in the reward');
  const truth = klGradient(situation);
  expect(agreement(estimate, truth, 1).spread).toBeCloseTo(4 * agreement(estimate, truth, 16).spread, 12);
});

test('both controllers push β up above their aim and down below it; one is bounded', () => {
  expect(proportional(0.15, 6, 6)).toBe(0.15);
  expect(proportional(1, 600, 6)).toBeCloseTo(1.02, 12);
  expect(proportional(1, -6, 6)).toBeCloseTo(0.98, 12);
  expect(proportional(1, 6.6, 6)).toBeCloseTo(1.01, 12);
  expect(thresholds(0.5, 0.02)).toBeCloseTo(0.525, 12);
  expect(thresholds(0.5, 0.005)).toBe(0.5);
  // The source's own reading, four times: 0.5 ends at 0.407.
  expect([1, 2, 3, 4].reduce((beta) => thresholds(beta, -0.0606), 0.5)).toBeCloseTo(0.407, 3);
});

test('two normal distributions: the variances in the text, and the KL from which k3 is the noisier', () => {
  /** Mean and variance of a function of x under N(μ, 1), by the trapezoidal rule. */
  const under = (mu: number, f: (x: number) => number) => {
    const h = 1e-3;
    let [first, second] = [0, 0];
    for (let x = mu - 12; x <= mu + 12; x += h) {
      const p = (Math.exp(-((x - mu) ** 2) / 2) / Math.sqrt(2 * Math.PI)) * h;
      first += p * f(x);
      second += p * f(x) ** 2;
    }
    return { mean: first, deviation: Math.sqrt(second - first * first) };
  };
  // log r = log N(x; 0) − log N(x; μ)
  const of = (mu: number) => {
    const logR = (x: number) => (mu * mu) / 2 - mu * x;
    return {
      k1: under(mu, (x) => -logR(x)),
      k3: under(mu, (x) => Math.expm1(logR(x)) - logR(x)),
    };
  };
  for (const mu of [0.1, 1, 3]) {
    const { k1, k3 } = of(mu);
    expect(k1.mean).toBeCloseTo((mu * mu) / 2, 6);
    expect(k3.mean).toBeCloseTo((mu * mu) / 2, 6);
    expect(k1.deviation).toBeCloseTo(mu, 6);
    expect(k3.deviation / Math.sqrt(Math.expm1(mu * mu) - mu * mu)).toBeCloseTo(1, 3);
  }
  // As printed: 0.007 and 0.85; from μ² = 1.26 on k3 is the noisier; 90 against 3.
  expect(of(0.1).k3.deviation).toBeCloseTo(0.007, 3);
  expect(of(1).k3.deviation).toBeCloseTo(0.85, 2);
  expect(Math.round(of(3).k3.deviation)).toBe(90);
  expect(of(Math.sqrt(1.25)).k3.deviation).toBeLessThan(Math.sqrt(1.25));
  expect(of(Math.sqrt(1.27)).k3.deviation).toBeGreaterThan(Math.sqrt(1.27));
});
