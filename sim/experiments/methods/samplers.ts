/** Samplers that are not quite the trainer: its weights rounded, its distribution sharpened or cut off. */
import { exp, log } from '../../float.ts';
import type { Matrix } from '../../kernels/matrix.ts';
import type { Transformer } from '../../model/transformer.ts';
import type { Opinion } from '../../stages/divergence.ts';

export interface Sampler {
  /** Of each weight, sign included; none are rounded if it is undefined. */
  readonly bits?: number;
  readonly temperature: number;
  readonly topK?: number;
}

export const samplers = {
  same: { temperature: 1 },
  bits8: { bits: 8, temperature: 1 },
  bits6: { bits: 6, temperature: 1 },
  bits5: { bits: 5, temperature: 1 },
  bits4: { bits: 4, temperature: 1 },
  bits3: { bits: 3, temperature: 1 },
  cool: { temperature: 0.7 },
  topK: { temperature: 1, topK: 3 },
} as const satisfies Readonly<Record<string, Sampler>>;

/** Rounds every matrix to whole multiples of a step of its own: its largest weight is 2^(bits − 1) − 1 steps. */
export function round({ kernels, parameters }: Transformer, bits: number): void {
  const { f32 } = kernels.heap;
  let levels = 1;
  for (let bit = 1; bit < bits; bit++) levels *= 2;
  const roundOne = ({ at, rows, columns }: Matrix) => {
    let largest = 0;
    for (let i = at; i < at + rows * columns; i++) largest = Math.max(largest, Math.abs(f32[i]!));
    const step = largest / (levels - 1);
    if (step === 0) return;
    for (let i = at; i < at + rows * columns; i++) f32[i] = Math.round(f32[i]! / step) * step;
  };
  for (const matrix of parameters.named.values()) roundOne(matrix);
  parameters.version += 1;
}

/** log P of every token of the vocabulary at every row, (rows, V), nats; −∞ for what is cut off. */
export function logDistributions(
  { logits, batch }: Opinion,
  vocabulary: number,
  { temperature, topK }: Sampler = samplers.same,
): Float64Array {
  const logs = new Float64Array(batch.predicted * vocabulary);
  for (let row = 0; row < batch.predicted; row++) {
    const own = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
    const least = topK === undefined ? -Infinity : own.toSorted().at(-topK)!;
    let largest = -Infinity;
    for (const z of own) largest = Math.max(largest, z);
    let sum = 0;
    for (const z of own) if (z >= least) sum += exp((z - largest) / temperature);
    const logSum = log(sum);
    for (let v = 0; v < vocabulary; v++)
      logs[row * vocabulary + v] = own[v]! >= least ? (own[v]! - largest) / temperature - logSum : -Infinity;
  }
  return logs;
}

/** Mean over rows of KL(sampler ‖ trainer) = Σ_v μ(v) (log μ(v) − log π(v)), nats per token. */
export function meanDivergence(sampler: Float64Array, trainer: Float64Array, vocabulary: number): number {
  let sum = 0;
  for (let i = 0; i < sampler.length; i++) {
    if (sampler[i]! > -Infinity) sum += exp(sampler[i]!) * (sampler[i]! - trainer[i]!);
  }
  return (sum * vocabulary) / sampler.length;
}

/** (Σ w)² / (n Σ w²): the share of the answers that would say as much, had each the same weight (Kish 1965). */
export function effectiveShare(weights: readonly number[]): number {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / (weights.length * squares);
}
