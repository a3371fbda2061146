/** What a model in training takes up and sends, without its activations. */

/** Weights and gradients in 16 bits; their 32-bit copy and the two moments of Adam (Rajbhandari et al. 2020, sec. 3.1). */
const WEIGHT = 2;
const GRADIENT = 2;
const OPTIMISER = 12;

/**
 * Bytes on each GPU when stage 0 … 3 of ZeRO divides among them: nothing, the state of the optimiser, the gradients
 * too, the weights too (Rajbhandari et al. 2020, fig. 1) [@rajbhandari2020].
 */
export function bytesOnEach(weights: number, gpus: number, stage: 0 | 1 | 2 | 3): number {
  const part = (bytes: number, from: number) => (stage >= from ? bytes / gpus : bytes);
  return weights * (part(WEIGHT, 3) + part(GRADIENT, 2) + part(OPTIMISER, 1));
}

/** Bytes that each GPU sends when gradients are summed over a ring: 2 (g − 1)/g of them [@patarasuk2009]. */
export const allReduceBytes = (weights: number, gpus: number) =>
  ((2 * (gpus - 1)) / gpus) * weights * GRADIENT;
