/**
 * C (m, n) = A (m, k) · B (k, n), or C += A · B. Each number of C is summed over k in order, in float32: so tiles
 * and blocks change the speed and never a bit. Strides make transposes free. After Goto and van de Geijn (2008).
 */
import { bytes } from './memory';

// One tile of C fills eight of the sixteen vector registers that WebAssembly engines can count on.
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;
// A panel of A (4 × 256) and one of B (256 × 8) fit into the first-level cache together.
const DEPTH: i32 = 256;
const WIDTH: i32 = 512;

const panelA = memory.data(4 * 256 * 4, 16);
const panelsB = memory.data(512 * 256 * 4, 16);
const edge = memory.data(4 * 8 * 4, 16);

/** Four rows of four numbers, transposed. */
export function transpose4(from: usize, stride: usize, to: usize, toStride: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride);
  const r3 = v128.load(from + 3 * stride);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(to + toStride, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(to + 2 * toStride, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(to + 3 * toStride, v128.shuffle<f64>(high01, high23, 1, 3));
}

/** `rows` ≤ 4 rows of A as [k][4]; missing rows are zeros. Strides in bytes. */
function packA(from: usize, row: usize, column: usize, rows: i32, depth: i32): void {
  let to = panelA;
  let p: i32 = 0;
  if (rows == ROWS && column == 4) {
    for (; p + 4 <= depth; p += 4) {
      transpose4(from, row, to, 16);
      from += 16;
      to += 64;
    }
  } else if (rows == ROWS && row == 4) {
    for (; p < depth; p++) {
      v128.store(to, v128.load(from));
      from += column;
      to += 16;
    }
  }
  for (; p < depth; p++) {
    for (let i: i32 = 0; i < ROWS; i++) {
      store<f32>(to + ((<usize>i) << 2), i < rows ? load<f32>(from + <usize>i * row) : 0);
    }
    from += column;
    to += 16;
  }
}

/** `columns` ≤ 8 columns of B as [k][8]; missing columns are zeros. Strides in bytes. */
function packB(from: usize, row: usize, column: usize, columns: i32, depth: i32, to: usize): void {
  let p: i32 = 0;
  if (columns == COLUMNS && column == 4) {
    for (; p < depth; p++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += row;
      to += 32;
    }
  } else if (columns == COLUMNS && row == 4) {
    for (; p + 4 <= depth; p += 4) {
      transpose4(from, column, to, 32);
      transpose4(from + 4 * column, column, to + 16, 32);
      from += 16;
      to += 128;
    }
  }
  for (; p < depth; p++) {
    for (let j: i32 = 0; j < COLUMNS; j++) {
      store<f32>(to + ((<usize>j) << 2), j < columns ? load<f32>(from + <usize>j * column) : 0);
    }
    from += row;
    to += 32;
  }
}

/** One 4 × 8 tile of C. The loop over k is not unrolled: engines schedule the short loop better. */
function tile(depth: i32, pb: usize, c: usize, row: usize, accumulate: bool): void {
  const c1 = c + row;
  const c2 = c1 + row;
  const c3 = c2 + row;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  if (accumulate) {
    s00 = v128.load(c);
    s01 = v128.load(c, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s20 = v128.load(c2);
    s21 = v128.load(c2, 16);
    s30 = v128.load(c3);
    s31 = v128.load(c3, 16);
  }
  let pa = panelA;
  const end = pa + ((<usize>depth) << 4);
  while (pa < end) {
    const b0 = v128.load(pb);
    const b1 = v128.load(pb, 16);
    const a0 = v128.load32_splat(pa);
    s00 = f32x4.add(s00, f32x4.mul(a0, b0));
    s01 = f32x4.add(s01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(pa, 4);
    s10 = f32x4.add(s10, f32x4.mul(a1, b0));
    s11 = f32x4.add(s11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(pa, 8);
    s20 = f32x4.add(s20, f32x4.mul(a2, b0));
    s21 = f32x4.add(s21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(pa, 12);
    s30 = f32x4.add(s30, f32x4.mul(a3, b0));
    s31 = f32x4.add(s31, f32x4.mul(a3, b1));
    pa += 16;
    pb += 32;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

function copyTile(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, columns: i32): void {
  for (let i: i32 = 0; i < rows; i++) {
    for (let j: i32 = 0; j < columns; j++) {
      const at = (<usize>j) << 2;
      store<f32>(to + <usize>i * toRow + at, load<f32>(from + <usize>i * fromRow + at));
    }
  }
}

/** The same with pointers and strides in bytes, for the other kernels. */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  cRow: usize,
  accumulate: bool,
): void {
  for (let left: i32 = 0; left < n; left += WIDTH) {
    const width = min(WIDTH, n - left);
    for (let start: i32 = 0; start < k; start += DEPTH) {
      const depth = min(DEPTH, k - start);
      const sum = accumulate || start > 0;
      for (let j: i32 = 0; j < width; j += COLUMNS) {
        const from = b + <usize>start * bRow + <usize>(left + j) * bColumn;
        packB(from, bRow, bColumn, min(COLUMNS, width - j), depth, panelsB + <usize>(j * depth) * 4);
      }
      for (let i: i32 = 0; i < m; i += ROWS) {
        const rows = min(ROWS, m - i);
        packA(a + <usize>i * aRow + <usize>start * aColumn, aRow, aColumn, rows, depth);
        for (let j: i32 = 0; j < width; j += COLUMNS) {
          const columns = min(COLUMNS, width - j);
          const panel = panelsB + <usize>(j * depth) * 4;
          const at = c + <usize>i * cRow + ((<usize>(left + j)) << 2);
          if (rows == ROWS && columns == COLUMNS) {
            tile(depth, panel, at, cRow, sum);
          } else {
            if (sum) copyTile(at, cRow, edge, 32, rows, columns);
            tile(depth, panel, edge, 32, sum);
            copyTile(edge, 32, at, cRow, rows, columns);
          }
        }
      }
    }
  }
}

export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: i32,
  aRow: i32,
  aColumn: i32,
  b: i32,
  bRow: i32,
  bColumn: i32,
  c: i32,
  cRow: i32,
  accumulate: bool,
): void {
  multiply(
    m,
    n,
    k,
    bytes(a),
    bytes(aRow),
    bytes(aColumn),
    bytes(b),
    bytes(bRow),
    bytes(bColumn),
    bytes(c),
    bytes(cRow),
    accumulate,
  );
}
