/** Writes token by token: keys and values of earlier positions are kept, so that a new token costs one row. */
import { matrix, multiply, top, type Matrix } from '../kernels/matrix.ts';
import { EPSILON, type Transformer } from './transformer.ts';
import { MLP_FACTOR } from './shape.ts';

export interface Decoder {
  readonly position: number;
  /** Forgets all positions. */
  reset(sequences: number): void;
  /**
   * Takes the next token of every sequence.
   *
   * @returns offset of the logits (sequences, V) of the token after it
   */
  next(tokens: ArrayLike<number>): number;
}

/** A decoder for up to `capacity` sequences of the model's context. It reads the model's parameters as they are. */
export function createDecoder(model: Transformer, capacity: number): Decoder {
  const { kernels, parameters, shape } = model;
  const { heap } = kernels;
  const { width, heads, vocabulary, context } = shape;
  const size = width / heads;
  const room = Math.ceil(context / 4) * 4;
  const rowsOf = (columns: number) => matrix(heap.reserve(capacity * columns), capacity, columns);
  const caches = parameters.layers.map(() => ({
    keys: heap.reserve(capacity * room * width),
    values: heap.reserve(capacity * room * width),
  }));
  const ids = heap.reserve(capacity);
  const stream = rowsOf(width);
  const normed = rowsOf(width);
  const inverse = heap.reserve(capacity);
  const qkv = rowsOf(3 * width);
  const attended = rowsOf(width);
  const inner = rowsOf(MLP_FACTOR * width);
  const logits = rowsOf(vocabulary);
  let sequences = capacity;
  let position = 0;

  return {
    get position() {
      return position;
    },
    reset(count) {
      if (count > capacity) throw new RangeError(`${count} sequences: there is room for ${capacity}`);
      sequences = count;
      position = 0;
    },
    next(tokens) {
      if (position >= context) throw new RangeError(`the context of ${context} tokens is full`);
      const rows = (of: Matrix) => top(of, sequences);
      const norm = () => kernels.rmsNorm(stream.at, normed.at, inverse, sequences, width, EPSILON);
      heap.i32.set(tokens, ids);
      const place = parameters.positions.at + position * width;
      kernels.embed(ids, parameters.tokens.at, place, stream.at, sequences, 1, width);
      for (const [l, weights] of parameters.layers.entries()) {
        const { keys, values } = caches[l]!;
        norm();
        multiply(kernels, rows(normed), weights.qkv, rows(qkv));
        kernels.attendNext(qkv.at, keys, values, attended.at, position, room, sequences, heads, size);
        multiply(kernels, rows(attended), weights.attentionOut, rows(stream), true);
        norm();
        multiply(kernels, rows(normed), weights.up, rows(inner));
        kernels.reluSquared(inner.at, inner.at, sequences * MLP_FACTOR * width);
        multiply(kernels, rows(inner), weights.down, rows(stream), true);
      }
      norm();
      multiply(kernels, rows(normed), parameters.head, rows(logits));
      position += 1;
      return logits.at;
    },
  };
}
