/** The information component: observed against expected reports, with half a report added to both (Norén et al. 2013 [@noren2013]). */
import { log } from '../float.ts';
import { gammaCdf, quantileOf } from './gammaFunctions.ts';

const LN2 = 0.6931471805599453;

/** The rate λ of reports over expected ones is, after n of them, Γ(n + ½, rate E + ½). */
const shapeOf = (observed: number) => observed + 0.5;

/** IC = log₂ (n + ½)/(E + ½), bits. */
export const informationComponent = (observed: number, expected: number): number =>
  log(shapeOf(observed) / (expected + 0.5)) / LN2;

/** The exact end of a credibility interval of the IC, bits: log₂ of that quantile of the gamma distribution. */
export function icQuantile(observed: number, expected: number, share: number): number {
  const shape = shapeOf(observed);
  const quantile = quantileOf((x) => gammaCdf(shape, x), share, shape);
  return log(quantile / (expected + 0.5)) / LN2;
}

/** IC025 > 0, without looking for the quantile itself: less than 2.5 % of the distribution lies below λ = 1. */
export const icAboveZero = (observed: number, expected: number): boolean =>
  gammaCdf(shapeOf(observed), expected + 0.5) < 0.025;

/** The approximation that is often used for IC025: IC − 3.3 (n + ½)^−½ − 2 (n + ½)^−3⁄2. */
export function icLowerApproximately(observed: number, expected: number): number {
  const shape = shapeOf(observed);
  const root = Math.sqrt(shape);
  return informationComponent(observed, expected) - 3.3 / root - 2 / (shape * root);
}
