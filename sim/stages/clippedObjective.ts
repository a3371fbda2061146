/**
 * The clipped objective of one token and its derivatives, in double precision:
 *
 *     J(ρ) = min(ρ Â, clip(ρ, 1 − ε, 1 + ε) Â),   ρ = π_θ(y_t) / π_old(y_t)
 *
 * Schulman et al. 2017, eq. 7 [@schulman2017]. `surrogate.ts` has the same gradient for the transformer, in a batch.
 */
import { exp, log } from '../float.ts';

/** ρ kept within the clip range. */
export const clipped = (ratio: number, clipRange: number): number =>
  Math.min(1 + clipRange, Math.max(1 - clipRange, ratio));

/** J, in units of the advantage. */
export const objective = (ratio: number, advantage: number, clipRange: number): number =>
  Math.min(ratio * advantage, clipped(ratio, clipRange) * advantage);

/**
 * Whether the gradient is cut off: outside the range, and on the side to which the advantage pushes. On the other two
 * sides outside the range the gradient is whole.
 */
export const cutOff = (ratio: number, advantage: number, clipRange: number): boolean =>
  advantage > 0 ? ratio > 1 + clipRange : advantage < 0 && ratio < 1 - clipRange;

/** dJ/dρ, in units of the advantage. */
export const slope = (ratio: number, advantage: number, clipRange: number): number =>
  cutOff(ratio, advantage, clipRange) ? 0 : advantage;

/** What is known of one token when the loss is made. */
export interface LossToken {
  /** z (V). */
  readonly logits: readonly number[];
  readonly action: number;
  /** log π_old of the action, nats. */
  readonly logProbOld: number;
  readonly advantage: number;
  /** V, and G, in reward units. */
  readonly value: number;
  readonly target: number;
}

export interface LossWeights {
  readonly clipRange: number;
  readonly valueWeight: number;
  readonly entropyWeight: number;
}

/** log π of every token, nats (V). */
function logProbabilities(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, z) => total + exp(z - largest), 0);
  const logSum = largest + log(sum);
  return logits.map((z) => z - logSum);
}

/**
 * The whole loss of PPO as libraries write it, on tokens whose logits and values are given, with its gradient:
 *
 *     L = mean over tokens of −J(ρ) + ½ c_V (V − G)² − c_H H(π)
 *     ∂(−J)/∂z_v = −J′(ρ) ρ (1[v = y] − π(v)),   ∂H/∂z_v = −π(v) (log π(v) + H)
 *
 * `surrogateTask` has the same gradient, in a batch; by default c_H = 0 there.
 */
export function ppoLoss(
  tokens: readonly LossToken[],
  { clipRange, valueWeight, entropyWeight }: LossWeights,
) {
  const n = tokens.length;
  const each = tokens.map(({ logits, action, logProbOld, advantage, value, target }) => {
    const logProbs = logProbabilities(logits);
    const ratio = exp(logProbs[action]! - logProbOld);
    const entropy = -logProbs.reduce((sum, logProb) => sum + exp(logProb) * logProb, 0);
    const push = slope(ratio, advantage, clipRange) * ratio;
    return {
      ratio,
      surrogate: -objective(ratio, advantage, clipRange) / n,
      valueLoss: (0.5 * (value - target) * (value - target)) / n,
      entropy: entropy / n,
      dLogits: logProbs.map((logProb, v) => {
        const probability = exp(logProb);
        const dEntropy = -probability * (logProb + entropy);
        return (-push * ((v === action ? 1 : 0) - probability) - entropyWeight * dEntropy) / n;
      }),
      dValue: (valueWeight * (value - target)) / n,
    };
  });
  const summed = (name: 'surrogate' | 'valueLoss' | 'entropy') =>
    each.reduce((sum, one) => sum + one[name], 0);
  const surrogate = summed('surrogate');
  const valueLoss = summed('valueLoss');
  const entropy = summed('entropy');
  return {
    surrogate,
    valueLoss,
    entropy,
    ratios: each.map(({ ratio }) => ratio),
    loss: surrogate + valueWeight * valueLoss - entropyWeight * entropy,
    dLogits: each.map(({ dLogits }) => dLogits),
    dValues: each.map(({ dValue }) => dValue),
  };
}
