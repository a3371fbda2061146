/**
 * The kernels in plain TypeScript: what they compute, without what makes them fast. They are the specification, the
 * oracle of the tests, and the fallback where WebAssembly SIMD is missing. `fround` after every operation makes the
 * arithmetic float32; the order of every sum is part of the specification.
 */
import type { Heap } from './heap.ts';
import type { Operations } from './operations.ts';

const fround = Math.fround;
const sqrt = Math.sqrt;

/** Adds up a row in four interleaved lanes: (0 + 2) + (1 + 3). */
function laneSum(n: number, term: (i: number) => number): number {
  const lanes = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) lanes[i & 3] = fround(lanes[i & 3]! + term(i));
  return fround(fround(lanes[0]! + lanes[2]!) + fround(lanes[1]! + lanes[3]!));
}

const [LOWEST, HIGHEST, LOG2E, LN2_HIGH, LN2_LOW] = [
  -87.33654, 88.02969, 1.4426950408889634, 0.693359375, -2.1219444e-4,
].map(fround) as [number, number, number, number, number];
const ROUNDING = 12582912; // 1.5 · 2^23: adding it rounds to the nearest integer, ties to even
const POLYNOMIAL = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
].map(fround);
const bits = new DataView(new ArrayBuffer(4));

/** e^x in float32 (Cephes' expf, Moshier 1992), from + and × only; relative error below 2e-7, clamped at the ends. */
export function exp32(x: number): number {
  let clamped = x < LOWEST ? LOWEST : x;
  clamped = HIGHEST < clamped ? HIGHEST : clamped;
  const n = fround(fround(fround(clamped * LOG2E) + ROUNDING) - ROUNDING);
  const r = fround(fround(clamped - fround(n * LN2_HIGH)) - fround(n * LN2_LOW));
  let p = POLYNOMIAL[0]!;
  for (let i = 1; i < POLYNOMIAL.length; i++) p = fround(fround(p * r) + POLYNOMIAL[i]!);
  const y = fround(fround(fround(p * fround(r * r)) + r) + 1);
  bits.setInt32(0, ((n | 0) + 127) << 23);
  return fround(y * bits.getFloat32(0));
}

