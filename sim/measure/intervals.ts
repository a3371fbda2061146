/** Confidence intervals for proportions and means. */
import { mean } from './mean.ts';

/** Of the normal distribution: half of the width of a 95 % interval, in standard errors. */
const Z95 = 1.959963984540054;

/**
 * Wilson's score interval for k successes in n trials (Wilson 1927 [@wilson1927]), 95 % by default.
 *
 * @returns lower and upper end, shares
 */
export function wilson(k: number, n: number, z = Z95): readonly [number, number] {
  const share = k / n;
  const z2n = (z * z) / n;
  const centre = (share + z2n / 2) / (1 + z2n);
  const half = (z * Math.sqrt((share * (1 - share)) / n + z2n / (4 * n))) / (1 + z2n);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * The mean of independent numbers, plus and minus 1.96 standard errors (normal approximation, variance with n − 1).
 *
 * @returns lower and upper end; both the mean itself if there are not two numbers
 */
export function aroundMean(values: readonly number[]): readonly [number, number] {
  const centre = mean(values);
  if (values.length < 2) return [centre, centre];
  const variance =
    values.reduce((sum, each) => sum + (each - centre) * (each - centre), 0) / (values.length - 1);
  const half = Z95 * Math.sqrt(variance / values.length);
  return [centre - half, centre + half];
}
