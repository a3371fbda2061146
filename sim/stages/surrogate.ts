/**
 * The loss of PPO, on some answers at a time:
 *
 *     L = mean over tokens of −min(ρ_t Â_t, clip(ρ_t, 1 − ε, 1 + ε) Â_t) + ½ (V_t − G_t)²,   ρ_t = π_θ(y_t) / π_old(y_t)
 *
 * Schulman et al. 2017, eq. 7 [@schulman2017].
 */
import { exp } from '../float.ts';
import { cutOff } from './clippedObjective.ts';
import { responseBatch, tokensByAnswer, type Response } from './responses.ts';
import { partsOf, type Task } from './shards.ts';

const VALUE_WEIGHT = 0.5;

/** One answer, with what is to be learned from it; each list has a number per token (T). */
export interface Episode {
  readonly response: Response;
  /** log π_old, nats. */
  readonly logProbsOld: readonly number[];
  /** Â, whitened over all answers of the step. */
  readonly advantages: readonly number[];
  /** G, what the value head should have foretold; reward units. */
  readonly returns: readonly number[];
}

/** Of a minibatch, what its shards need to know of the whole. */
interface Minibatch {
  readonly clipRange: number;
  /** Of the answers, in all shards. */
  readonly tokens: number;
}

/** What the update of a shard did: tokens that the clip cut off, and Σ (V − G)². */
interface Updated {
  readonly clipped: number;
  readonly squaredError: number;
}

/** The gradient of the clipped surrogate and of the value loss on a minibatch. */
export const surrogateTask: Task<Minibatch, readonly Episode[], Updated> = {
  name: 'surrogate',
  roles: ['policy'],
  trains: 'policy',
  run(workbench, { clipRange, tokens }, shards, first) {
    const policy = workbench.model('policy');
    const episodes = shards.flat();
    const batch = responseBatch(episodes.map(({ response }) => response));
    const pass = policy.forward(batch);
    const values = policy.values();
    const losses = policy.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
    // ∂L/∂logits = weight · ∂(−log π)/∂logits, where weight = ρ Â / tokens since ∂ρ = ρ ∂log π.
    const weights = new Float32Array(batch.predicted);
    const dValues = new Float32Array(batch.tokens.length);
    const places = tokensByAnswer(batch);
    let s = 0;
    const updated = shards.map((own) => {
      let clipped = 0;
      let squaredError = 0;
      for (const { logProbsOld, advantages, returns } of own) {
        for (const [t, token] of places[s]!.entries()) {
          const row = batch.predicting[token]!;
          const ratio = exp(-losses[token]! - logProbsOld[t]!);
          const advantage = advantages[t]!;
          if (cutOff(ratio, advantage, clipRange)) clipped += 1;
          else weights[token] = (ratio * advantage) / tokens;
          const error = values[row]! - returns[t]!;
          squaredError += error * error;
          dValues[row] = (VALUE_WEIGHT * 2 * error) / tokens;
        }
        s += 1;
      }
      return { clipped, squaredError };
    });
    policy.weighLogits(weights);
    policy.backward(
      pass,
      { logits: true, dValues },
      partsOf(
        policy,
        shards.map((own) => own.length),
        first,
      ),
    );
    return updated;
  },
};
