/** Kernels over the rows of a matrix: norms, softmax, cross-entropy. Sums run in four interleaved lanes. */
import { exp1, exp4, exp8 } from './exp';
import { bytes } from './memory';

/** (0 + 2) + (1 + 3): the order in which every sum of four lanes ends, here and in the plain kernels. */
export function total(lanes: v128): f32 {
  const a = f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 2);
  const b = f32x4.extract_lane(lanes, 1) + f32x4.extract_lane(lanes, 3);
  return a + b;
}

/** `value` added to lane `i & 3`: what is left of a row after its vectors. */
function addToLane(lanes: v128, i: i32, value: f32): v128 {
  switch (i & 3) {
    case 0:
      return f32x4.replace_lane(lanes, 0, f32x4.extract_lane(lanes, 0) + value);
    case 1:
      return f32x4.replace_lane(lanes, 1, f32x4.extract_lane(lanes, 1) + value);
    case 2:
      return f32x4.replace_lane(lanes, 2, f32x4.extract_lane(lanes, 2) + value);
    default:
      return f32x4.replace_lane(lanes, 3, f32x4.extract_lane(lanes, 3) + value);
  }
}

/** Σ x_i y_i. */
export function dot(x: usize, y: usize, n: i32): f32 {
  let lanes = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const at = bytes(i);
    lanes = f32x4.add(lanes, f32x4.mul(v128.load(x + at), v128.load(y + at)));
  }
  for (; i < n; i++) {
    lanes = addToLane(lanes, i, load<f32>(x + bytes(i)) * load<f32>(y + bytes(i)));
  }
  return total(lanes);
}

/** x ← e^(scale·x − max) over one row; returns the sum. Afterwards the row still has to be divided by it. */
export function exponentials(x: usize, n: i32, scale: f32, max: f32): f32 {
  const scales = f32x4.splat(scale);
  const maxima = f32x4.splat(max);
  let lanes = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 8 <= n; i += 8) lanes = exp8(x + bytes(i), scales, maxima, lanes);
  for (; i + 4 <= n; i += 4) {
    const at = x + bytes(i);
    const e = exp4(f32x4.sub(f32x4.mul(v128.load(at), scales), maxima));
    v128.store(at, e);
    lanes = f32x4.add(lanes, e);
  }
  for (; i < n; i++) {
    const at = x + bytes(i);
    const e = exp1(load<f32>(at) * scale - max);
    store<f32>(at, e);
    lanes = addToLane(lanes, i, e);
  }
  return total(lanes);
}

/** The largest number of a row, times `scale` > 0. */
export function maximum(x: usize, n: i32, scale: f32): f32 {
  let max = load<f32>(x);
  let i: i32 = 1;
  if (n >= 4) {
    let lanes = v128.load(x);
    for (i = 4; i + 4 <= n; i += 4) lanes = f32x4.pmax(lanes, v128.load(x + bytes(i)));
    max = larger(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1));
    max = larger(max, larger(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)));
  }
  for (; i < n; i++) max = larger(max, load<f32>(x + bytes(i)));
  return max * scale;
}

function larger(a: f32, b: f32): f32 {
  return b > a ? b : a;
}

export function scaleRow(x: usize, n: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) v128.store(x + bytes(i), f32x4.mul(v128.load(x + bytes(i)), factors));
  for (; i < n; i++) store<f32>(x + bytes(i), load<f32>(x + bytes(i)) * factor);
}

/** Row i of x (rows, n) ← `factors[i]` · row i. */
export function scaleRows(x: i32, factors: i32, rows: i32, n: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    scaleRow(bytes(x + row * n), n, load<f32>(bytes(factors + row)));
  }
}

/** Each row of x (rows, n) ← softmax(scale · row). */
export function softmax(x: i32, rows: i32, n: i32, scale: f32): void {
  for (let row: i32 = 0; row < rows; row++) {
    const at = bytes(x + row * n);
    const sum = exponentials(at, n, scale, maximum(at, n, scale));
    scaleRow(at, n, 1 / sum);
  }
}

