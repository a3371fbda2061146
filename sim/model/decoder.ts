/** Writes token by token: keys and values of earlier positions are kept, so that a new token costs one row. */
import { matrix, multiply, top, type Matrix } from '../kernels/matrix.ts';
import { EPSILON, type Transformer } from './transformer.ts';
import { MLP_FACTOR } from './shape.ts';

export interface Decoder {
  readonly position: number;
  /** Forgets all positions. */
  reset(sequences: number): void;
  /**
   * Takes the next token of some sequences. The others stay behind: they have ended, or they wait to be `fork`ed.
   *
   * @param tokens (rows) one of each of these sequences
   * @param slots (rows) which sequences they are, numbered from 0
   * @param asked the rows after which the next token is wanted; the others belong to a prompt that goes on
   * @returns offset of the logits (asked, V) of the token after it
   */
  next(tokens: ArrayLike<number>, slots: ArrayLike<number>, asked: ArrayLike<number>): number;
  /** Lets one sequence go on from where another stands. */
  fork(from: number, to: number): void;
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
  const places = heap.reserve(capacity);
  const owners = heap.reserve(capacity);
  const wanted = heap.reserve(capacity);
  const stream = rowsOf(width);
  const normed = rowsOf(width);
  const chosen = rowsOf(width);
  const inverse = heap.reserve(capacity);
  const qkv = rowsOf(3 * width);
  const attended = rowsOf(width);
  const inner = rowsOf(MLP_FACTOR * width);
  const logits = rowsOf(vocabulary);
  let position = 0;

  return {
    get position() {
      return position;
    },
    reset(count) {
      if (count > capacity) throw new RangeError(`${count} sequences: there is room for ${capacity}`);
      position = 0;
    },
    next(tokens, slots, asked) {
      if (position >= context) throw new RangeError(`the context of ${context} tokens is full`);
      const count = tokens.length;
      const rows = (of: Matrix) => top(of, count);
      const norm = () => kernels.rmsNorm(stream.at, normed.at, inverse, count, width, EPSILON);
      heap.i32.set(tokens, ids);
      heap.i32.set(slots, owners);
      heap.i32.fill(position, places, places + count);
      kernels.embed(ids, places, parameters.tokens.at, parameters.positions.at, stream.at, count, width);
      for (const [l, weights] of parameters.layers.entries()) {
        const { keys, values } = caches[l]!;
        norm();
        multiply(kernels, rows(normed), weights.qkv, rows(qkv));
        kernels.attendNext(qkv.at, owners, keys, values, attended.at, position, room, count, heads, size);
        multiply(kernels, rows(attended), weights.attentionOut, rows(stream), true);
        norm();
        multiply(kernels, rows(normed), weights.up, rows(inner));
        kernels.reluSquared(inner.at, inner.at, count * MLP_FACTOR * width);
        multiply(kernels, rows(inner), weights.down, rows(stream), true);
      }
      norm();
      heap.i32.set(asked, wanted);
      kernels.gatherRows(normed.at, wanted, chosen.at, asked.length, width);
      multiply(kernels, top(chosen, asked.length), parameters.head, top(logits, asked.length));
      position += 1;
      return logits.at;
    },
    fork(from, to) {
      const each = room * width;
      for (const { keys, values } of caches) {
        for (const at of [keys, values]) {
          heap.f32.copyWithin(at + to * each, at + from * each, at + (from + 1) * each);
        }
      }
    },
  };
}
