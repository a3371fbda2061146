/** The loss of one preference pair as a function of its margin Δ = s_c − s_r, and its derivative. */
import { sigmoid, softplus } from '../float.ts';
import type { ChoiceParam } from '../param.ts';

export type RewardLoss = 'bradley-terry' | 'hinge';

export const rewardLoss = {
  kind: 'choice',
  label: 'loss of a pair',
  help: 'Bradley–Terry: −log σ(Δ), in nats. Margin hinge: max(0, 1 − Δ), which stops pulling at a margin of 1.',
  choices: { 'bradley-terry': 'Bradley–Terry', hinge: 'margin hinge' },
  default: 'bradley-terry',
} as const satisfies ChoiceParam;

/**
 * Bradley–Terry: L(Δ) = −log σ(Δ) = log(1 + e^−Δ), the negative log-likelihood of the annotator's choice
 * (Bradley & Terry 1952 [@bradley1952]). Hinge: L(Δ) = max(0, 1 − Δ), as in ranking SVMs [@joachims2002].
 *
 * @param margin logits
 * @returns nats (Bradley–Terry); logits (hinge)
 */
export function pairLoss(form: RewardLoss, margin: number): number {
  return form === 'hinge' ? Math.max(0, 1 - margin) : softplus(-margin);
}

/** dL/dΔ: −σ(−Δ) for Bradley–Terry; −1 below a margin of 1 and 0 from there on for the hinge. */
export function dPairLoss(form: RewardLoss, margin: number): number {
  if (form === 'hinge') return margin < 1 ? -1 : 0;
  return -sigmoid(-margin);
}
