/**
 * One gradient for every method: the policy reads some answers, the method says the slope of its loss in the
 * log-probability of each token, and
 *
 *     ∂L/∂θ = Σ_i Σ_t s_it ∂log π_θ(y_it)/∂θ.
 *
 * The answers are read at once by the worker that runs the method.
 */
import type { Transformer } from '../../model/transformer.ts';
import { responseBatch, tokensByAnswer, type Response } from '../responses.ts';

/** log π_θ of every token of each answer, nats. */
export type LogProbs = readonly (readonly number[])[];

/** @returns the slope of the loss in each of these log-probabilities */
export type SlopesOf = (logProbs: LogProbs) => readonly (readonly number[])[];

/** Leaves the gradient of the loss in the policy. */
export function weightedGradient(
  policy: Transformer,
  responses: readonly Response[],
  slopesOf: SlopesOf,
): void {
  policy.zeroGradients();
  const batch = responseBatch(responses);
  const pass = policy.forward(batch);
  const losses = policy.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
  const places = tokensByAnswer(batch);
  const slopes = slopesOf(places.map((tokens) => tokens.map((token) => -losses[token]!)));
  // What weighs the gradient of −log π is minus the slope in log π.
  const weights = new Float32Array(batch.predicted);
  for (const [s, tokens] of places.entries()) {
    for (const [t, token] of tokens.entries()) weights[token] = -slopes[s]![t]!;
  }
  policy.weighLogits(weights);
  policy.backward(pass, { logits: true });
}

/** log π of every token of any number of answers, nats. */
export function tokenLogProbs(model: Transformer, responses: readonly Response[]): number[][] {
  const all: number[][] = [];
  for (let start = 0; start < responses.length; start += model.capacity) {
    const batch = responseBatch(responses.slice(start, start + model.capacity));
    model.forward(batch);
    const losses = model.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
    all.push(...tokensByAnswer(batch).map((tokens) => tokens.map((token) => -losses[token]!)));
  }
  return all;
}
