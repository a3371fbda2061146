/** How β follows the KL that is measured. */

/** Of Ziegler et al. 2019: how much of the relative error counts in one step. */
const GAIN = 0.1;
/** Beyond this relative error, more of it changes nothing. */
const LARGEST_ERROR = 0.2;

/**
 * β ← β (1 + K e),  e = clip(KL / target − 1, −0.2, 0.2),  K = 0.1: Ziegler et al. 2019, section 2.2 [@ziegler2019].
 *
 * @param kl as measured, nats
 */
export function proportional(beta: number, kl: number, target: number): number {
  const error = Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, (kl - target) / target));
  return beta * (1 + GAIN * error);
}

/** The rule of the source: 5 % up above one bound, 5 % down below another; in between β stays. */
export function thresholds(beta: number, kl: number): number {
  if (kl > 0.01) return beta * 1.05;
  return kl < 0.001 ? beta * 0.95 : beta;
}
