/**
 * What every set of kernels can do. Offsets count float32 numbers from the start of one heap; matrices are row-major.
 * All arithmetic is float32, in the order that `plain.ts` spells out, so that all sets give the same bits.
 */
export interface Operations {
  /** C (m, n) = A (m, k) · B (k, n), or C += A · B; each matrix with its offset, row stride and column stride. */
  gemm(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    cRow: number,
    accumulate: boolean,
  ): void;

  /** x (sequences · length, n) = token row + position row. Tokens are int32. */
  embed(
    tokens: number,
    table: number,
    positions: number,
    x: number,
    sequences: number,
    length: number,
    n: number,
  ): void;
  /** Adds each row of dx to the gradient of its token and of its position. */
  embedBackward(
    tokens: number,
    dTable: number,
    dPositions: number,
    dx: number,
    sequences: number,
    length: number,
    n: number,
  ): void;

  /** y = x · r by rows (rows, n), with r = 1 / √(mean x² + ε) kept in `inverse` (Zhang and Sennrich 2019 [@zhang2019], no gain). */
  rmsNorm(x: number, y: number, inverse: number, rows: number, n: number, epsilon: number): void;
  /** dx += r · (dy − y · mean(dy · y)). */
  rmsNormBackward(y: number, inverse: number, dy: number, dx: number, rows: number, n: number): void;

  /** y = max(x, 0)² (So et al. 2021). */
  reluSquared(x: number, y: number, n: number): void;
  /** dx ← dx · 2 max(x, 0). */
  reluSquaredBackward(x: number, dx: number, n: number): void;

  /**
   * Causal attention over qkv (sequences · length, 3 · heads · size): P (sequences, heads, length, length) and
   * out (sequences · length, heads · size). Scores are divided by √size (Vaswani et al. 2017, eq. 1 [@vaswani2017]).
   */
  attend(
    qkv: number,
    probabilities: number,
    out: number,
    sequences: number,
    length: number,
    heads: number,
    size: number,
  ): void;
  /** dQKV from dOut and the P that `attend` left. */
  attendBackward(
    qkv: number,
    probabilities: number,
    dOut: number,
    dQkv: number,
    sequences: number,
    length: number,
    heads: number,
    size: number,
  ): void;
  /**
   * Attention of one new position a sequence: its qkv (sequences, 3 · heads · size) joins the cache of keys
   * (sequences, heads, size, room) and values (sequences, heads, room, size); `room` is a multiple of 4.
   */
  attendNext(
    qkv: number,
    keys: number,
    values: number,
    out: number,
    position: number,
    room: number,
    sequences: number,
    heads: number,
    size: number,
  ): void;

  /** Each row of x (rows, n) ← softmax(scale · row), scale > 0. */
  softmax(x: number, rows: number, n: number, scale: number): void;
  /**
   * Logits (rows, n) ← weight · (softmax − one-hot of the target): the gradient of weight · (−log P(target)).
   * Leaves, by row, `sums` Σ e^(x − max) and `picked` x_target − max. A negative target is left out: zeros.
   */
  crossEntropy(
    logits: number,
    targets: number,
    weights: number,
    sums: number,
    picked: number,
    rows: number,
    n: number,
  ): void;

  /** Σ x², in float64. */
  sumOfSquares(x: number, n: number): number;
  /**
   * p ← p · keep − rate · m / (√v · root + ε), where m and v are running means of g · clip and of its square
   * (Loshchilov and Hutter 2019 [@loshchilov2019]); `rate` and `root` hold the bias corrections.
   */
  adamW(
    p: number,
    g: number,
    m: number,
    v: number,
    n: number,
    clip: number,
    beta1: number,
    beta2: number,
    rate: number,
    root: number,
    epsilon: number,
    keep: number,
  ): void;
}

/** The longest sequence that every set of kernels takes. */
export const LONGEST_SEQUENCE = 512;
