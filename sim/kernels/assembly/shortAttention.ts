/**
 * Attention of one head of one short sequence: up to 32 rows of 16 numbers, as in the models of the course. A matrix
 * product of this size spends more on packing than on numbers; here only one side is copied, once, and every tile ends
 * at the diagonal. The sums have the order of the long way, so that the bits are the same. Strides are in bytes.
 */
import { exp4 } from './exp';
import { transpose4 } from './gemm';
import { bytes } from './memory';
import { total } from './rows';

export const LONGEST: i32 = 32;
export const SIZE: i32 = 16;

// Keys or values, transposed: [16][32]; and dP, then dS: [32][32]. A row of either has 128 bytes.
const columns = memory.data(16 * 32 * 4, 16);
const dScores = memory.data(32 * 32 * 4, 16);
const STRIDE: usize = 128;

// Which lanes of the last vector belong to a row, by its length modulo 4.
const masks = memory.data<i32>([-1, -1, -1, -1, -1, 0, 0, 0, -1, -1, 0, 0, -1, -1, -1, 0]);
const lowest = memory.data<f32>([-Infinity]);

/** `length` rows of 16 numbers as columns, and zeros up to the next multiple of eight. */
function transpose(from: usize, row: usize, length: i32): void {
  let to = columns;
  let j: i32 = 0;
  for (; j + 4 <= length; j += 4) {
    for (let c: usize = 0; c < 4; c++) transpose4(from + 16 * c, row, to + 4 * c * STRIDE, STRIDE);
    from += 4 * row;
    to += 16;
  }
  for (; j < length; j++) {
    for (let c: usize = 0; c < 16; c++) store<f32>(to + c * STRIDE, load<f32>(from + 4 * c));
    from += row;
    to += 4;
  }
  for (; j & 7; j++) {
    for (let c: usize = 0; c < 16; c++) store<f32>(to + c * STRIDE, 0);
    to += 4;
  }
}

/** Four rows of A (4, 16) · `columns`, the first `count` of them and what is left of a group of eight. */
function scoreFour(a: usize, row: usize, count: i32, to: usize, toRow: usize): void {
  const a1 = a + row;
  const a2 = a1 + row;
  const a3 = a2 + row;
  for (let j: i32 = 0; j < count; j += 8) {
    let s00 = f32x4.splat(0);
    let s01 = s00;
    let s10 = s00;
    let s11 = s00;
    let s20 = s00;
    let s21 = s00;
    let s30 = s00;
    let s31 = s00;
    let from = columns + bytes(j);
    for (let c: usize = 0; c < 64; c += 4) {
      const b0 = v128.load(from);
      const b1 = v128.load(from, 16);
      const x0 = v128.load32_splat(a + c);
      s00 = f32x4.add(s00, f32x4.mul(x0, b0));
      s01 = f32x4.add(s01, f32x4.mul(x0, b1));
      const x1 = v128.load32_splat(a1 + c);
      s10 = f32x4.add(s10, f32x4.mul(x1, b0));
      s11 = f32x4.add(s11, f32x4.mul(x1, b1));
      const x2 = v128.load32_splat(a2 + c);
      s20 = f32x4.add(s20, f32x4.mul(x2, b0));
      s21 = f32x4.add(s21, f32x4.mul(x2, b1));
      const x3 = v128.load32_splat(a3 + c);
      s30 = f32x4.add(s30, f32x4.mul(x3, b0));
      s31 = f32x4.add(s31, f32x4.mul(x3, b1));
      from += STRIDE;
    }
    let at = to + bytes(j);
    v128.store(at, s00);
    v128.store(at, s01, 16);
    at += toRow;
    v128.store(at, s10);
    v128.store(at, s11, 16);
    at += toRow;
    v128.store(at, s20);
    v128.store(at, s21, 16);
    at += toRow;
    v128.store(at, s30);
    v128.store(at, s31, 16);
  }
}

function scoreOne(a: usize, count: i32, to: usize): void {
  for (let j: i32 = 0; j < count; j += 8) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let from = columns + bytes(j);
    for (let c: usize = 0; c < 64; c += 4) {
      const x = v128.load32_splat(a + c);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(from, 16)));
      from += STRIDE;
    }
    v128.store(to + bytes(j), s0);
    v128.store(to + bytes(j), s1, 16);
  }
}

/** Row i of A (length, 16) · `columns`, up to column i at least. */
function scoreAll(a: usize, row: usize, length: i32, to: usize, toRow: usize): void {
  let i: i32 = 0;
  for (; i + 4 <= length; i += 4) {
    scoreFour(a + <usize>i * row, row, i + 4, to + <usize>i * toRow, toRow);
  }
  for (; i < length; i++) scoreOne(a + <usize>i * row, i + 1, to + <usize>i * toRow);
}

/** Two rows of C (2, 16) = Σ_i w_i · row i of B, over `count` rows. `step` lies between weights, `other` between rows. */
function blendTwo(
  w: usize,
  step: usize,
  other: usize,
  b: usize,
  bRow: usize,
  count: i32,
  c: usize,
  cRow: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s03 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let s13 = s00;
  for (let i: i32 = 0; i < count; i++) {
    const x0 = v128.load32_splat(w);
    const x1 = v128.load32_splat(w + other);
    const b0 = v128.load(b);
    s00 = f32x4.add(s00, f32x4.mul(x0, b0));
    s10 = f32x4.add(s10, f32x4.mul(x1, b0));
    const b1 = v128.load(b, 16);
    s01 = f32x4.add(s01, f32x4.mul(x0, b1));
    s11 = f32x4.add(s11, f32x4.mul(x1, b1));
    const b2 = v128.load(b, 32);
    s02 = f32x4.add(s02, f32x4.mul(x0, b2));
    s12 = f32x4.add(s12, f32x4.mul(x1, b2));
    const b3 = v128.load(b, 48);
    s03 = f32x4.add(s03, f32x4.mul(x0, b3));
    s13 = f32x4.add(s13, f32x4.mul(x1, b3));
    w += step;
    b += bRow;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c, s02, 32);
  v128.store(c, s03, 48);
  c += cRow;
  v128.store(c, s10);
  v128.store(c, s11, 16);
  v128.store(c, s12, 32);
  v128.store(c, s13, 48);
}

