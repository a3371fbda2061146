/**
 * One text read in double precision, with everything in sight that a model makes of it on the way: the arithmetic of
 * `transformer.ts` once more, number by number, for looking at and not for training.
 */
import { exp } from '../float.ts';
import type { Matrix } from '../kernels/matrix.ts';
import { EPSILON, type Transformer } from './transformer.ts';

type Vector = readonly number[];

/** Of one block; by position. */
export interface ReadBlock {
  /** q·k / √size by head, reading position and position that is looked at: it is not later than the reading one. */
  readonly scores: readonly (readonly Vector[])[];
  /** Their softmax: what each position takes from each. */
  readonly weights: readonly (readonly Vector[])[];
  /** What attention adds to the stream, and what the MLP adds. */
  readonly attended: readonly Vector[];
  readonly transformed: readonly Vector[];
}

export interface Reading {
  /** Token and position, added; by position. */
  readonly embedded: readonly Vector[];
  readonly blocks: readonly ReadBlock[];
  /** The stream as it leaves the last block. */
  readonly leaving: readonly Vector[];
  /** What the output matrix would say of a state of the stream. */
  logitsOf(state: Vector): number[];
}

/** e^(z/T) in shares of their sum; at T = 0 the largest has everything. */
export function softmax(scores: Vector, temperature = 1): number[] {
  const largest = Math.max(...scores);
  if (temperature === 0) {
    const first = scores.indexOf(largest);
    return scores.map((_, i) => (i === first ? 1 : 0));
  }
  const powers = scores.map((score) => exp((score - largest) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const plus = (a: Vector, b: Vector) => a.map((each, i) => each + b[i]!);

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Divided by its root mean square. */
function normed(x: Vector): number[] {
  const inverse = 1 / Math.sqrt(dot(x, x) / x.length + EPSILON);
  return x.map((each) => each * inverse);
}

/** @throws RangeError for no token, more than the model has room for, or an unknown one */
export function readClosely(model: Transformer, tokens: readonly number[]): Reading {
  const { shape, parameters } = model;
  const { f32 } = model.kernels.heap;
  const { heads, width } = shape;
  if (tokens.length === 0 || tokens.length > shape.context) {
    throw new RangeError(`${tokens.length} tokens: there is room for 1 to ${shape.context}`);
  }
  if (tokens.some((token) => !(token >= 0 && token < shape.vocabulary))) {
    throw new RangeError(`a token that is not among ${shape.vocabulary}`);
  }
  const size = width / heads;
  const rowOf = ({ at, columns }: Matrix, row: number) =>
    Array.from(f32.subarray(at + row * columns, at + (row + 1) * columns));
  /** x W */
  const times = (x: Vector, w: Matrix) => {
    const sums = new Array<number>(w.columns).fill(0);
    for (let i = 0; i < w.rows; i++) {
      const at = w.at + i * w.columns;
      for (let j = 0; j < w.columns; j++) sums[j]! += x[i]! * f32[at + j]!;
    }
    return sums;
  };

  const embedded = tokens.map((token, place) =>
    plus(rowOf(parameters.tokens, token), rowOf(parameters.positions, place)),
  );
  let stream: number[][] = embedded;
  const blocks = parameters.layers.map((layer): ReadBlock => {
    const qkv = stream.map((x) => times(normed(x), layer.qkv));
    const part = (i: number, which: number, head: number) => {
      const from = which * width + head * size;
      return qkv[i]!.slice(from, from + size);
    };
    const scores = Array.from({ length: heads }, (_, head) =>
      tokens.map((_, i) =>
        Array.from({ length: i + 1 }, (_, j) => dot(part(i, 0, head), part(j, 1, head)) / Math.sqrt(size)),
      ),
    );
    const weights = scores.map((ofHead) => ofHead.map((row) => softmax(row)));
    const attended = tokens.map((_, i) => {
      const gathered = weights.flatMap((ofHead, head) => {
        const sums = new Array<number>(size).fill(0);
        for (const [j, weight] of ofHead[i]!.entries()) {
          for (const [c, value] of part(j, 2, head).entries()) sums[c]! += weight * value;
        }
        return sums;
      });
      return times(gathered, layer.attentionOut);
    });
    const between = stream.map((x, i) => plus(x, attended[i]!));
    const transformed = between.map((x) => {
      const active = times(normed(x), layer.up).map((each) => Math.max(0, each) * Math.max(0, each));
      return times(active, layer.down);
    });
    stream = between.map((x, i) => plus(x, transformed[i]!));
    return { scores, weights, attended, transformed };
  });
  return {
    embedded,
    blocks,
    leaving: stream,
    logitsOf: (state) => times(normed(state), parameters.head),
  };
}
