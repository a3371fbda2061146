/**
 * A small decoder-only transformer: pre-norm, causal self-attention, ReLU² MLP, learned positions, no biases.
 *
 *     x ← x + Attention(norm(x) W_qkv) W_o,   x ← x + relu(norm(x) W_up)² W_down,   z = norm(x) W_head
 *
 * Vaswani et al. 2017 [@vaswani2017]; unlike there, the norm comes first and is that of Zhang and Sennrich 2019
 * [@zhang2019], without a gain. Forward and backward stand side by side; read `blockForward` with `blockBackward`.
 * A row is one token of one sequence, B · T of them; all matrices of activations have a row each. d is the width.
 */
import { log } from '../float.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { matrix, multiply, top, transposed, type Matrix } from '../kernels/matrix.ts';
import { reserveParameters, type Layer, type Parameters } from './parameters.ts';
import { MLP_FACTOR, type Shape } from './shape.ts';

/** Keeps the norm of an all-zero row finite. */
export const EPSILON = 1e-5;

/** What the loss takes no account of: PyTorch's ignore index. */
export const IGNORED = -100;

/** What the way forward leaves for the way back, by layer. */
interface Block {
  /** The residual stream as it enters, between attention and MLP; (rows, d). */
  readonly entering: Matrix;
  readonly between: Matrix;
  readonly normed1: Matrix;
  readonly normed2: Matrix;
  /** 1 / root mean square, by row. */
  readonly inverse1: number;
  readonly inverse2: number;
  readonly qkv: Matrix;
  /** Attention weights (sequences, heads, length, length). */
  readonly weights: number;
  readonly attended: Matrix;
  /** Inner layer of the MLP before and after ReLU²; (rows, 4d). */
  readonly up: Matrix;
  readonly active: Matrix;
}

/** One reading of tokens. What it leaves for the way back is written over by the next one. */
export interface Pass {
  readonly reading: number;
}

export interface Transformer {
  readonly shape: Shape;
  /** The most sequences that it reads at once. */
  readonly capacity: number;
  readonly kernels: Kernels;
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  /** Logits of the last forward (rows, V). After `crossEntropy` or `pickBackward`: the gradient with respect to them. */
  readonly logits: Matrix;
  /** The last hidden states, normed (rows, d). */
  readonly hidden: Matrix;
  /**
   * Runs the model over sequences of equal length.
   *
   * @param tokens (sequences · length) ids, sequence by sequence
   * @throws RangeError for more sequences or a longer length than the model has room for, or an unknown id
   */
  forward(tokens: ArrayLike<number>, sequences: number): Pass;
  /**
   * −log P(target) by row, in nats; 0 where the target is IGNORED. Turns the logits into the gradient of
   * Σ weight · loss, once a pass.
   */
  crossEntropy(targets: ArrayLike<number>, weights: ArrayLike<number>): Float64Array;
  /** Multiplies each row of the logits, or of their gradient, by a weight of its own. */
  weighLogits(weights: ArrayLike<number>): void;
  /** The logit of the target by row; 0 where the target is IGNORED. */
  pick(targets: ArrayLike<number>): Float64Array;
  /** Turns the logits into the gradient of Σ weight · z_target, once a pass: 0 everywhere but at the targets. */
  pickBackward(targets: ArrayLike<number>, weights: ArrayLike<number>): void;
  /** The scalar head on every row. */
  values(): Float32Array;
  /**
   * Adds the gradients of the last forward to `gradients`.
   *
   * @param pass what that forward returned
   * @param logits whether the loss reaches the logits; their gradient stands in `logits`
   * @param dValues the gradient with respect to `values()`, if the loss reaches the scalar head
   * @throws Error if the model has read something else since, or if nothing has left a gradient in the logits
   */
  backward(pass: Pass, from: { readonly logits: boolean; readonly dValues?: ArrayLike<number> }): void;
  zeroGradients(): void;
}

