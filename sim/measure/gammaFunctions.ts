/** ln Γ, ψ, and the gamma distribution, with the same bits everywhere: only what `float.ts` and IEEE 754 fix. */
import { exp, log } from '../float.ts';

const HALF_LN_2PI = 0.9189385332046728;

/** From here on the asymptotic series below are exact to rounding. */
const LARGE = 12;

/** Coefficients B_2k / (2k (2k − 1)) of Stirling's series, the last one first. */
const STIRLING = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12] as const;

/** Coefficients −B_2k / 2k of the series of ψ, the last one first. */
const PSI = [-1 / 12, 691 / 32760, -1 / 132, 1 / 240, -1 / 252, 1 / 120, -1 / 12] as const;

/** ln Γ(x) for x > 0: shifted up by Γ(x + 1) = x Γ(x), then Stirling's series. */
export function logGamma(x: number): number {
  let shift = 1;
  while (x < LARGE) {
    shift *= x;
    x += 1;
  }
  const inverse = 1 / x;
  let sum = 0;
  for (const term of STIRLING) sum = term + sum * inverse * inverse;
  return (x - 0.5) * log(x) - x + HALF_LN_2PI + sum * inverse - log(shift);
}

/** ψ(x) = d ln Γ / dx for x > 0. */
export function digamma(x: number): number {
  let shift = 0;
  while (x < LARGE) {
    shift += 1 / x;
    x += 1;
  }
  const square = 1 / (x * x);
  let sum = 0;
  for (const term of PSI) sum = (term + sum) * square;
  return log(x) - 0.5 / x + sum - shift;
}

/** Terms that are enough for shapes up to some hundred million: they grow with the root of the shape. */
const MOST_TERMS = 1e6;

/** P(X ≤ x) of a gamma distribution with this shape and rate 1: its series below the shape, its continued fraction above. */
export function gammaCdf(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = exp(shape * log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  // Lentz's way through the continued fraction of Γ(a, x).
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return Math.max(0, 1 - front * fraction);
}

/**
 * Where a distribution on the positive numbers reaches a share: doubled or halved until it lies between two numbers,
 * then halved again until nothing changes.
 *
 * @param cdf rises from 0 to 1
 * @param start any positive number; one near the result saves time
 */
export function quantileOf(cdf: (x: number) => number, share: number, start: number): number {
  let [low, high] = [start, start];
  while (cdf(low) > share && low > 1e-300) low /= 2;
  while (cdf(high) < share) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < share) low = middle;
    else high = middle;
    if (high - low < 1e-13 * high) break;
  }
  return (low + high) / 2;
}
