/**
 * The loss of GRPO and its kin on one answer, token by token, and its slope in the log-probability of each token:
 *
 *     L_i = (1 / d_i) Σ_t [ −min(ρ_t Â_i, clip(ρ_t, 1 − ε, 1 + ε) Â_i) + β k3_t ]
 *     ρ_t = π_θ / π_old,   k3_t = π_ref/π_θ − 1 − log π_ref/π_θ
 *
 * GRPO divides by the length, d_i = |y_i| (Shao et al. 2024, eq. 3 [@shao2024]); Dr. GRPO by the same number for every
 * answer (Liu et al. 2025, sec. 3 [@liu2025]). The gradient of k3 is that of the loss as it is written in these methods:
 * as an estimate of the gradient of KL(π_θ ‖ π_ref) it is another one.
 */
import { exp, expm1 } from '../../float.ts';

/** Of every token of one answer (T), nats. */
export interface TokenLogProbs {
  readonly policy: readonly number[];
  readonly old: readonly number[];
  readonly reference: readonly number[];
}

export interface GroupLossSettings {
  readonly clipRange: number;
  /** Weight of k3. */
  readonly beta: number;
}

/** A loss and its slopes ∂L/∂log π_θ(y_t) (T). */
export interface TokenSlopes {
  readonly loss: number;
  readonly slopes: readonly number[];
}

export function groupLoss(
  { policy, old, reference }: TokenLogProbs,
  advantage: number,
  divisor: number,
  { clipRange, beta }: GroupLossSettings,
): TokenSlopes {
  let loss = 0;
  const slopes = policy.map((logProb, t) => {
    const ratio = exp(logProb - old[t]!);
    const clipped = Math.max(1 - clipRange, Math.min(1 + clipRange, ratio));
    const toReference = reference[t]! - logProb;
    const k3 = expm1(toReference) - toReference;
    loss += (-Math.min(ratio * advantage, clipped * advantage) + beta * k3) / divisor;
    const beyond = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
    return ((beyond ? 0 : -ratio * advantage) - beta * expm1(toReference)) / divisor;
  });
  return { loss, slopes };
}
