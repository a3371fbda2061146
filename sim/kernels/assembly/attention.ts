/**
 * Causal self-attention over qkv (rows, 3 · width): queries, keys and values side by side, heads side by side in each;
 * sequence s has the rows from `starts[s]` to `starts[s + 1]`. Short sequences have a way of their own. In long ones
 * queries go in blocks of 16, and a block never looks at keys that lie after it: a third is saved.
 */
import { multiply } from './gemm';
import { bytes } from './memory';
import { dot, exponentials, maximum, scaleRow } from './rows';
import { attendShort, attendShortBackward, LONGEST, SIZE, softmaxFilled } from './shortAttention';

const BLOCK: i32 = 16;

// Scores of one block: 16 queries by 512 keys, the longest sequence that the host lets through.
const dScores = memory.data(16 * 512 * 4, 16);

/** One head of one sequence of `length` rows: P = softmax of the masked scores, and out = P · V. Strides in bytes. */
function attendLong(
  q: usize,
  k: usize,
  v: usize,
  row: usize,
  p: usize,
  pRow: usize,
  o: usize,
  oRow: usize,
  length: i32,
  size: i32,
  scale: f32,
): void {
  for (let start: i32 = 0; start < length; start += BLOCK) {
    const rows = min(BLOCK, length - start);
    const keys = start + rows;
    const block = p + <usize>start * pRow;
    multiply(rows, keys, size, q + <usize>start * row, row, 4, k, 4, row, block, pRow, false);
    for (let i: i32 = 0; i < rows; i++) {
      const at = block + <usize>i * pRow;
      const seen = start + i + 1;
      const sum = exponentials(at, seen, scale, maximum(at, seen, scale));
      scaleRow(at, seen, 1 / sum);
      memory.fill(at + bytes(seen), 0, bytes(keys - seen));
    }
    multiply(rows, size, keys, block, pRow, 4, v, row, 4, o + <usize>start * oRow, oRow, false);
  }
}

/** P (sequences, heads, room, room) and out (rows, width). */
export function attend(
  qkv: i32,
  probabilities: i32,
  out: i32,
  starts: i32,
  sequences: i32,
  heads: i32,
  size: i32,
  room: i32,
): void {
  const width = heads * size;
  const row = bytes(3 * width);
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  for (let s: i32 = 0; s < sequences; s++) {
    const first = load<i32>(bytes(starts + s));
    const length = load<i32>(bytes(starts + s + 1)) - first;
    for (let h: i32 = 0; h < heads; h++) {
      const q = bytes(qkv + first * 3 * width + h * size);
      const k = q + bytes(width);
      const v = k + bytes(width);
      const p = bytes(probabilities + (s * heads + h) * room * room);
      const o = bytes(out + first * width + h * size);
      if (size == SIZE && length <= LONGEST) {
        attendShort(q, k, v, row, p, bytes(room), o, bytes(width), length, scale);
      } else {
        attendLong(q, k, v, row, p, bytes(room), o, bytes(width), length, size, scale);
      }
    }
  }
}

/** dQ, dK and dV of one head of one sequence, from dO and P; dK and dV are zeros before. */
function attendLongBackward(
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
  size: i32,
  scale: f32,
): void {
  for (let start: i32 = 0; start < length; start += BLOCK) {
    const rows = min(BLOCK, length - start);
    const keys = start + rows;
    const block = p + <usize>start * pRow;
    const from = o + <usize>start * oRow;
    multiply(rows, keys, size, from, oRow, 4, v, 4, row, dScores, pRow, false);
    for (let i: i32 = 0; i < rows; i++) {
      softmaxBackward(block + <usize>i * pRow, dScores + <usize>i * pRow, start + i + 1, keys, scale);
    }
    multiply(rows, size, keys, dScores, pRow, 4, k, row, 4, dq + <usize>start * row, row, false);
    multiply(keys, size, rows, dScores, 4, pRow, q + <usize>start * row, row, 4, dk, row, true);
    multiply(keys, size, rows, block, 4, pRow, from, oRow, 4, dv, row, true);
  }
}

