/**
 * A small decoder-only transformer: pre-norm, causal self-attention, ReLU² MLP, learned positions, no biases.
 *
 *     x ← x + Attention(norm(x) W_qkv) W_o,   x ← x + relu(norm(x) W_up)² W_down,   z = norm(x) W_head
 *
 * Vaswani et al. 2017 [@vaswani2017]; unlike there, the norm comes first and is that of Zhang and Sennrich 2019
 * [@zhang2019], without a gain. Forward and backward stand side by side; read `blockForward` with `blockBackward`.
 * A row is one token of one sequence; the sequences of a batch stand one behind the other, and all matrices of
 * activations have a row each. d is the width. Logits are computed for the rows that predict something, and only once
 * they are asked for: of this model, they are the largest matrix.
 */
import { log } from '../float.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { matrix, multiply, slice, top, transposed, type Matrix } from '../kernels/matrix.ts';
import { reserveParameters, type Layer, type Parameters } from './parameters.ts';
import { MLP_FACTOR, type Shape } from './shape.ts';

/** Keeps the norm of an all-zero row finite. */
export const EPSILON = 1e-5;

/** Sequences one behind the other. */
export interface Packed {
  /** (rows) ids. */
  readonly tokens: ArrayLike<number>;
  /** (sequences + 1) where each sequence begins, and where the last one ends. */
  readonly starts: ArrayLike<number>;
  /** The rows that have logits, in their order. */
  readonly predicting: ArrayLike<number>;
}

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
  /** Attention weights (sequences, heads, T, T), with T filled up to a multiple of 8. */
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

/** Neighbouring sequences of a batch, whose gradient is kept apart from that of the others. */
export interface Part {
  readonly sequences: number;
  /** To which it is added. */
  readonly gradients: Parameters;
}

/** A part's rows, and which of the predicting rows are its own; both from – to. */
interface Span {
  readonly rows: readonly [from: number, to: number];
  readonly predicted: readonly [from: number, to: number];
  readonly gradients: Parameters;
}

