/** Loss of a language model by its size and its text, and the best division of a budget of compute between the two. */
import { exp, log } from '../float.ts';

/** L(N, D) = E + A / N^α + B / D^β, nats per token. */
export interface ScalingLaw {
  /** What no model of any size could save. */
  readonly floor: number;
  readonly a: number;
  readonly b: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Hoffmann et al. 2022, approach 3, as printed [@hoffmann2022]. */
export const HOFFMANN: ScalingLaw = { floor: 1.69, a: 406.4, b: 410.7, alpha: 0.34, beta: 0.28 };
/** The same fit before its constants were rounded for print, as they stand in the source of the paper [@besiroglu2024]. */
export const HOFFMANN_UNROUNDED: ScalingLaw = {
  floor: exp(0.5267228),
  a: exp(6.0073404),
  b: exp(6.0179186),
  alpha: 0.33917084,
  beta: 0.2849083,
};
/** The corrected fit to the same runs, Besiroglu et al. 2024 [@besiroglu2024]. */
export const BESIROGLU: ScalingLaw = { floor: 1.8172, a: 482.01, b: 2085.43, alpha: 0.3478, beta: 0.3658 };

const power = (base: number, exponent: number) => exp(exponent * log(base));

/**
 * @param weights N
 * @param tokens D, each read once
 */
export function lossOf({ floor, a, b, alpha, beta }: ScalingLaw, weights: number, tokens: number): number {
  return floor + a / power(weights, alpha) + b / power(tokens, beta);
}

/** Floating-point operations of training: 6 for each weight and token, 2 forward and 4 back (Kaplan et al. 2020). */
export const trainingCompute = (weights: number, tokens: number) => 6 * weights * tokens;

/**
 * The N and D of lowest loss among all with 6 N D = C: the derivative of L(N, C / 6N) is 0 at
 * N = G (C/6)^(β/(α+β)), G = (αA / βB)^(1/(α+β)) (Hoffmann et al. 2022, eq. 4).
 */
export function optimum({ a, b, alpha, beta }: ScalingLaw, compute: number) {
  const g = power((alpha * a) / (beta * b), 1 / (alpha + beta));
  const weights = g * power(compute / 6, beta / (alpha + beta));
  return { weights, tokens: compute / 6 / weights };
}
