/** The loss of a single answer with a thumb up or down: KTO. */
import { sigmoid } from '../../float.ts';
import { logRatio, type Likelihood } from './preferenceLosses.ts';

/** A loss and its slope ∂L/∂log π_θ(y). */
export interface Slope {
  readonly loss: number;
  readonly slope: number;
}

/**
 * Kahneman–Tversky optimisation, Ethayarajh et al. 2024, eq. 8 [@ethayarajh2024], with both weights λ = 1:
 *
 *     good: L = 1 − σ(β (h − z)),   bad: L = 1 − σ(β (z − h)),   h = log π(y)/π_ref(y)
 *
 * @param good whether the thumb is up
 * @param z the reference point, nats: an estimate of KL(π ‖ π_ref) at least 0, through which no gradient flows
 */
export function ktoLoss(beta: number, answer: Likelihood, good: boolean, z: number): Slope {
  const sign = good ? 1 : -1;
  const pleasure = sigmoid(sign * beta * (logRatio(answer) - z));
  return { loss: 1 - pleasure, slope: -sign * beta * pleasure * (1 - pleasure) };
}