export interface Transformer {
  readonly shape: Shape;
  /** The most sequences that it reads at once. */
  readonly capacity: number;
  readonly kernels: Kernels;
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  /** Logits of the last forward (predicting, V). After `crossEntropy`: the gradient with respect to them. */
  readonly logits: Matrix;
  /** The last hidden states, normed (rows, d). */
  readonly hidden: Matrix;
  /**
   * Runs the model over some sequences.
   *
   * @throws RangeError for more sequences or a longer one than the model has room for, or an unknown id
   */
  forward(batch: Packed): Pass;
  /**
   * −log P(target) of each predicting row, in nats. Turns the logits into the gradient of Σ weight · loss, once a pass.
   */
  crossEntropy(targets: ArrayLike<number>, weights: ArrayLike<number>): Float64Array;
  /** Multiplies each row of the logits, or of their gradient, by a weight of its own. */
  weighLogits(weights: ArrayLike<number>): void;
  /** The logit of the target of each predicting row; no other is computed. */
  pick(targets: ArrayLike<number>): Float64Array;
  /** In place of `crossEntropy`: the loss is Σ weight · z_target, whose gradient is 0 everywhere but at the targets. */
  pickBackward(targets: ArrayLike<number>, weights: ArrayLike<number>): void;
  /** The scalar head on every row. */
  values(): Float32Array;
  /**
   * Adds the gradients of the last forward to `gradients`, or part by part to those of the parts.
   *
   * @param pass what that forward returned
   * @param logits whether the loss reaches the logits, as `crossEntropy` or `pickBackward` said
   * @param dValues the gradient with respect to `values()`, if the loss reaches the scalar head
   * @param parts of the batch, all of them in their order
   * @throws Error if the model has read something else since, or if nothing has said how the loss reaches the logits
   */
  backward(
    pass: Pass,
    from: { readonly logits: boolean; readonly dValues?: ArrayLike<number> },
    parts?: readonly Part[],
  ): void;
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
  const attentionRoom = Math.ceil(context / 8) * 8;
  const tokens = heap.reserve(room);
  /** Positions within the sequences, by row. */
  const places = heap.reserve(room);
  const starts = heap.reserve(capacity + 1);
  const predicting = heap.reserve(room);
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
    weights: heap.reserve(capacity * heads * attentionRoom * attentionRoom),
    attended: rowsOf(width),
    up: rowsOf(MLP_FACTOR * width),
    active: rowsOf(MLP_FACTOR * width),
  }));
  const leaving = stream[shape.layers]!;
  const hidden = rowsOf(width);
  const inverse = heap.reserve(room);
  /** Of the hidden states, the predicting rows; and their gradient. */
  const chosen = rowsOf(width);
  const dChosen = rowsOf(width);
  const logits = rowsOf(vocabulary);
  const scalars = rowsOf(1);

  // The way back needs one gradient at a time: these are written over, layer by layer.
  const dStream = rowsOf(width);
  const dNarrow = rowsOf(width);
  const dQkv = rowsOf(3 * width);
  const dWide = rowsOf(MLP_FACTOR * width);

  let sequences = 0;
  let rows = 0;
  let predicted = 0;
  let last: Pass = { reading: 0 };
  let logitsStand = false;
  /** How the loss reaches the logits: not yet said, through any of them, or through one a row. */
  let gradient: 'none' | 'all' | 'picked' = 'none';
  const used = (of: Matrix) => top(of, rows);
  const product = (a: Matrix, b: Matrix, c: Matrix) => multiply(kernels, used(a), b, used(c));
  const addProduct = (a: Matrix, b: Matrix, c: Matrix) => multiply(kernels, used(a), b, used(c), true);
  const copy = (from: Matrix, to: Matrix) =>
    heap.f32.copyWithin(to.at, from.at, from.at + rows * from.columns);

  const turnIntoGradient = (by: string, into: 'all' | 'picked') => {
    if (gradient !== 'none') throw new Error(`${by} in a pass whose gradient is already made`);
    gradient = into;
  };

  /** The logits, computed once a pass. */
  const readLogits = () => {
    const read = top(logits, predicted);
    if (!logitsStand) multiply(kernels, top(chosen, predicted), parameters.head, read);
    logitsStand = true;
    return read;
  };

  let spans: readonly Span[] = [];

  function spansOf(parts: readonly Part[]): Span[] {
    let [sequence, row, token] = [0, 0, 0];
    return parts.map((part) => {
      const [fromRow, fromToken] = [row, token];
      sequence += part.sequences;
      row = heap.i32[starts + sequence]!;
      while (token < predicted && heap.i32[predicting + token]! < row) token += 1;
      return { rows: [fromRow, row], predicted: [fromToken, token], gradients: part.gradients };
    });
  }

  /** y = x W has dx = dy Wᵀ and dW = xᵀ dy; `dwOf` finds dW among the gradients of a part. */
  const backThrough = (x: Matrix, w: Matrix, dwOf: (of: Parameters) => Matrix, dy: Matrix, dx: Matrix) => {
    for (const { rows: span, gradients: of } of spans) {
      multiply(kernels, transposed(slice(x, ...span)), slice(dy, ...span), dwOf(of), true);
    }
    product(dy, transposed(w), dx);
  };

  function blockForward(weights: Layer, block: Block, out: Matrix): void {
    // Attention: each token gathers from those before it, and adds the result to its stream.
    kernels.rmsNorm(block.entering.at, block.normed1.at, block.inverse1, rows, width, EPSILON);
    product(block.normed1, weights.qkv, block.qkv);
    kernels.attend(
      block.qkv.at,
      block.weights,
      block.attended.at,
      starts,
      sequences,
      heads,
      size,
      attentionRoom,
    );
    copy(block.entering, block.between);
    addProduct(block.attended, weights.attentionOut, block.between);
    // MLP: each token on its own.
    kernels.rmsNorm(block.between.at, block.normed2.at, block.inverse2, rows, width, EPSILON);
    product(block.normed2, weights.up, block.up);
    kernels.reluSquared(block.up.at, block.active.at, rows * MLP_FACTOR * width);
    copy(block.between, out);
    addProduct(block.active, weights.down, out);
  }

  /** Finds the gradient of the block's output in `dStream` and leaves that of its input there. */
  function blockBackward(l: number): void {
    const [weights, block] = [parameters.layers[l]!, blocks[l]!];
    // MLP, from its end to its start. The residual path hands dStream on unchanged.
    backThrough(block.active, weights.down, (of) => of.layers[l]!.down, dStream, dWide);
    kernels.reluSquaredBackward(block.up.at, dWide.at, rows * MLP_FACTOR * width);
    backThrough(block.normed2, weights.up, (of) => of.layers[l]!.up, dWide, dNarrow);
    kernels.rmsNormBackward(block.normed2.at, block.inverse2, dNarrow.at, dStream.at, rows, width);
    // Attention.
    backThrough(block.attended, weights.attentionOut, (of) => of.layers[l]!.attentionOut, dStream, dNarrow);
    kernels.attendBackward(
      block.qkv.at,
      block.weights,
      dNarrow.at,
      dQkv.at,
      starts,
      sequences,
      heads,
      size,
      attentionRoom,
    );
    backThrough(block.normed1, weights.qkv, (of) => of.layers[l]!.qkv, dQkv, dNarrow);
    kernels.rmsNormBackward(block.normed1.at, block.inverse1, dNarrow.at, dStream.at, rows, width);
  }

  /** Leaves the gradient of the hidden states in the predicting rows of `dNarrow`. */
  function logitsBackward(): void {
    const { head } = parameters;
    if (gradient === 'picked') {
      for (const {
        predicted: [from, to],
        gradients: of,
      } of spans) {
        const [x, dx] = [chosen.at + from * width, dChosen.at + from * width];
        const [wanted, weights] = [targets + from, lossWeights + from];
        kernels.pickBackward(x, head.at, wanted, weights, dx, of.head.at, to - from, width, vocabulary);
      }
    } else {
      for (const { predicted: span, gradients: of } of spans) {
        multiply(kernels, transposed(slice(chosen, ...span)), slice(logits, ...span), of.head, true);
      }
      multiply(kernels, top(logits, predicted), transposed(head), top(dChosen, predicted));
    }
    kernels.scatterRows(dChosen.at, predicting, dNarrow.at, predicted, width);
  }

  return {
    shape,
    capacity,
    kernels,
    parameters,
    gradients,
    get logits() {
      return readLogits();
    },
    get hidden() {
      return used(hidden);
    },

    forward(batch) {
      const count = batch.starts.length - 1;
      if (count > capacity) throw new RangeError(`${count} sequences: there is room for ${capacity}`);
      const { i32 } = heap;
      for (let s = 0; s < count; s++) {
        const [from, to] = [batch.starts[s]!, batch.starts[s + 1]!];
        if (to - from > context) {
          throw new RangeError(`a sequence of ${to - from} tokens: there is room for ${context}`);
        }
        for (let row = from; row < to; row++) {
          const id = batch.tokens[row]!;
          if (!(id >= 0 && id < vocabulary)) throw new RangeError(`no token ${id} among ${vocabulary}`);
          i32[tokens + row] = id;
          i32[places + row] = row - from;
        }
      }
      i32.set(batch.starts, starts);
      i32.set(batch.predicting, predicting);
      sequences = count;
      rows = batch.starts[count]!;
      predicted = batch.predicting.length;
      const { tokens: table, positions } = parameters;
      kernels.embed(tokens, places, table.at, positions.at, stream[0]!.at, rows, width);
      for (const [l, block] of blocks.entries()) {
        blockForward(parameters.layers[l]!, block, stream[l + 1]!);
      }
      kernels.rmsNorm(leaving.at, hidden.at, inverse, rows, width, EPSILON);
      kernels.gatherRows(hidden.at, predicting, chosen.at, predicted, width);
      logitsStand = false;
      gradient = 'none';
      return (last = { reading: last.reading + 1 });
    },

    crossEntropy(wanted, weights) {
      turnIntoGradient('crossEntropy', 'all');
      const { at } = readLogits();
      const { f32, i32 } = heap;
      i32.set(wanted, targets);
      f32.set(weights, lossWeights);
      kernels.crossEntropy(at, targets, lossWeights, sums, picked, predicted, vocabulary);
      const losses = new Float64Array(predicted);
      for (let i = 0; i < predicted; i++) losses[i] = log(f32[sums + i]!) - f32[picked + i]!;
      return losses;
    },

    weighLogits(weights) {
      const { at } = readLogits();
      heap.f32.set(weights, lossWeights);
      kernels.scaleRows(at, lossWeights, predicted, vocabulary);
    },

    pick(wanted) {
      heap.i32.set(wanted, targets);
      kernels.pick(chosen.at, parameters.head.at, targets, picked, predicted, width, vocabulary);
      return Float64Array.from(heap.f32.subarray(picked, picked + predicted));
    },

    pickBackward(wanted, weights) {
      turnIntoGradient('pickBackward', 'picked');
      heap.i32.set(wanted, targets);
      heap.f32.set(weights, lossWeights);
    },

    values() {
      product(hidden, parameters.scalarHead, scalars);
      const bias = heap.f32[parameters.scalarBias.at]!;
      const values = heap.f32.slice(scalars.at, scalars.at + rows);
      for (let row = 0; row < rows; row++) values[row] = values[row]! + bias;
      return values;
    },

    backward(pass, { logits: throughLogits, dValues }, parts = [{ sequences, gradients }]) {
      if (pass !== last) {
        throw new Error(
          `backward of reading ${pass.reading}, but the model has read again (${last.reading}): what it left is gone`,
        );
      }
      if (throughLogits && gradient === 'none') {
        throw new Error(
          'backward through logits without a gradient: crossEntropy comes first, or pickBackward',
        );
      }
      spans = spansOf(parts);
      if (spans.at(-1)?.rows[1] !== rows) throw new RangeError('the parts are not the whole batch');
      heap.f32.fill(0, dNarrow.at, dNarrow.at + rows * width);
      if (throughLogits) logitsBackward();
      if (dValues) {
        heap.f32.set(dValues, scalars.at);
        for (const { rows: span, gradients: of } of spans) {
          multiply(kernels, transposed(slice(hidden, ...span)), slice(scalars, ...span), of.scalarHead, true);
          let sum = 0;
          for (let row = span[0]; row < span[1]; row++) sum += dValues[row]!;
          heap.f32[of.scalarBias.at]! += sum;
        }
        addProduct(scalars, transposed(parameters.scalarHead), dNarrow);
      }
      heap.f32.fill(0, dStream.at, dStream.at + rows * width);
      kernels.rmsNormBackward(hidden.at, inverse, dNarrow.at, dStream.at, rows, width);
      for (let l = blocks.length - 1; l >= 0; l--) blockBackward(l);
      for (const {
        rows: [from, to],
        gradients: of,
      } of spans) {
        const [ids, at, dx] = [tokens + from, places + from, dStream.at + from * width];
        kernels.embedBackward(ids, at, of.tokens.at, of.positions.at, dx, to - from, width);
      }
    },

    zeroGradients() {
      heap.f32.fill(0, gradients.at, gradients.at + gradients.count);
    },
  };
}
