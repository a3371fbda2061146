/** Kernels over single numbers: ReLU², AdamW, sums of squares; and those that look rows up: in the embedding table, or in a list. */
import { bytes } from './memory';

/** y = max(x, 0)². */
export function reluSquared(x: i32, y: i32, n: i32): void {
  const zero = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const positive = f32x4.pmax(zero, v128.load(bytes(x + i)));
    v128.store(bytes(y + i), f32x4.mul(positive, positive));
  }
  for (; i < n; i++) {
    const value = load<f32>(bytes(x + i));
    const positive: f32 = value > 0 ? value : 0;
    store<f32>(bytes(y + i), positive * positive);
  }
}

/** dx ← dx · 2 max(x, 0). */
export function reluSquaredBackward(x: i32, dx: i32, n: i32): void {
  const zero = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const positive = f32x4.pmax(zero, v128.load(bytes(x + i)));
    const twice = f32x4.add(positive, positive);
    v128.store(bytes(dx + i), f32x4.mul(v128.load(bytes(dx + i)), twice));
  }
  for (; i < n; i++) {
    const value = load<f32>(bytes(x + i));
    const positive: f32 = value > 0 ? value : 0;
    store<f32>(bytes(dx + i), load<f32>(bytes(dx + i)) * (positive + positive));
  }
}

function addRow(from: usize, to: usize, n: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(to + bytes(i), f32x4.add(v128.load(to + bytes(i)), v128.load(from + bytes(i))));
  }
  for (; i < n; i++) store<f32>(to + bytes(i), load<f32>(to + bytes(i)) + load<f32>(from + bytes(i)));
}

/** x (rows, n) = row of the token table + row of the position table. */
export function embed(tokens: i32, places: i32, table: i32, positions: i32, x: i32, rows: i32, n: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    const to = bytes(x + row * n);
    memory.copy(to, bytes(table + load<i32>(bytes(tokens + row)) * n), bytes(n));
    addRow(bytes(positions + load<i32>(bytes(places + row)) * n), to, n);
  }
}

/** Adds each row of dx to the gradient of its token and of its position, in the order of the rows. */
export function embedBackward(
  tokens: i32,
  places: i32,
  dTable: i32,
  dPositions: i32,
  dx: i32,
  rows: i32,
  n: i32,
): void {
  for (let row: i32 = 0; row < rows; row++) {
    const from = bytes(dx + row * n);
    addRow(from, bytes(dTable + load<i32>(bytes(tokens + row)) * n), n);
    addRow(from, bytes(dPositions + load<i32>(bytes(places + row)) * n), n);
  }
}

/** Row i of `to` (count, n) ← row `rows[i]` of `from`. */
export function gatherRows(from: i32, rows: i32, to: i32, count: i32, n: i32): void {
  for (let i: i32 = 0; i < count; i++) {
    memory.copy(bytes(to + i * n), bytes(from + load<i32>(bytes(rows + i)) * n), bytes(n));
  }
}

/** Row `rows[i]` of `to` ← row i of `from` (count, n). */
export function scatterRows(from: i32, rows: i32, to: i32, count: i32, n: i32): void {
  for (let i: i32 = 0; i < count; i++) {
    memory.copy(bytes(to + load<i32>(bytes(rows + i)) * n), bytes(from + i * n), bytes(n));
  }
}

/** to = a + b. */
export function add(a: i32, b: i32, to: i32, n: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(bytes(to + i), f32x4.add(v128.load(bytes(a + i)), v128.load(bytes(b + i))));
  }
  for (; i < n; i++) store<f32>(bytes(to + i), load<f32>(bytes(a + i)) + load<f32>(bytes(b + i)));
}

/** to = (a + b) + (c + d): in one pass, since memory takes longer than sums. */
export function addFour(a: i32, b: i32, c: i32, d: i32, to: i32, n: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const left = f32x4.add(v128.load(bytes(a + i)), v128.load(bytes(b + i)));
    const right = f32x4.add(v128.load(bytes(c + i)), v128.load(bytes(d + i)));
    v128.store(bytes(to + i), f32x4.add(left, right));
  }
  for (; i < n; i++) {
    const left: f32 = load<f32>(bytes(a + i)) + load<f32>(bytes(b + i));
    const right: f32 = load<f32>(bytes(c + i)) + load<f32>(bytes(d + i));
    store<f32>(bytes(to + i), left + right);
  }
}

/** Σ x², in float64 and four lanes. */
export function sumOfSquares(x: i32, n: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const values = v128.load(bytes(x + i));
    const first = f64x2.promote_low_f32x4(values);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f64>(values, values, 1, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const a = f64x2.extract_lane(low, 0) + f64x2.extract_lane(high, 0);
  const b = f64x2.extract_lane(low, 1) + f64x2.extract_lane(high, 1);
  let rest: f64 = 0;
  for (; i < n; i++) {
    const value = <f64>load<f32>(bytes(x + i));
    rest += value * value;
  }
  return a + b + rest;
}

/**
 * AdamW (Loshchilov and Hutter 2019): p ← p · keep − rate · m / (√v · root + ε), where m and v are the running means
 * of g · clip and of its square. `rate` holds the bias correction of m, `root` that of √v.
 */
export function adamW(
  p: i32,
  g: i32,
  m: i32,
  v: i32,
  n: i32,
  clip: f32,
  beta1: f32,
  beta2: f32,
  rate: f32,
  root: f32,
  epsilon: f32,
  keep: f32,
): void {
  const rest1: f32 = 1 - beta1;
  const rest2: f32 = 1 - beta2;
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const gs = f32x4.mul(v128.load(bytes(g + i)), f32x4.splat(clip));
    const ms = f32x4.add(
      f32x4.mul(f32x4.splat(beta1), v128.load(bytes(m + i))),
      f32x4.mul(f32x4.splat(rest1), gs),
    );
    const vs = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(bytes(v + i))),
      f32x4.mul(f32x4.splat(rest2), f32x4.mul(gs, gs)),
    );
    v128.store(bytes(m + i), ms);
    v128.store(bytes(v + i), vs);
    const below = f32x4.add(f32x4.mul(f32x4.sqrt(vs), f32x4.splat(root)), f32x4.splat(epsilon));
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), ms), below);
    v128.store(bytes(p + i), f32x4.sub(f32x4.mul(v128.load(bytes(p + i)), f32x4.splat(keep)), step));
  }
  for (; i < n; i++) {
    const gs: f32 = load<f32>(bytes(g + i)) * clip;
    const ms: f32 = beta1 * load<f32>(bytes(m + i)) + rest1 * gs;
    const vs: f32 = beta2 * load<f32>(bytes(v + i)) + rest2 * (gs * gs);
    store<f32>(bytes(m + i), ms);
    store<f32>(bytes(v + i), vs);
    const step: f32 = (rate * ms) / (sqrt<f32>(vs) * root + epsilon);
    store<f32>(bytes(p + i), load<f32>(bytes(p + i)) * keep - step);
  }
}
