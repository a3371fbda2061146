/**
 * How far a policy is from its reference at the prefixes of sampled answers: exactly, over the whole vocabulary, and as
 * estimated from the sampled tokens alone.
 */
import { expm1 } from '../float.ts';
import type { Transformer } from '../model/transformer.ts';
import type { Batch } from './languageModel.ts';
import { responseBatch, type Response } from './responses.ts';

/** What a model thinks of every token of some answers; a row for each of them, with V columns a vocabulary. */
export interface Opinion {
  readonly batch: Batch;
  /** z (rows, V), copied: the model goes on. */
  readonly logits: Float32Array;
  /** log P of the sampled token (rows), nats. */
  readonly logProbs: Float64Array;
  /** Of the scalar head (rows), reward units. */
  readonly values: Float32Array;
  /** P − one-hot of the sampled token (rows, V): what `crossEntropy` leaves, from which P is had without another exp. */
  readonly dLogits: Float32Array;
}

export function opinionOf(model: Transformer, responses: readonly Response[]): Opinion {
  const batch = responseBatch(responses);
  model.forward(batch);
  const rows = () => {
    const { at, rows: count, columns } = model.logits;
    return model.kernels.heap.f32.slice(at, at + count * columns);
  };
  const logits = rows();
  const everywhere = model.values();
  const values = Float32Array.from(batch.predicting, (row) => everywhere[row]!);
  const losses = model.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
  return { batch, logits, logProbs: losses.map((loss) => -loss), values, dLogits: rows() };
}

/** Sums over all tokens of all answers, nats. */
export interface Divergence {
  readonly kl: number;
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
  readonly entropy: number;
}

/**
 * Sums over the sampled prefixes of
 *
 *     KL(π ‖ π_ref) = Σ_v π(v) (log π(v) − log π_ref(v)),   H = −Σ_v π(v) log π(v),
 *     k1 = log π − log π_ref,   k2 = ½ k1²,   k3 = π_ref/π − 1 + k1   at the sampled token (Schulman 2020).
 *
 * KL is exact given each prefix; the KL of whole answers is its mean over prefixes that the policy itself samples.
 */
export function divergenceOf(
  policy: Opinion,
  ref: Opinion,
  vocabulary: number,
  [from, to]: readonly [number, number] = [0, policy.batch.predicted],
): Divergence {
  const sums = { kl: 0, k1: 0, k2: 0, k3: 0, entropy: 0 };
  for (let row = from; row < to; row++) {
    const start = row * vocabulary;
    const target = start + policy.batch.targets[row]!;
    // Σ_v π(v) z(v), of the logits of either model. With log Σ e^z it gives Σ_v π(v) log P(v).
    let meanLogit = 0;
    let meanLogitRef = 0;
    for (let i = start; i < start + vocabulary; i++) {
      const p = policy.dLogits[i]! + (i === target ? 1 : 0);
      meanLogit += p * policy.logits[i]!;
      meanLogitRef += p * ref.logits[i]!;
    }
    // log Σ e^z = z − log P, at the sampled token.
    const logSum = policy.logits[target]! - policy.logProbs[row]!;
    const logSumRef = ref.logits[target]! - ref.logProbs[row]!;
    sums.kl += meanLogit - logSum - (meanLogitRef - logSumRef);
    sums.entropy += logSum - meanLogit;
    const k1 = policy.logProbs[row]! - ref.logProbs[row]!;
    sums.k1 += k1;
    sums.k2 += (k1 * k1) / 2;
    sums.k3 += expm1(-k1) + k1; // expm1, since the two terms nearly cancel
  }
  return sums;
}

/** Exact KL(policy ‖ reference) at the prefixes of these answers, nats per answer. */
export function klOn(policy: Transformer, reference: Transformer, responses: readonly Response[]): number {
  const [ofPolicy, ofRef] = [opinionOf(policy, responses), opinionOf(reference, responses)];
  return divergenceOf(ofPolicy, ofRef, policy.shape.vocabulary).kl / responses.length;
}
