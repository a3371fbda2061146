/**
 * How true quality goes with the distance that is spent on a proxy of it: the two forms of Gao et al. 2022 [@gao2022].
 * With d = √KL(π ‖ π_0), in the root of nats, the gain in true reward over π_0 is
 *
 *     best of n   R(d) = d (α − β d)
 *     RL          R(d) = d (α − β ln d)
 *
 * Both are linear in α and β, so that the least squares are those of a line through no origin: α is the slope at the
 * start (of the first form), β what over-optimisation costs.
 */
import { exp, log } from '../float.ts';

export const FORMS = ['best of n', 'RL'] as const;
export type Form = (typeof FORMS)[number];

export interface Point {
  /** √KL, above 0. */
  readonly d: number;
  /** True reward beyond that of π_0. */
  readonly gain: number;
}

export interface Fit {
  readonly form: Form;
  readonly alpha: number;
  readonly beta: number;
}

const penalty = (form: Form, d: number) => (form === 'RL' ? d * log(d) : d * d);

/** R(d); 0 at 0. */
export const gainAt = ({ form, alpha, beta }: Fit, d: number): number =>
  d === 0 ? 0 : alpha * d - beta * penalty(form, d);

/**
 * Least squares, all points alike.
 *
 * @param points two or more that differ in d
 */
export function fitOverOptimisation(points: readonly Point[], form: Form): Fit {
  let [aa, ab, bb, ya, yb] = [0, 0, 0, 0, 0];
  for (const { d, gain } of points) {
    const [a, b] = [d, -penalty(form, d)];
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ya += gain * a;
    yb += gain * b;
  }
  const determinant = aa * bb - ab * ab;
  return { form, alpha: (ya * bb - yb * ab) / determinant, beta: (yb * aa - ya * ab) / determinant };
}

/** Root of the mean squared distance between points and a fit, reward. */
export function misfit(fit: Fit, points: readonly Point[]): number {
  let sum = 0;
  for (const { d, gain } of points) {
    const left = gain - gainAt(fit, d);
    sum += left * left;
  }
  return Math.sqrt(sum / points.length);
}

/** Where R is largest: d = α / 2β, or d = exp(α/β − 1). None where it goes on rising, or never rises. */
export function peakOf(fit: Fit): Point | undefined {
  const { form, alpha, beta } = fit;
  if (beta <= 0 || (form === 'best of n' && alpha <= 0)) return undefined;
  const d = form === 'RL' ? exp(alpha / beta - 1) : alpha / (2 * beta);
  return { d, gain: gainAt(fit, d) };
}