/** A model with zero parameters and room for `capacity` sequences. */
export function createTransformer(kernels: Kernels, shape: Shape, capacity: number): Transformer {
  const { heap } = kernels;
  const { vocabulary, context, width, heads } = shape;
  const size = width / heads;
  const parameters = reserveParameters(kernels, shape);
  const gradients = reserveParameters(kernels, shape);

  const room = capacity * context;
  const rowsOf = (columns: number) => matrix(heap.reserve(room * columns), room, columns);
  const tokens = heap.reserve(room);
  const targets = heap.reserve(room);
  const lossWeights = heap.reserve(room);
  const sums = heap.reserve(room);
  const picked = heap.reserve(room);
  const stream = Array.from({ length: shape.layers + 1 }, () => rowsOf(width));
  const blocks = parameters.layers.map((_, l): Block => ({
    entering: stream[l]!,
    between: rowsOf(width),
    normed1: rowsOf(width),
    normed2: rowsOf(width),
    inverse1: heap.reserve(room),
    inverse2: heap.reserve(room),
    qkv: rowsOf(3 * width),
    weights: heap.reserve(capacity * heads * context * context),
    attended: rowsOf(width),
    up: rowsOf(MLP_FACTOR * width),
    active: rowsOf(MLP_FACTOR * width),
  }));
  const leaving = stream[shape.layers]!;
  const hidden = rowsOf(width);
  const inverse = heap.reserve(room);
  const logits = rowsOf(vocabulary);
  const scalars = rowsOf(1);

  // The way back needs one gradient at a time: these are written over, layer by layer.
  const dStream = rowsOf(width);
  const dNarrow = rowsOf(width);
  const dQkv = rowsOf(3 * width);
  const dWide = rowsOf(MLP_FACTOR * width);

  let sequences = 0;
  let length = 0;
  let last: Pass = { reading: 0 };
  let logitsHoldGradient = false;
  const rows = () => sequences * length;
  const used = (of: Matrix) => top(of, rows());
  const product = (a: Matrix, b: Matrix, c: Matrix) => multiply(kernels, used(a), b, used(c));
  const addProduct = (a: Matrix, b: Matrix, c: Matrix) => multiply(kernels, used(a), b, used(c), true);
  const copy = (from: Matrix, to: Matrix) =>
    heap.f32.copyWithin(to.at, from.at, from.at + rows() * from.columns);

  const turnIntoGradient = (by: string) => {
    if (logitsHoldGradient) throw new Error(`${by} twice in one pass: the logits are already a gradient`);
    logitsHoldGradient = true;
  };

  /** y = x W has dx = dy Wᵀ and dW = xᵀ dy. */
  const backThrough = (x: Matrix, w: Matrix, dw: Matrix, dy: Matrix, dx: Matrix) => {
    multiply(kernels, transposed(used(x)), used(dy), dw, true);
    product(dy, transposed(w), dx);
  };

  function blockForward(weights: Layer, block: Block, out: Matrix): void {
    // Attention: each token gathers from those before it, and adds the result to its stream.
    kernels.rmsNorm(block.entering.at, block.normed1.at, block.inverse1, rows(), width, EPSILON);
    product(block.normed1, weights.qkv, block.qkv);
    kernels.attend(block.qkv.at, block.weights, block.attended.at, sequences, length, heads, size);
    copy(block.entering, block.between);
    addProduct(block.attended, weights.attentionOut, block.between);
    // MLP: each token on its own.
    kernels.rmsNorm(block.between.at, block.normed2.at, block.inverse2, rows(), width, EPSILON);
    product(block.normed2, weights.up, block.up);
    kernels.reluSquared(block.up.at, block.active.at, rows() * MLP_FACTOR * width);
    copy(block.between, out);
    addProduct(block.active, weights.down, out);
  }

  /** Finds the gradient of the block's output in `dStream` and leaves that of its input there. */
  function blockBackward(weights: Layer, gradient: Layer, block: Block): void {
    // MLP, from its end to its start. The residual path hands dStream on unchanged.
    backThrough(block.active, weights.down, gradient.down, dStream, dWide);
    kernels.reluSquaredBackward(block.up.at, dWide.at, rows() * MLP_FACTOR * width);
    backThrough(block.normed2, weights.up, gradient.up, dWide, dNarrow);
    kernels.rmsNormBackward(block.normed2.at, block.inverse2, dNarrow.at, dStream.at, rows(), width);
    // Attention.
    backThrough(block.attended, weights.attentionOut, gradient.attentionOut, dStream, dNarrow);
    kernels.attendBackward(block.qkv.at, block.weights, dNarrow.at, dQkv.at, sequences, length, heads, size);
    backThrough(block.normed1, weights.qkv, gradient.qkv, dQkv, dNarrow);
    kernels.rmsNormBackward(block.normed1.at, block.inverse1, dNarrow.at, dStream.at, rows(), width);
  }

  return {
    shape,
    capacity,
    kernels,
    parameters,
    gradients,
    get logits() {
      return used(logits);
    },
    get hidden() {
      return used(hidden);
    },

    forward(ids, count) {
      sequences = count;
      length = ids.length / count;
      if (count > capacity || !Number.isInteger(length) || length > context) {
        throw new RangeError(
          `${ids.length} tokens in ${count} sequences: there is room for ${capacity} × ${context}`,
        );
      }
      for (let row = 0; row < ids.length; row++) {
        const id = ids[row]!;
        if (!(id >= 0 && id < vocabulary)) throw new RangeError(`no token ${id} among ${vocabulary}`);
        heap.i32[tokens + row] = id;
      }
      const { tokens: table, positions } = parameters;
      kernels.embed(tokens, table.at, positions.at, stream[0]!.at, sequences, length, width);
      for (const [l, block] of blocks.entries()) {
        blockForward(parameters.layers[l]!, block, stream[l + 1]!);
      }
      kernels.rmsNorm(leaving.at, hidden.at, inverse, rows(), width, EPSILON);
      product(hidden, parameters.head, logits);
      logitsHoldGradient = false;
      return (last = { reading: last.reading + 1 });
    },

    crossEntropy(wanted, weights) {
      turnIntoGradient('crossEntropy');
      heap.i32.set(wanted, targets);
      heap.f32.set(weights, lossWeights);
      kernels.crossEntropy(logits.at, targets, lossWeights, sums, picked, rows(), vocabulary);
      return Float64Array.from(
        { length: rows() },
        (_, row) => log(heap.f32[sums + row]!) - heap.f32[picked + row]!,
      );
    },

    pick(wanted) {
      return Float64Array.from({ length: rows() }, (_, row) =>
        wanted[row] === IGNORED ? 0 : heap.f32[logits.at + row * vocabulary + wanted[row]!]!,
      );
    },

    pickBackward(wanted, weights) {
      turnIntoGradient('pickBackward');
      heap.f32.fill(0, logits.at, logits.at + rows() * vocabulary);
      for (let row = 0; row < rows(); row++) {
        if (wanted[row] !== IGNORED) heap.f32[logits.at + row * vocabulary + wanted[row]!] = weights[row]!;
      }
    },

    weighLogits(weights) {
      const { f32 } = heap;
      for (let row = 0; row < rows(); row++) {
        const start = logits.at + row * vocabulary;
        for (let i = start; i < start + vocabulary; i++) f32[i] = f32[i]! * weights[row]!;
      }
    },

    values() {
      product(hidden, parameters.scalarHead, scalars);
      const bias = heap.f32[parameters.scalarBias.at]!;
      return heap.f32.slice(scalars.at, scalars.at + rows()).map((value) => value + bias);
    },

    backward(pass, { logits: throughLogits, dValues }) {
      if (pass !== last) {
        throw new Error(
          `backward of reading ${pass.reading}, but the model has read again (${last.reading}): what it left is gone`,
        );
      }
      if (throughLogits && !logitsHoldGradient) {
        throw new Error(
          'backward through logits that hold no gradient: crossEntropy comes first, or pickBackward',
        );
      }
      if (throughLogits) backThrough(hidden, parameters.head, gradients.head, logits, dNarrow);
      else heap.f32.fill(0, dNarrow.at, dNarrow.at + rows() * width);
      if (dValues) {
        heap.f32.set(dValues, scalars.at);
        multiply(kernels, transposed(used(hidden)), used(scalars), gradients.scalarHead, true);
        addProduct(scalars, transposed(parameters.scalarHead), dNarrow);
        let sum = 0;
        for (let row = 0; row < rows(); row++) sum += dValues[row]!;
        heap.f32[gradients.scalarBias.at]! += sum;
      }
      heap.f32.fill(0, dStream.at, dStream.at + rows() * width);
      kernels.rmsNormBackward(hidden.at, inverse, dNarrow.at, dStream.at, rows(), width);
      for (let l = blocks.length - 1; l >= 0; l--) {
        blockBackward(parameters.layers[l]!, gradients.layers[l]!, blocks[l]!);
      }
      const { tokens: dTable, positions } = gradients;
      kernels.embedBackward(tokens, dTable.at, positions.at, dStream.at, sequences, length, width);
    },

    zeroGradients() {
      heap.f32.fill(0, gradients.at, gradients.at + gradients.count);
    },
  };
}
