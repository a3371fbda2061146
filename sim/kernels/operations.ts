/**
 * What every set of kernels can do. Offsets count float32 numbers from the start of one heap; matrices are row-major.
 * All arithmetic is float32, in the order that `plain.ts` spells out, so that all sets give the same bits, as long as all
 * numbers are finite. Where one has overflowed, SIMD may multiply it by a zero that `plain.ts` leaves out, and give NaN to
 * a position that does not see it; a run stops at its first row that is no number.
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

  /** x (rows, n) = token row + position row. Tokens and places, the positions within their sequences, are int32. */
  embed(
    tokens: number,
    places: number,
    table: number,
    positions: number,
    x: number,
    rows: number,
    n: number,
  ): void;
  /** Adds each row of dx to the gradient of its token and of its position. */
  embedBackward(
    tokens: number,
    places: number,
    dTable: number,
    dPositions: number,
    dx: number,
    rows: number,
    n: number,
  ): void;

  /** Row i of `to` (count, n) ← row `rows[i]` of `from`. */
  gatherRows(from: number, rows: number, to: number, count: number, n: number): void;
  /** Row `rows[i]` of `to` ← row i of `from` (count, n). */
  scatterRows(from: number, rows: number, to: number, count: number, n: number): void;
  /** Row i of x (rows, n) ← `factors[i]` · row i. */
  scaleRows(x: number, factors: number, rows: number, n: number): void;

  /** y = x · r by rows (rows, n), with r = 1 / √(mean x² + ε) kept in `inverse` (Zhang and Sennrich 2019 [@zhang2019], no gain). */
  rmsNorm(x: number, y: number, inverse: number, rows: number, n: number, epsilon: number): void;
  /** dx += r · (dy − y · mean(dy · y)). */
  rmsNormBackward(y: number, inverse: number, dy: number, dx: number, rows: number, n: number): void;

  /** y = max(x, 0)² (So et al. 2021). */
  reluSquared(x: number, y: number, n: number): void;
  /** dx ← dx · 2 max(x, 0). */
  reluSquaredBackward(x: number, dx: number, n: number): void;

  /**
   * Causal attention over sequences that stand one behind the other: qkv (rows, 3 · heads · size), the rows of sequence
   * s from `starts[s]` to `starts[s + 1]`; out (rows, heads · size). P (sequences, heads, room, room) has a row for each
   * query, which is set up to the position of the query. `room` is a multiple of 8, and no sequence is longer. Scores
   * are divided by √size (Vaswani et al. 2017, eq. 1 [@vaswani2017]).
   */
  attend(
    qkv: number,
    probabilities: number,
    out: number,
    starts: number,
    sequences: number,
    heads: number,
    size: number,
    room: number,
  ): void;
  /** dQKV from dOut and the P that `attend` left. */
  attendBackward(
    qkv: number,
    probabilities: number,
    dOut: number,
    dQkv: number,
    starts: number,
    sequences: number,
    heads: number,
    size: number,
    room: number,
  ): void;
  /**
   * Attention of one new position of `count` sequences, the same in all, counted from 0: row i of qkv (count, 3 · heads ·
   * size) joins slot `slots[i]` of the cache of keys (slots, heads, size, room) and values (slots, heads, room, size), and
   * its query sees the slot up to itself; out (count, heads · size). `room` is a multiple of 4.
   */
  attendNext(
    qkv: number,
    slots: number,
    keys: number,
    values: number,
    out: number,
    position: number,
    room: number,
    count: number,
    heads: number,
    size: number,
  ): void;

  /** Each row of x (rows, n) ← softmax(scale · row), scale > 0. */
  softmax(x: number, rows: number, n: number, scale: number): void;
  /**
   * Logits (rows, n) ← weight · (softmax − one-hot of the target): the gradient of weight · (−log P(target)).
   * Leaves, by row, `sums` Σ e^(x − max) and `picked` x_target − max.
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

  /** z_i = row i of x (rows, n) · column `targets[i]` of W (n, columns): of all logits, one a row. */
  pick(x: number, w: number, targets: number, z: number, rows: number, n: number, columns: number): void;
  /** Of `pick`, from dz (rows): overwrites dx (rows, n), and adds to dW. */
  pickBackward(
    x: number,
    w: number,
    targets: number,
    dz: number,
    dx: number,
    dw: number,
    rows: number,
    n: number,
    columns: number,
  ): void;

  /** to = a + b (n). */
  add(a: number, b: number, to: number, n: number): void;
  /** to = (a + b) + (c + d) (n). */
  addFour(a: number, b: number, c: number, d: number, to: number, n: number): void;
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
