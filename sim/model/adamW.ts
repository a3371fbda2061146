/**
 * AdamW with a bound on the norm of the gradient. At step t, for every parameter θ with gradient g:
 *
 *     g ← g · min(1, clipNorm / ‖g‖)
 *     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *     θ ← θ (1 − η · weightDecay) − η · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
 *
 * Loshchilov and Hutter 2019, algorithm 2 [@loshchilov2019]; the bound is that of Pascanu et al. 2013 [@pascanu2013].
 */
import type { Transformer } from './transformer.ts';

export interface AdamWSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Share of each parameter that decays, per unit of learning rate. */
  readonly weightDecay: number;
  /** The largest norm of the whole gradient; Infinity: no bound. */
  readonly clipNorm: number;
}

export const ADAMW_DEFAULTS: AdamWSettings = {
  beta1: 0.9,
  beta2: 0.995,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: 1,
};

export interface AdamW {
  /** One update from the model's gradients; returns their norm before clipping. */
  step(learningRate: number): number;
}

export function createAdamW(model: Transformer, settings: Partial<AdamWSettings> = {}): AdamW {
  const { beta1, beta2, epsilon, weightDecay, clipNorm } = { ...ADAMW_DEFAULTS, ...settings };
  const { kernels, parameters, gradients } = model;
  const { at, count } = parameters;
  const means = kernels.heap.reserve(count); // m
  const squares = kernels.heap.reserve(count); // v
  // βᵗ by repeated multiplication: engines disagree on pow.
  let beta1Power = 1;
  let beta2Power = 1;
  return {
    step(learningRate) {
      beta1Power *= beta1;
      beta2Power *= beta2;
      const norm = Math.sqrt(kernels.sumOfSquares(gradients.at, count));
      const clip = norm > clipNorm ? clipNorm / norm : 1;
      const rate = learningRate / (1 - beta1Power);
      const root = 1 / Math.sqrt(1 - beta2Power);
      const keep = 1 - learningRate * weightDecay;
      kernels.adamW(at, gradients.at, means, squares, count, clip, beta1, beta2, rate, root, epsilon, keep);
      parameters.version += 1;
      return norm;
    },
  };
}
