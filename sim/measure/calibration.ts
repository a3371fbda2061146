/** Calibration: whether a forecaster is right as often as it says. */

/** One answer: the probability that was claimed for it, and whether it is right. */
export interface Claim {
  readonly confidence: number;
  readonly right: boolean;
}

export const BINS = 10;

/**
 * The expected calibration error, Σ_b n_b/n · |right_b − confidence_b|: claims are sorted by confidence into bins of equal
 * width, (0, 1/10], …, (9/10, 1]; n_b of the n claims lie in bin b, right_b is the share of them that is right, and
 * confidence_b their mean confidence. 0 is perfect, 1 is sure and always wrong. (Guo and others 2017, equations 2, 3
 * and 5.) What errs upwards and downwards within one bin cancels.
 *
 * @returns a share; 0 if there are no claims
 */
export function calibrationError(claims: readonly Claim[], bins = BINS): number {
  const excess = Array.from({ length: bins }, () => 0);
  for (const { confidence, right } of claims) {
    const bin = Math.max(0, Math.ceil(confidence * bins) - 1);
    excess[bin]! += (right ? 1 : 0) - confidence;
  }
  const sum = excess.reduce((total, each) => total + Math.abs(each), 0);
  return claims.length === 0 ? 0 : sum / claims.length;
}
