/**
 * The gamma–Poisson shrinker (DuMouchel 1999 [@dumouchel1999]). Reports of a pair are Poisson with mean λE; the λ of all
 * pairs are drawn from P · Γ(α₁, β₁) + (1 − P) · Γ(α₂, β₂). What is believed of one λ after its n reports is again such
 * a mixture.
 */
import { exp, log } from '../float.ts';
import { digamma, gammaCdf, logGamma, quantileOf } from './gammaFunctions.ts';

/** One gamma distribution: shape α, rate β. */
export interface Gamma {
  readonly alpha: number;
  readonly beta: number;
}

export interface GammaMixture {
  /** Weight of the first. */
  readonly weight: number;
  readonly parts: readonly [Gamma, Gamma];
}

/** A pair of drug and event. */
export interface Cell {
  readonly observed: number;
  readonly expected: number;
}

/** ln P(n | E) of one part: negative binomial. */
export function logNegativeBinomial({ alpha, beta }: Gamma, { observed, expected }: Cell): number {
  return (
    logGamma(alpha + observed) -
    logGamma(alpha) -
    logGamma(observed + 1) +
    alpha * log(beta / (beta + expected)) +
    (observed > 0 ? observed * log(expected / (beta + expected)) : 0)
  );
}

/** What is believed of λ after the reports of one pair. */
export function posteriorOf({ weight, parts }: GammaMixture, cell: Cell): GammaMixture {
  const [first, second] = parts.map((part) => logNegativeBinomial(part, cell)) as [number, number];
  const odds = (1 - weight) * exp(second - first);
  return {
    weight: weight / (weight + odds),
    parts: parts.map(({ alpha, beta }) => ({
      alpha: alpha + cell.observed,
      beta: beta + cell.expected,
    })) as unknown as readonly [Gamma, Gamma],
  };
}

/** P(λ ≤ x). */
export const mixtureCdf = ({ weight, parts: [first, second] }: GammaMixture, x: number): number =>
  weight * gammaCdf(first.alpha, first.beta * x) + (1 - weight) * gammaCdf(second.alpha, second.beta * x);

/** exp E[ln λ]: EBGM, if the mixture is what is believed after the reports. */
export function geometricMean({ weight, parts }: GammaMixture): number {
  const [first, second] = parts.map(({ alpha, beta }) => digamma(alpha) - log(beta)) as [number, number];
  return exp(weight * first + (1 - weight) * second);
}

/** EB05 for a share of 0.05, EB95 for 0.95. */
export const mixtureQuantile = (mixture: GammaMixture, share: number): number =>
  quantileOf((x) => mixtureCdf(mixture, x), share, geometricMean(mixture));