export function plainOperations(heap: Heap): Operations {
  const positive = (value: number) => (value > 0 ? value : 0);

  /** The softmax of scale · x over n numbers, in place; returns Σ e^(x − max) and max. */
  function softmaxRow(at: number, n: number, scale: number): void {
    const x = heap.f32;
    const { sum } = exponentials(at, n, scale);
    const inverse = fround(1 / sum);
    for (let i = at; i < at + n; i++) x[i] = x[i]! * inverse;
  }

  function exponentials(at: number, n: number, scale: number): { sum: number; max: number } {
    const x = heap.f32;
    let max = x[at]!;
    for (let i = at + 1; i < at + n; i++) if (x[i]! > max) max = x[i]!;
    max = fround(max * scale);
    const sum = laneSum(n, (i) => {
      const e = exp32(fround(fround(x[at + i]! * scale) - max));
      x[at + i] = e;
      return e;
    });
    return { sum, max };
  }

  const operations: Operations = {
    gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate) {
      const x = heap.f32;
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = accumulate ? x[c + i * cRow + j]! : 0;
          for (let p = 0; p < k; p++) {
            sum = fround(sum + fround(x[a + i * aRow + p * aColumn]! * x[b + p * bRow + j * bColumn]!));
          }
          x[c + i * cRow + j] = sum;
        }
      }
    },

    embed(tokens, table, positions, x, sequences, length, n) {
      const { f32, i32 } = heap;
      for (let row = 0; row < sequences * length; row++) {
        const token = table + i32[tokens + row]! * n;
        const position = positions + (row % length) * n;
        for (let i = 0; i < n; i++) f32[x + row * n + i] = f32[token + i]! + f32[position + i]!;
      }
    },

    embedBackward(tokens, dTable, dPositions, dx, sequences, length, n) {
      const { f32, i32 } = heap;
      for (let row = 0; row < sequences * length; row++) {
        const token = dTable + i32[tokens + row]! * n;
        const position = dPositions + (row % length) * n;
        for (let i = 0; i < n; i++) {
          const d = f32[dx + row * n + i]!;
          f32[token + i] = f32[token + i]! + d;
          f32[position + i] = f32[position + i]! + d;
        }
      }
    },

    rmsNorm(x, y, inverse, rows, n, epsilon) {
      const { f32 } = heap;
      for (let row = 0; row < rows; row++) {
        const at = x + row * n;
        const squares = laneSum(n, (i) => fround(f32[at + i]! * f32[at + i]!));
        const r = fround(1 / fround(sqrt(fround(fround(squares / n) + fround(epsilon)))));
        f32[inverse + row] = r;
        for (let i = 0; i < n; i++) f32[y + row * n + i] = f32[at + i]! * r;
      }
    },

    rmsNormBackward(y, inverse, dy, dx, rows, n) {
      const { f32 } = heap;
      for (let row = 0; row < rows; row++) {
        const at = row * n;
        const r = f32[inverse + row]!;
        const mean = fround(laneSum(n, (i) => fround(f32[dy + at + i]! * f32[y + at + i]!)) / n);
        for (let i = at; i < at + n; i++) {
          const inner = fround(f32[dy + i]! - fround(f32[y + i]! * mean));
          f32[dx + i] = f32[dx + i]! + fround(r * inner);
        }
      }
    },

    reluSquared(x, y, n) {
      const { f32 } = heap;
      for (let i = 0; i < n; i++) f32[y + i] = positive(f32[x + i]!) * positive(f32[x + i]!);
    },

    reluSquaredBackward(x, dx, n) {
      const { f32 } = heap;
      for (let i = 0; i < n; i++) f32[dx + i] = f32[dx + i]! * fround(2 * positive(f32[x + i]!));
    },

    attend(qkv, probabilities, out, sequences, length, heads, size) {
      const width = heads * size;
      const row = 3 * width;
      const scale = fround(1 / fround(sqrt(size)));
      for (let s = 0; s < sequences; s++) {
        for (let h = 0; h < heads; h++) {
          const q = qkv + s * length * row + h * size;
          const p = probabilities + (s * heads + h) * length * length;
          for (let i = 0; i < length; i++) {
            const seen = i + 1;
            const at = p + i * length;
            const o = out + (s * length + i) * width + h * size;
            operations.gemm(1, seen, size, q + i * row, row, 1, q + width, 1, row, at, length, false);
            softmaxRow(at, seen, scale);
            operations.gemm(1, size, seen, at, length, 1, q + 2 * width, row, 1, o, width, false);
          }
        }
      }
    },

    attendBackward(qkv, probabilities, dOut, dQkv, sequences, length, heads, size) {
      const { f32 } = heap;
      const width = heads * size;
      const row = 3 * width;
      const scale = fround(1 / fround(sqrt(size)));
      f32.fill(0, dQkv, dQkv + sequences * length * row);
      const d = new Float32Array(length);
      for (let s = 0; s < sequences; s++) {
        for (let h = 0; h < heads; h++) {
          const own = s * length * row + h * size;
          const [q, k, v] = [qkv + own, qkv + own + width, qkv + own + 2 * width];
          const [dq, dk, dv] = [dQkv + own, dQkv + own + width, dQkv + own + 2 * width];
          for (let i = 0; i < length; i++) {
            const p = probabilities + ((s * heads + h) * length + i) * length;
            const o = dOut + (s * length + i) * width + h * size;
            for (let j = 0; j <= i; j++) {
              let sum = 0;
              for (let c = 0; c < size; c++) {
                sum = fround(sum + fround(f32[o + c]! * f32[v + j * row + c]!));
              }
              d[j] = sum;
            }
            const mean = laneSum(i + 1, (j) => fround(f32[p + j]! * d[j]!));
            for (let j = 0; j <= i; j++) {
              const ds = fround(fround(f32[p + j]! * fround(d[j]! - mean)) * scale);
              for (let c = 0; c < size; c++) {
                const [dqc, dkc, dvc] = [dq + i * row + c, dk + j * row + c, dv + j * row + c];
                f32[dqc] = f32[dqc]! + fround(ds * f32[k + j * row + c]!);
                f32[dkc] = f32[dkc]! + fround(ds * f32[q + i * row + c]!);
                f32[dvc] = f32[dvc]! + fround(f32[p + j]! * f32[o + c]!);
              }
            }
          }
        }
      }
    },

    attendNext(qkv, keys, values, out, position, room, sequences, heads, size) {
      const { f32 } = heap;
      const width = heads * size;
      const scale = fround(1 / fround(sqrt(size)));
      const seen = position + 1;
      const scores = heap.scratch;
      for (let s = 0; s < sequences; s++) {
        for (let h = 0; h < heads; h++) {
          const q = qkv + s * 3 * width + h * size;
          const k = keys + (s * heads + h) * size * room;
          const v = values + (s * heads + h) * room * size;
          for (let c = 0; c < size; c++) {
            f32[k + c * room + position] = f32[q + width + c]!;
            f32[v + position * size + c] = f32[q + 2 * width + c]!;
          }
          operations.gemm(1, seen, size, q, size, 1, k, room, 1, scores, seen, false);
          softmaxRow(scores, seen, scale);
          operations.gemm(
            1,
            size,
            seen,
            scores,
            seen,
            1,
            v,
            size,
            1,
            out + s * width + h * size,
            size,
            false,
          );
        }
      }
    },

    softmax(x, rows, n, scale) {
      for (let row = 0; row < rows; row++) softmaxRow(x + row * n, n, fround(scale));
    },

    crossEntropy(logits, targets, weights, sums, picked, rows, n) {
      const { f32, i32 } = heap;
      for (let row = 0; row < rows; row++) {
        const at = logits + row * n;
        const target = i32[targets + row]!;
        if (target < 0) {
          f32.fill(0, at, at + n);
          f32[sums + row] = 1;
          f32[picked + row] = 0;
          continue;
        }
        const own = f32[at + target]!;
        const { sum, max } = exponentials(at, n, 1);
        f32[picked + row] = own - max;
        f32[sums + row] = sum;
        const weight = f32[weights + row]!;
        const factor = fround(weight / sum);
        for (let i = at; i < at + n; i++) f32[i] = f32[i]! * factor;
        f32[at + target] = f32[at + target]! - weight;
      }
    },

    sumOfSquares(x, n) {
      const { f32 } = heap;
      const lanes = [0, 0, 0, 0];
      const whole = n - (n % 4);
      for (let i = 0; i < whole; i++) lanes[i & 3]! += f32[x + i]! * f32[x + i]!;
      let rest = 0;
      for (let i = whole; i < n; i++) rest += f32[x + i]! * f32[x + i]!;
      return lanes[0]! + lanes[2]! + (lanes[1]! + lanes[3]!) + rest;
    },

    adamW(p, g, m, v, n, clip, beta1, beta2, rate, root, epsilon, keep) {
      const { f32 } = heap;
      const [c, b1, b2, r, s, e, k] = [clip, beta1, beta2, rate, root, epsilon, keep].map(fround) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const [rest1, rest2] = [fround(1 - b1), fround(1 - b2)];
      for (let i = 0; i < n; i++) {
        const d = fround(f32[g + i]! * c);
        const mean = fround(fround(b1 * f32[m + i]!) + fround(rest1 * d));
        const square = fround(fround(b2 * f32[v + i]!) + fround(rest2 * fround(d * d)));
        f32[m + i] = mean;
        f32[v + i] = square;
        const step = fround(fround(r * mean) / fround(fround(fround(sqrt(square)) * s) + e));
        f32[p + i] = fround(f32[p + i]! * k) - step;
      }
    },
  };
  return operations;
}
