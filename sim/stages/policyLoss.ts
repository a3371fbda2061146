/** The loss of PPO on answers of the transformer, in double precision from its logits on, with every part of it at hand. */
import type { Transformer } from '../model/transformer.ts';
import { ppoLoss, type LossWeights } from './clippedObjective.ts';
import { responseBatch, tokensByAnswer } from './responses.ts';
import type { Episode } from './surrogate.ts';

export interface PolicyLoss {
  /** Minus the mean of the clipped objective, in units of the advantage. */
  readonly surrogate: number;
  readonly valueLoss: number;
  /** Mean, nats per token. */
  readonly entropy: number;
  /** ρ of every token, answer by answer. */
  readonly ratios: readonly (readonly number[])[];
}

/**
 * Leaves the gradient of −J + c_V · ½ (V − G)² − c_H · H in `policy.gradients`, in place of what was there.
 *
 * The same gradient as that of `surrogateTask`, which is faster.
 */
export function policyLoss(
  policy: Transformer,
  episodes: readonly Episode[],
  weights: LossWeights,
): PolicyLoss {
  const batch = responseBatch(episodes.map(({ response }) => response));
  const pass = policy.forward(batch);
  const { vocabulary } = policy.shape;
  const { at } = policy.logits;
  const { heap } = policy.kernels;
  const logits = heap.f32.slice(at, at + batch.predicted * vocabulary);
  const values = policy.values();
  const places = tokensByAnswer(batch);
  const tokens = episodes.flatMap(({ logProbsOld, advantages, returns }, s) =>
    places[s]!.map((token, t) => ({
      logits: Array.from(logits.subarray(token * vocabulary, (token + 1) * vocabulary)),
      action: batch.targets[token]!,
      logProbOld: logProbsOld[t]!,
      advantage: advantages[t]!,
      value: values[batch.predicting[token]!]!,
      target: returns[t]!,
    })),
  );
  const { surrogate, valueLoss, entropy, ratios, dLogits, dValues } = ppoLoss(tokens, weights);
  // Answers stand one behind the other, and so do their tokens: the order of `tokens` is that of the rows.
  policy.crossEntropy(batch.targets, new Float32Array(batch.predicted));
  for (const [row, gradient] of dLogits.entries()) heap.f32.set(gradient, at + row * vocabulary);
  const dHead = new Float32Array(batch.tokens.length);
  for (const [row, gradient] of dValues.entries()) dHead[batch.predicting[row]!] = gradient;
  policy.zeroGradients();
  policy.backward(pass, { logits: true, dValues: dHead });
  return { surrogate, valueLoss, entropy, ratios: places.map((own) => own.map((token) => ratios[token]!)) };
}

/** Length of the gradient that stands in the model. */
export const gradientNorm = ({ kernels, gradients }: Transformer): number =>
  Math.sqrt(kernels.sumOfSquares(gradients.at, gradients.count));