/** dQKV of `attend`, from dOut and the P that it left. */
export function attendBackward(
  qkv: i32,
  probabilities: i32,
  dOut: i32,
  dQkv: i32,
  starts: i32,
  sequences: i32,
  heads: i32,
  size: i32,
  room: i32,
): void {
  const width = heads * size;
  const row = bytes(3 * width);
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  memory.fill(bytes(dQkv), 0, <usize>load<i32>(bytes(starts + sequences)) * row);
  for (let s: i32 = 0; s < sequences; s++) {
    const first = load<i32>(bytes(starts + s));
    const length = load<i32>(bytes(starts + s + 1)) - first;
    for (let h: i32 = 0; h < heads; h++) {
      const own = first * 3 * width + h * size;
      const q = bytes(qkv + own);
      const k = q + bytes(width);
      const v = k + bytes(width);
      const p = bytes(probabilities + (s * heads + h) * room * room);
      const o = bytes(dOut + first * width + h * size);
      const dq = bytes(dQkv + own);
      const dk = dq + bytes(width);
      const dv = dk + bytes(width);
      if (size == SIZE && length <= LONGEST) {
        attendShortBackward(q, k, v, row, p, bytes(room), o, bytes(width), dq, dk, dv, length, scale);
      } else {
        attendLongBackward(q, k, v, row, p, bytes(room), o, bytes(width), dq, dk, dv, length, size, scale);
      }
    }
  }
}

/** d ← p · (d − Σ p d) · scale over the `seen` keys of one row, zeros after them. */
function softmaxBackward(p: usize, d: usize, seen: i32, keys: i32, scale: f32): void {
  const mean = dot(p, d, seen);
  const means = f32x4.splat(mean);
  const scales = f32x4.splat(scale);
  let i: i32 = 0;
  for (; i + 4 <= seen; i += 4) {
    const inner = f32x4.sub(v128.load(d + bytes(i)), means);
    v128.store(d + bytes(i), f32x4.mul(f32x4.mul(v128.load(p + bytes(i)), inner), scales));
  }
  for (; i < seen; i++) {
    const inner: f32 = load<f32>(d + bytes(i)) - mean;
    store<f32>(d + bytes(i), load<f32>(p + bytes(i)) * inner * scale);
  }
  memory.fill(d + bytes(seen), 0, bytes(keys - seen));
}

/**
 * One more position: row i of its qkv (count, 3 · width) joins slot `slots[i]` of the cache, and its query sees all
 * positions so far. Keys are kept transposed, (slots, heads, size, room), so that four scores are made at a time, and
 * values as (slots, heads, room, size). `room` is a multiple of 4.
 */
export function attendNext(
  qkv: i32,
  slots: i32,
  keys: i32,
  values: i32,
  out: i32,
  position: i32,
  room: i32,
  count: i32,
  heads: i32,
  size: i32,
): void {
  const width = heads * size;
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  const seen = position + 1;
  for (let r: i32 = 0; r < count; r++) {
    const slot = load<i32>(bytes(slots + r));
    for (let h: i32 = 0; h < heads; h++) {
      const q = bytes(qkv + r * 3 * width + h * size);
      const k = bytes(keys + (slot * heads + h) * size * room);
      const v = bytes(values + (slot * heads + h) * room * size);
      const o = bytes(out + r * width + h * size);
      for (let c: i32 = 0; c < size; c++) {
        store<f32>(k + bytes(c * room + position), load<f32>(q + bytes(width + c)));
      }
      memory.copy(v + bytes(position * size), q + bytes(2 * width), bytes(size));
      for (let j: i32 = 0; j < seen; j += 4) {
        let sum = f32x4.splat(0);
        for (let c: i32 = 0; c < size; c++) {
          const keys4 = v128.load(k + bytes(c * room + j));
          sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(q + bytes(c)), keys4));
        }
        v128.store(dScores + bytes(j), sum);
      }
      softmaxFilled(dScores, seen, scale);
      let c: i32 = 0;
      for (; c + 4 <= size; c += 4) {
        let sum = f32x4.splat(0);
        let value = v + bytes(c);
        for (let j: i32 = 0; j < seen; j++) {
          sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(dScores + bytes(j)), v128.load(value)));
          value += bytes(size);
        }
        v128.store(o + bytes(c), sum);
      }
      for (; c < size; c++) {
        let sum: f32 = 0;
        for (let j: i32 = 0; j < seen; j++) {
          sum += load<f32>(dScores + bytes(j)) * load<f32>(v + bytes(j * size + c));
        }
        store<f32>(o + bytes(c), sum);
      }
    }
  }
}
