/** The parameters of a transformer, or their gradients: matrices by name in one piece of the heap. */
import type { Kernels } from '../kernels/kernels.ts';
import { matrix, type Matrix } from '../kernels/matrix.ts';
import type { Rng } from '../rng.ts';
import { checkShape, MLP_FACTOR, parameterCount, type Shape } from './shape.ts';

export interface Layer {
  /** (d, 3d): queries, keys and values side by side. */
  readonly qkv: Matrix;
  /** (d, d) */
  readonly attentionOut: Matrix;
  /** (d, 4d) */
  readonly up: Matrix;
  /** (4d, d) */
  readonly down: Matrix;
}

export interface Parameters {
  /** Counts the times they were written, so that a copy of them elsewhere is known to be old. */
  version: number;
  readonly at: number;
  readonly count: number;
  /** (V, d) */
  readonly tokens: Matrix;
  /** (T, d) */
  readonly positions: Matrix;
  readonly layers: readonly Layer[];
  /** (d, V): hidden state to logits. */
  readonly head: Matrix;
  /** (d, 1) and (1, 1): hidden state to a reward or a value. */
  readonly scalarHead: Matrix;
  readonly scalarBias: Matrix;
  /** All of them, in their order in the heap and in files. */
  readonly named: ReadonlyMap<string, Matrix>;
}

/** Zeros for every parameter of a shape. */
export function reserveParameters({ heap }: Kernels, shape: Shape): Parameters {
  checkShape(shape);
  const { vocabulary, context, width, layers } = shape;
  const count = parameterCount(shape);
  const at = heap.reserve(count);
  const named = new Map<string, Matrix>();
  let next = at;
  const place = (name: string, rows: number, columns: number) => {
    const placed = matrix(next, rows, columns);
    named.set(name, placed);
    next += rows * columns;
    return placed;
  };
  return {
    version: 0,
    at,
    count,
    tokens: place('tokens', vocabulary, width),
    positions: place('positions', context, width),
    layers: Array.from({ length: layers }, (_, l) => ({
      qkv: place(`layer${l}.qkv`, width, 3 * width),
      attentionOut: place(`layer${l}.attentionOut`, width, width),
      up: place(`layer${l}.up`, width, MLP_FACTOR * width),
      down: place(`layer${l}.down`, MLP_FACTOR * width, width),
    })),
    head: place('head', width, vocabulary),
    scalarHead: place('scalarHead', width, 1),
    scalarBias: place('scalarBias', 1, 1),
    named,
  };
}

/**
 * Fresh normal weights. Matrices that read a hidden state keep its size, d^−½; those that write into the residual
 * stream start small, 0.3 · fan-in^−½, so that a deep model starts as a shallow one. The output matrix starts small too,
 * so that all tokens start nearly alike, but not at 0, where nothing below it would learn. The scalar head starts at 0.
 *
 * @param headDeviation of the output matrix
 */
export function initialise({ heap }: Kernels, parameters: Parameters, rng: Rng, headDeviation = 0.02): void {
  const fill = ({ at, rows, columns }: Matrix, deviation: number) => {
    for (let i = at; i < at + rows * columns; i++) heap.f32[i] = deviation * rng.normal();
  };
  const inverseRoot = (n: number) => 1 / Math.sqrt(n);
  fill(parameters.tokens, 0.5);
  fill(parameters.positions, 0.2);
  for (const { qkv, attentionOut, up, down } of parameters.layers) {
    fill(qkv, inverseRoot(qkv.rows));
    fill(attentionOut, 0.3 * inverseRoot(attentionOut.rows));
    fill(up, inverseRoot(up.rows));
    fill(down, 0.3 * inverseRoot(down.rows));
  }
  fill(parameters.head, headDeviation);
  fill(parameters.scalarHead, 0);
  fill(parameters.scalarBias, 0);
  parameters.version += 1;
}
