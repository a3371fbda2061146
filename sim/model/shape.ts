/** The sizes of a transformer. */
import { LONGEST_SEQUENCE } from '../kernels/operations.ts';

export interface Shape {
  /** Different tokens. */
  readonly vocabulary: number;
  /** The longest sequence, tokens. */
  readonly context: number;
  /** Numbers in a hidden state; a multiple of `heads`. */
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
}

/** The inner layer of the MLP is this many times as wide as a hidden state. */
export const MLP_FACTOR = 4;

/** @throws RangeError if no model can have this shape */
export function checkShape(shape: Shape): void {
  for (const [name, value] of Object.entries(shape)) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} is ${value}: a whole number is needed`);
  }
  if (shape.width % shape.heads !== 0) {
    throw new RangeError(`a width of ${shape.width} does not divide into ${shape.heads} heads`);
  }
  if (shape.context > LONGEST_SEQUENCE) {
    throw new RangeError(`a context of ${shape.context} is longer than ${LONGEST_SEQUENCE} tokens`);
  }
}

/** Parameters of a model, counted. */
export function parameterCount({ vocabulary, context, width, layers }: Shape): number {
  const layer = (3 + 1 + 2 * MLP_FACTOR) * width * width;
  return 2 * vocabulary * width + context * width + layers * layer + width + 1;
}

/**
 * Floating-point operations of the matrix products of one training step: two per weight and token on the way forward,
 * four on the way back (Kaplan et al. 2020, sec. 2.1 [@kaplan2020]), and attention at half of its square, as it is causal.
 */
export function trainingFlop(
  { vocabulary, width, layers }: Shape,
  sequences: number,
  length: number,
): number {
  const tokens = sequences * length;
  const weights = layers * (4 + 2 * MLP_FACTOR) * width * width + vocabulary * width;
  const attention = layers * 2 * width * ((length + 1) / 2);
  return 6 * tokens * (weights + attention);
}
