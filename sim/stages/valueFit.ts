/**
 * A value head by least squares, on a trunk that stays as it is:
 *
 *     min over w, b of Σ_t (w · h_t + b − G)² + κ |w|²
 *
 * where h_t is the hidden state before token t and G the reward of its answer. PPO learns V by gradient steps, through
 * the trunk; this one is the best that a linear head can do on the states of the policy as it is.
 */
import type { Transformer } from '../model/transformer.ts';
import { eachToken, responseBatch, type Response } from './responses.ts';

/** κ, per token: keeps the solution finite where states hardly vary. */
const RIDGE = 1e-3;

/** Solves A x = b for a symmetric positive definite A by Cholesky's factors; both are written over. */
function solved(a: number[][], b: number[]): number[] {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      for (let i = j; i < n; i++) a[i]![j]! -= a[i]![k]! * a[j]![k]!;
    }
    const root = Math.sqrt(a[j]![j]!);
    for (let i = j; i < n; i++) a[i]![j]! /= root;
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= a[i]![k]! * b[k]!;
    b[i]! /= a[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= a[k]![i]! * b[k]!;
    b[i]! /= a[i]![i]!;
  }
  return b;
}

/** Fits w and b on some answers, and writes them into the model's scalar head. @param rewards of each answer */
export function fitValues(
  policy: Transformer,
  responses: readonly Response[],
  rewards: readonly number[],
): void {
  const batch = responseBatch(responses);
  policy.forward(batch);
  const { at, columns: width } = policy.hidden;
  const { f32 } = policy.kernels.heap;
  const size = width + 1; // the last feature is 1, its weight is b
  const normal = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  eachToken(batch, (s, _, row) => {
    const features = [...f32.subarray(at + row * width, at + (row + 1) * width), 1];
    for (let i = 0; i < size; i++) {
      right[i]! += features[i]! * rewards[s]!;
      for (let j = 0; j < size; j++) normal[i]![j]! += features[i]! * features[j]!;
    }
  });
  for (let i = 0; i < size; i++) normal[i]![i]! += RIDGE * batch.predicted;
  const weights = solved(normal, right);
  const { scalarHead, scalarBias } = policy.parameters;
  f32.set(weights.slice(0, width), scalarHead.at);
  f32[scalarBias.at] = weights[width]!;
  policy.parameters.version += 1;
}
