/**
 * The loss of PPO, on some answers at a time:
 *
 *     L = mean over tokens of −min(ρ_t Â_t, clip(ρ_t, 1 − ε, 1 + ε) Â_t) + ½ c_V (V_t − G_t)² − c_H H_t + β k(r_t),
 *     ρ_t = π_θ(y_t) / π_old(y_t),   r_t = π_ref(y_t) / π_θ(y_t)
 *
 * Schulman et al. 2017, eqs. 7 and 9 [@schulman2017]. The last term is there only where the KL is not in the reward, as
 * in GRPO; its samples are those of the old policy, and it carries no ratio.
 */
import { exp } from '../float.ts';
import type { Transformer } from '../model/transformer.ts';
import { cutOff, objective } from './clippedObjective.ts';
import { lossCoefficient, type Estimator } from './klEstimators.ts';
import type { Batch } from './languageModel.ts';
import { responseBatch, tokensByAnswer, type Response } from './responses.ts';
import { partsOf, type Task } from './shards.ts';

/** One answer, with what is to be learned from it; each list has a number per token (T). */
export interface Episode {
  readonly response: Response;
  /** log π_old, nats. */
  readonly logProbsOld: readonly number[];
  /** Â, whitened over all answers of the step. */
  readonly advantages: readonly number[];
  /** G, what the value head should have foretold; reward units. */
  readonly returns: readonly number[];
  /** log π_ref, nats, where a KL in the loss asks for it. */
  readonly logProbsRef?: readonly number[];
}

/** Of a minibatch, what its shards need to know of the whole. */
interface Minibatch {
  readonly clipRange: number;
  /** Of the answers, in all shards. */
  readonly tokens: number;
  /** c_V; 1 if nothing is said. */
  readonly valueWeight?: number;
  /** c_H; 0 if nothing is said. */
  readonly entropyBonus?: number;
  /** An estimate of the KL to the reference as a part of the loss, if it is one. */
  readonly kl?: { readonly estimator: Estimator; readonly beta: number };
}

/** What the update of a shard did: tokens that the clip cut off, Σ −J and Σ (V − G)². */
interface Updated {
  readonly clipped: number;
  readonly surrogate: number;
  readonly squaredError: number;
}

/** The gradient of the whole loss on a minibatch. */
export const surrogateTask: Task<Minibatch, readonly Episode[], Updated> = {
  name: 'surrogate',
  roles: ['policy'],
  trains: 'policy',
  run(workbench, { clipRange, tokens, valueWeight = 1, entropyBonus = 0, kl }, shards, first) {
    const policy = workbench.model('policy');
    const episodes = shards.flat();
    const batch = responseBatch(episodes.map(({ response }) => response));
    const pass = policy.forward(batch);
    const values = policy.values();
    const logits = entropyBonus > 0 && logitsOf(policy, batch); // the next line puts its gradient in their place
    const losses = policy.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
    // ∂L/∂logits = weight · ∂(−log π)/∂logits, where weight = ρ Â / tokens since ∂ρ = ρ ∂log π.
    const weights = new Float32Array(batch.predicted);
    const dValues = new Float32Array(batch.tokens.length);
    const places = tokensByAnswer(batch);
    let s = 0;
    const updated = shards.map((own) => {
      let [clipped, surrogate, squaredError] = [0, 0, 0];
      for (const { logProbsOld, logProbsRef, advantages, returns } of own) {
        for (const [t, token] of places[s]!.entries()) {
          const row = batch.predicting[token]!;
          const ratio = exp(-losses[token]! - logProbsOld[t]!);
          const advantage = advantages[t]!;
          if (cutOff(ratio, advantage, clipRange)) clipped += 1;
          else weights[token] = (ratio * advantage) / tokens;
          surrogate -= objective(ratio, advantage, clipRange);
          if (kl) {
            const logRatio = logProbsRef![t]! + losses[token]!;
            weights[token]! -= (kl.beta * lossCoefficient(kl.estimator, logRatio)) / tokens;
          }
          const error = values[row]! - returns[t]!;
          squaredError += error * error;
          dValues[row] = (valueWeight * error) / tokens;
        }
        s += 1;
      }
      return { clipped, surrogate, squaredError };
    });
    policy.weighLogits(weights);
    if (logits) addEntropyGradient(policy, batch, { logits, losses, weight: entropyBonus / tokens });
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

function logitsOf({ logits, kernels }: Transformer, { predicted }: Batch): Float32Array {
  return kernels.heap.f32.slice(logits.at, logits.at + predicted * logits.columns);
}

/** Adds ∂(−w H)/∂z_v = w π(v) (log π(v) + H) to the gradient on the logits, row by row. */
function addEntropyGradient(
  policy: Transformer,
  { predicted, targets }: Batch,
  {
    logits,
    losses,
    weight,
  }: { readonly logits: Float32Array; readonly losses: ArrayLike<number>; readonly weight: number },
): void {
  const { at, columns } = policy.logits;
  const { f32 } = policy.kernels.heap;
  const logProbs = new Float64Array(columns);
  for (let row = 0; row < predicted; row++) {
    const start = row * columns;
    // log Σ e^z = z − log P, at the sampled token.
    const logSum = logits[start + targets[row]!]! + losses[row]!;
    let entropy = 0;
    for (let v = 0; v < columns; v++) {
      logProbs[v] = logits[start + v]! - logSum;
      entropy -= exp(logProbs[v]!) * logProbs[v]!;
    }
    for (let v = 0; v < columns; v++) {
      f32[at + start + v]! += weight * exp(logProbs[v]!) * (logProbs[v]! + entropy);
    }
  }
}
