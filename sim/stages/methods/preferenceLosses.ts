/**
 * Losses of a pair of answers, and their slopes in the log-probability of each answer: DPO, IPO and SimPO. An answer
 * counts as one: log π(y) is the sum over its tokens, so the slope is that of each of its tokens, too.
 */
import { sigmoid, softplus } from '../../float.ts';

/** Log-probabilities of one answer, nats, and its number of tokens. */
export interface Likelihood {
  /** log π_θ(y | x). */
  readonly policy: number;
  /** log π_ref(y | x). */
  readonly reference: number;
  readonly length: number;
}

/** A loss and its slopes ∂L/∂log π_θ(y) of the chosen and of the rejected answer. */
export interface PairSlopes {
  readonly loss: number;
  readonly chosen: number;
  readonly rejected: number;
}

export type PairLoss = (chosen: Likelihood, rejected: Likelihood) => PairSlopes;

/** How much likelier the policy makes an answer than the reference does, nats: DPO's reward, divided by β. */
export const logRatio = ({ policy, reference }: Likelihood): number => policy - reference;

/** h = (log π/π_ref)(chosen) − (log π/π_ref)(rejected), nats. */
export const pairMargin = (chosen: Likelihood, rejected: Likelihood): number =>
  logRatio(chosen) - logRatio(rejected);

/**
 * Direct preference optimisation, Rafailov et al. 2023, eq. 7 [@rafailov2023]:
 *
 *     L = −log σ(β h),   ∂L/∂log π(chosen) = −β σ(−β h) = −∂L/∂log π(rejected)
 */
export const dpoLoss =
  (beta: number): PairLoss =>
  (chosen, rejected) => {
    const h = pairMargin(chosen, rejected);
    const slope = -beta * sigmoid(-beta * h);
    return { loss: softplus(-beta * h), chosen: slope, rejected: -slope };
  };

/**
 * Identity preference optimisation, Azar et al. 2023, eq. 17 [@azar2023]: the margin has a target, whatever the label.
 *
 *     L = (h − 1/(2β))²,   ∂L/∂log π(chosen) = 2 (h − 1/(2β)) = −∂L/∂log π(rejected)
 */
export const ipoLoss =
  (beta: number): PairLoss =>
  (chosen, rejected) => {
    const error = pairMargin(chosen, rejected) - 1 / (2 * beta);
    return { loss: error * error, chosen: 2 * error, rejected: -2 * error };
  };

/**
 * SimPO, Meng et al. 2024, eq. 6 [@meng2024]: log-probabilities a token, a margin γ, no reference.
 *
 *     u = β (log π(c) / |c| − log π(r) / |r|) − γ,   L = −log σ(u)
 */
export const simpoLoss =
  (beta: number, gamma: number): PairLoss =>
  (chosen, rejected) => {
    const u = beta * (chosen.policy / chosen.length - rejected.policy / rejected.length) - gamma;
    const slope = -beta * sigmoid(-u);
    return { loss: softplus(-u), chosen: slope / chosen.length, rejected: -slope / rejected.length };
  };
