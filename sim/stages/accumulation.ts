/**
 * The gradient of one large batch from micro-batches: added up one after the other on one device, or computed on
 * several and then averaged. Here the devices take turns on one model; each starts from the same weights.
 */
import type { Transformer } from '../model/transformer.ts';
import type { Batch } from './languageModel.ts';

/**
 * `tokens`: every token of the large batch counts alike. `means`: the mean of each micro-batch counts alike, which is
 * the same only if all of them hold equally many tokens.
 */
export type Averaging = 'tokens' | 'means';

export interface Gradient {
  /** All parameters in their order in the heap, nats per token. */
  readonly values: Float32Array;
  /** What training would report as the loss of the step, nats per token. */
  readonly loss: number;
}

/** Tokens that are predicted in some micro-batches. */
export const predictedIn = (batches: readonly Batch[]): number =>
  batches.reduce((sum, { predicted }) => sum + predicted, 0);

/**
 * Weight of one token of a micro-batch in the loss of the large batch.
 *
 * @param total predicted tokens of the large batch, on all devices
 * @param count micro-batches of the large batch, on all devices
 */
export function tokenWeight(averaging: Averaging, batch: Batch, total: number, count: number): number {
  return averaging === 'tokens' ? 1 / total : 1 / (count * batch.predicted);
}

/** Adds up the gradients of the micro-batches of one device; nothing is updated in between. */
export function accumulate(
  model: Transformer,
  batches: readonly Batch[],
  weightOf: (batch: Batch) => number,
): Gradient {
  model.zeroGradients();
  let loss = 0;
  for (const batch of batches) {
    const weight = weightOf(batch);
    const pass = model.forward(batch);
    const weights = new Float32Array(batch.predicted).fill(weight);
    for (const tokenLoss of model.crossEntropy(batch.targets, weights)) loss += weight * tokenLoss;
    model.backward(pass, { logits: true });
  }
  const { at, count } = model.gradients;
  return { values: model.kernels.heap.f32.slice(at, at + count), loss };
}

/**
 * Data parallelism: every device accumulates its own micro-batches, then the gradients are summed over all devices
 * (all-reduce), so that each can make the same update.
 */
export function dataParallel(
  model: Transformer,
  devices: readonly (readonly Batch[])[],
  averaging: Averaging,
): Gradient {
  const all = devices.flat();
  const total = predictedIn(all); // the one number that has to be exchanged before the way back
  const gradients = devices.map((batches) =>
    accumulate(model, batches, (batch) => tokenWeight(averaging, batch, total, all.length)),
  );
  const values = new Float32Array(model.gradients.count);
  for (const gradient of gradients) gradient.values.forEach((value, i) => (values[i]! += value));
  return { values, loss: gradients.reduce((sum, gradient) => sum + gradient.loss, 0) };
}

/** ‖a − b‖ / ‖b‖. */
export function relativeDifference(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let norm = 0;
  for (const [i, right] of b.entries()) {
    const off = a[i]! - right;
    difference += off * off;
    norm += right * right;
  }
  return Math.sqrt(difference / norm);
}