function blendOne(w: usize, step: usize, b: usize, bRow: usize, count: i32, c: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let i: i32 = 0; i < count; i++) {
    const x = v128.load32_splat(w);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b, 32)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b, 48)));
    w += step;
    b += bRow;
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
}

/** C (length, 16) = W · B, where row i of W ends at the diagonal. */
function blendRows(w: usize, wRow: usize, b: usize, bRow: usize, length: i32, c: usize, cRow: usize): void {
  let i: i32 = 0;
  for (; i + 2 <= length; i += 2) {
    // Row i does not see key i + 1: its seen ones are odd in number, and a zero fills them up.
    blendTwo(w + <usize>i * wRow, 4, wRow, b, bRow, i + 2, c + <usize>i * cRow, cRow);
  }
  if (i < length) blendOne(w + <usize>i * wRow, 4, b, bRow, i + 1, c + <usize>i * cRow);
}

/** C (length, 16) = Wᵀ · B: key j is seen by the queries from j on. */
function blendColumns(
  w: usize,
  wRow: usize,
  b: usize,
  bRow: usize,
  length: i32,
  c: usize,
  cRow: usize,
): void {
  let j: i32 = 0;
  for (; j + 2 <= length; j += 2) {
    const diagonal = w + <usize>j * wRow + bytes(j);
    blendTwo(diagonal, wRow, 4, b + <usize>j * bRow, bRow, length - j, c + <usize>j * cRow, cRow);
  }
  if (j < length) {
    const diagonal = w + <usize>j * wRow + bytes(j);
    blendOne(diagonal, wRow, b + <usize>j * bRow, bRow, 1, c + <usize>j * cRow);
  }
}

/** x ← softmax(scale · x) over `seen` numbers, and zeros up to a multiple of four. */
export function softmaxFilled(x: usize, seen: i32, scale: f32): void {
  const last = x + bytes((seen - 1) & ~3);
  const mask = v128.load(masks + ((<usize>(seen & 3)) << 4));
  let most = v128.bitselect(v128.load(last), v128.load32_splat(lowest), mask);
  for (let at = x; at < last; at += 16) most = f32x4.pmax(most, v128.load(at));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2));
  const scales = f32x4.splat(scale);
  const maxima = f32x4.mul(most, scales);
  let lanes = f32x4.splat(0);
  for (let at = x; at < last; at += 16) {
    const e = exp4(f32x4.sub(f32x4.mul(v128.load(at), scales), maxima));
    v128.store(at, e);
    lanes = f32x4.add(lanes, e);
  }
  const e = v128.and(exp4(f32x4.sub(f32x4.mul(v128.load(last), scales), maxima)), mask);
  const inverse = f32x4.splat(1 / total(f32x4.add(lanes, e)));
  for (let at = x; at < last; at += 16) v128.store(at, f32x4.mul(v128.load(at), inverse));
  v128.store(last, f32x4.mul(e, inverse));
}

/** d ← p · (d − Σ p d) · scale over `seen` numbers, and zeros up to a multiple of four, since p is 0 there. */
function softmaxFilledBackward(p: usize, d: usize, seen: i32, scale: f32): void {
  const size = bytes((seen + 3) & ~3);
  let lanes = f32x4.splat(0);
  for (let at: usize = 0; at < size; at += 16) {
    lanes = f32x4.add(lanes, f32x4.mul(v128.load(p + at), v128.load(d + at)));
  }
  const means = f32x4.splat(total(lanes));
  const scales = f32x4.splat(scale);
  for (let at: usize = 0; at < size; at += 16) {
    const inner = f32x4.sub(v128.load(d + at), means);
    v128.store(d + at, f32x4.mul(f32x4.mul(v128.load(p + at), inner), scales));
  }
}

export function attendShort(
  q: usize,
  k: usize,
  v: usize,
  row: usize,
  p: usize,
  pRow: usize,
  o: usize,
  oRow: usize,
  length: i32,
  scale: f32,
): void {
  transpose(k, row, length);
  scoreAll(q, row, length, p, pRow);
  for (let i: i32 = 0; i < length; i++) softmaxFilled(p + <usize>i * pRow, i + 1, scale);
  blendRows(p, pRow, v, row, length, o, oRow);
}

/** dQ, dK and dV from dO (in `o`) and P; dK and dV are written over. */
export function attendShortBackward(
  q: usize,
  k: usize,
  v: usize,
  row: usize,
  p: usize,
  pRow: usize,
  o: usize,
  oRow: usize,
  dq: usize,
  dk: usize,
  dv: usize,
  length: i32,
  scale: f32,
): void {
  transpose(v, row, length);
  scoreAll(o, oRow, length, dScores, STRIDE);
  for (let i: i32 = 0; i < length; i++) {
    softmaxFilledBackward(p + <usize>i * pRow, dScores + <usize>i * STRIDE, i + 1, scale);
  }
  blendRows(dScores, STRIDE, k, row, length, dq, row);
  blendColumns(dScores, STRIDE, q, row, length, dk, row);
  blendColumns(p, pRow, o, oRow, length, dv, row);
}
