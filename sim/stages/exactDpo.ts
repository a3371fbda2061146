/**
 * DPO on infinitely many labelled pairs: in the verdict game every pair of verdicts of a prompt is compared, and of its
 * labels a share σ(r_u − r_v) prefers u, as annotators after Bradley and Terry would. With h = log π / π_ref,
 *
 *     L = −mean over x, u ≠ v of  σ(r_u − r_v) log σ(β (h_u − h_v))
 *
 * L is least where β (h_u − h_v) = r_u − r_v, and that is π* of the game with this β. Rafailov et al. 2023, eq. 7
 * [@rafailov2023].
 */
import { sigmoid } from '../float.ts';
import { logRatios, type Game } from './verdictGame.ts';

/**
 * ∂L/∂z (prompts, verdicts), nats.
 *
 * @param policy log π (prompts, verdicts)
 */
export function dpoGradient(game: Game, policy: Float64Array, beta: number): Float64Array {
  const { prompts, verdicts, rewards } = game;
  const ratios = logRatios(policy, game.reference);
  const weight = beta / (prompts * verdicts * (verdicts - 1));
  return policy.map((_, i) => {
    const at = i - (i % verdicts);
    let slope = 0;
    for (let u = at; u < at + verdicts; u++) {
      // Both orders of the pair: the margin that the policy gives, less the share of labels that support it.
      const given = sigmoid(beta * (ratios[i]! - ratios[u]!));
      slope += 2 * (given - sigmoid(rewards[i]! - rewards[u]!));
    }
    return weight * slope;
  });
}