/** y = x / √(mean x² + ε) by rows (rows, n); `inverse` (rows) keeps 1 / √… for the way back. */
export function rmsNorm(x: i32, y: i32, inverse: i32, rows: i32, n: i32, epsilon: f32): void {
  for (let row: i32 = 0; row < rows; row++) {
    const from = bytes(x + row * n);
    const to = bytes(y + row * n);
    const r: f32 = 1 / sqrt<f32>(dot(from, from, n) / <f32>n + epsilon);
    store<f32>(bytes(inverse + row), r);
    const factors = f32x4.splat(r);
    let i: i32 = 0;
    for (; i + 4 <= n; i += 4) v128.store(to + bytes(i), f32x4.mul(v128.load(from + bytes(i)), factors));
    for (; i < n; i++) store<f32>(to + bytes(i), load<f32>(from + bytes(i)) * r);
  }
}

/** dx += r · (dy − y · mean(dy · y)), with y and r as rmsNorm left them. */
export function rmsNormBackward(y: i32, inverse: i32, dy: i32, dx: i32, rows: i32, n: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    const ys = bytes(y + row * n);
    const dys = bytes(dy + row * n);
    const dxs = bytes(dx + row * n);
    const r = load<f32>(bytes(inverse + row));
    const mean = dot(dys, ys, n) / <f32>n;
    const factors = f32x4.splat(r);
    const means = f32x4.splat(mean);
    let i: i32 = 0;
    for (; i + 4 <= n; i += 4) {
      const at = bytes(i);
      const inner = f32x4.sub(v128.load(dys + at), f32x4.mul(v128.load(ys + at), means));
      v128.store(dxs + at, f32x4.add(v128.load(dxs + at), f32x4.mul(factors, inner)));
    }
    for (; i < n; i++) {
      const at = bytes(i);
      const inner: f32 = load<f32>(dys + at) - load<f32>(ys + at) * mean;
      store<f32>(dxs + at, load<f32>(dxs + at) + r * inner);
    }
  }
}

/**
 * Logits (rows, n) ← weight · (softmax − one-hot of the target). What the loss −log P(target) needs stays behind:
 * `sums` Σ e^(x − max) and `picked` x_target − max, by row.
 */
export function crossEntropy(
  logits: i32,
  targets: i32,
  weights: i32,
  sums: i32,
  picked: i32,
  rows: i32,
  n: i32,
): void {
  for (let row: i32 = 0; row < rows; row++) {
    const at = bytes(logits + row * n);
    const target = load<i32>(bytes(targets + row));
    const max = maximum(at, n, 1);
    store<f32>(bytes(picked + row), load<f32>(at + bytes(target)) - max);
    const sum = exponentials(at, n, 1, max);
    store<f32>(bytes(sums + row), sum);
    const weight = load<f32>(bytes(weights + row));
    scaleRow(at, n, weight / sum);
    const own = at + bytes(target);
    store<f32>(own, load<f32>(own) - weight);
  }
}

/** z_i = row i of x (rows, n) · column `targets[i]` of W (n, columns), the sum in the order of a matrix product. */
export function pick(x: i32, w: i32, targets: i32, z: i32, rows: i32, n: i32, columns: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    let from = bytes(x + row * n);
    let weight = bytes(w + load<i32>(bytes(targets + row)));
    let sum: f32 = 0;
    for (let i: i32 = 0; i < n; i++) {
      sum += load<f32>(from) * load<f32>(weight);
      from += 4;
      weight += bytes(columns);
    }
    store<f32>(bytes(z + row), sum);
  }
}

/** Of the same, from dz (rows): overwrites dx, and adds to dW. The 0 + … is the start of a sum: it turns −0 into 0. */
export function pickBackward(
  x: i32,
  w: i32,
  targets: i32,
  dz: i32,
  dx: i32,
  dw: i32,
  rows: i32,
  n: i32,
  columns: i32,
): void {
  for (let row: i32 = 0; row < rows; row++) {
    const d = load<f32>(bytes(dz + row));
    const zero: f32 = 0;
    let at = load<i32>(bytes(targets + row));
    for (let i: i32 = 0; i < n; i++) {
      store<f32>(bytes(dx + row * n + i), zero + d * load<f32>(bytes(w + at)));
      store<f32>(bytes(dw + at), load<f32>(bytes(dw + at)) + load<f32>(bytes(x + row * n + i)) * d);
      at += columns;
    }
  }
}
