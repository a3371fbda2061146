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

  /** The softmax of scale · x over n numbers, in place. */
  function softmaxRow(at: number, n: number, scale: number): void {
    const x = heap.f32;
    const { sum } = exponentials(at, n, scale);
    const inverse = fround(1 / sum);
    for (let i = at; i < at + n; i++) x[i] = x[i]! * inverse;
  }

  /** x ← e^(scale · x − max) over n numbers, where max is the largest scale · x; returns Σ e^… and max. */
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
    // The order of the sum over p is the specification: one number after the other, rounded each time.
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

    embed(tokens, places, table, positions, x, rows, n) {
      const { f32, i32 } = heap;
      for (let row = 0; row < rows; row++) {
        const token = table + i32[tokens + row]! * n;
        const position = positions + i32[places + row]! * n;
        for (let i = 0; i < n; i++) f32[x + row * n + i] = f32[token + i]! + f32[position + i]!;
      }
    },

    // A token or a position that occurs several times gathers the gradients of all its rows.
    embedBackward(tokens, places, dTable, dPositions, dx, rows, n) {
      const { f32, i32 } = heap;
      for (let row = 0; row < rows; row++) {
        const token = dTable + i32[tokens + row]! * n;
        const position = dPositions + i32[places + row]! * n;
        for (let i = 0; i < n; i++) {
          const d = f32[dx + row * n + i]!;
          f32[token + i] = f32[token + i]! + d;
          f32[position + i] = f32[position + i]! + d;
        }
      }
    },

    gatherRows(from, rows, to, count, n) {
      const { f32, i32 } = heap;
      for (let i = 0; i < count; i++) {
        const row = from + i32[rows + i]! * n;
        f32.copyWithin(to + i * n, row, row + n);
      }
    },

    scatterRows(from, rows, to, count, n) {
      const { f32, i32 } = heap;
      for (let i = 0; i < count; i++) {
        const row = from + i * n;
        f32.copyWithin(to + i32[rows + i]! * n, row, row + n);
      }
    },

    scaleRows(x, factors, rows, n) {
      const { f32 } = heap;
      for (let row = 0; row < rows; row++) {
        for (let i = x + row * n; i < x + (row + 1) * n; i++) f32[i] = f32[i]! * f32[factors + row]!;
      }
    },

    // y = x r, r = 1 / √(Σ x² / n + ε); r is kept for the way back.
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

    // With y = x r and ∂r/∂x_i = −r² y_i / n:  dx_i += r (dy_i − y_i · Σ dy y / n). x itself is not needed.
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

    // d max(x, 0)² / dx = 2 max(x, 0): no jump at 0
    reluSquaredBackward(x, dx, n) {
      const { f32 } = heap;
      for (let i = 0; i < n; i++) f32[dx + i] = f32[dx + i]! * fround(2 * positive(f32[x + i]!));
    },

    // P = softmax(Q Kᵀ / √d) over the positions up to and including one's own, O = P V; by head, with d = size.
    // Index-typed names: q_i is the offset of row i of Q, of d numbers; rows of qkv are `row` numbers apart.
    attend(qkv, probabilities, out, starts, sequences, heads, size, room) {
      const { i32 } = heap;
      const width = heads * size;
      const row = 3 * width;
      const scale = fround(1 / fround(sqrt(size)));
      for (let s = 0; s < sequences; s++) {
        for (let h = 0; h < heads; h++) {
          const first = i32[starts + s]!;
          const length = i32[starts + s + 1]! - first;
          const q = qkv + first * row + h * size;
          const [k, v] = [q + width, q + 2 * width];
          const p = probabilities + (s * heads + h) * room * room;
          for (let i = 0; i < length; i++) {
            const past = i + 1; // causal: position i attends to 0 … i, and P behind is 0: not written, never read
            const q_i = q + i * row;
            const p_i = p + i * room;
            const out_i = out + (first + i) * width + h * size;
            // scores (1, past) = q_i (1, d) · Kᵀ (d, past): K is read with its strides exchanged.
            operations.gemm(1, past, size, q_i, row, 1, k, 1, row, p_i, room, false);
            softmaxRow(p_i, past, scale);
            // o_i (1, d) = p_i (1, past) · V (past, d)
            operations.gemm(1, size, past, p_i, room, 1, v, row, 1, out_i, width, false);
          }
        }
      }
    },

    // Of `attend`, from dO: dP = dO Vᵀ, dS = P ∘ (dP − Σ P ∘ dP) / √d by rows, dQ = dS K, dK = dSᵀ Q, dV = Pᵀ dO.
    attendBackward(qkv, probabilities, dOut, dQkv, starts, sequences, heads, size, room) {
      const { f32, i32 } = heap;
      const width = heads * size;
      const row = 3 * width;
      const scale = fround(1 / fround(sqrt(size)));
      f32.fill(0, dQkv, dQkv + i32[starts + sequences]! * row);
      const dP_i = new Float32Array(room);
      for (let s = 0; s < sequences; s++) {
        for (let h = 0; h < heads; h++) {
          const first = i32[starts + s]!;
          const length = i32[starts + s + 1]! - first;
          const head = first * row + h * size;
          const [q, k, v] = [qkv + head, qkv + head + width, qkv + head + 2 * width];
          const [dQ, dK, dV] = [dQkv + head, dQkv + head + width, dQkv + head + 2 * width];
          for (let i = 0; i < length; i++) {
            const p_i = probabilities + ((s * heads + h) * room + i) * room;
            const dOut_i = dOut + (first + i) * width + h * size;
            // dP_ij = dO_i · v_j, since O_i = Σ_j P_ij v_j
            for (let j = 0; j <= i; j++) {
              let sum = 0;
              for (let c = 0; c < size; c++) {
                sum = fround(sum + fround(f32[dOut_i + c]! * f32[v + j * row + c]!));
              }
              dP_i[j] = sum;
            }
            // Of the softmax: ∂P_ij/∂S_im = P_ij (δ_jm − P_im), so that every score gets dP less its mean under P.
            const expected = laneSum(i + 1, (j) => fround(f32[p_i + j]! * dP_i[j]!));
            for (let j = 0; j <= i; j++) {
              // dS_ij, of the score before it is scaled
              const dS_ij = fround(fround(f32[p_i + j]! * fround(dP_i[j]! - expected)) * scale);
              for (let c = 0; c < size; c++) {
                const [dQ_ic, dK_jc, dV_jc] = [dQ + i * row + c, dK + j * row + c, dV + j * row + c];
                f32[dQ_ic] = f32[dQ_ic]! + fround(dS_ij * f32[k + j * row + c]!); // dQ = dS K
                f32[dK_jc] = f32[dK_jc]! + fround(dS_ij * f32[q + i * row + c]!); // dK = dSᵀ Q
                f32[dV_jc] = f32[dV_jc]! + fround(f32[p_i + j]! * f32[dOut_i + c]!); // dV = Pᵀ dO
              }
            }
          }
        }
      }
    },

    // One row of `attend`, position i = `position`; K and V of the earlier ones stand in the cache.
    attendNext(qkv, slots, keys, values, out, position, room, count, heads, size) {
      const { f32, i32 } = heap;
      const width = heads * size;
      const scale = fround(1 / fround(sqrt(size)));
      const past = position + 1;
      const scores = heap.scratch;
      for (let r = 0; r < count; r++) {
        for (let h = 0; h < heads; h++) {
          const head = i32[slots + r]! * heads + h;
          const q_i = qkv + r * 3 * width + h * size;
          const k = keys + head * size * room; // (d, room): K stands transposed, so that scores are rows
          const v = values + head * room * size; // (room, d)
          const out_i = out + r * width + h * size;
          for (let c = 0; c < size; c++) {
            f32[k + c * room + position] = f32[q_i + width + c]!;
            f32[v + position * size + c] = f32[q_i + 2 * width + c]!;
          }
          operations.gemm(1, past, size, q_i, size, 1, k, room, 1, scores, past, false);
          softmaxRow(scores, past, scale);
          operations.gemm(1, size, past, scores, past, 1, v, size, 1, out_i, size, false);
        }
      }
    },

    softmax(x, rows, n, scale) {
      for (let row = 0; row < rows; row++) softmaxRow(x + row * n, n, fround(scale));
    },

    // ∂(−log softmax(z)[target])/∂z = softmax(z) − one-hot, times the weight of the row, written over z.
    crossEntropy(logits, targets, weights, sums, picked, rows, n) {
      const { f32, i32 } = heap;
      for (let row = 0; row < rows; row++) {
        const at = logits + row * n;
        const target = i32[targets + row]!;
        const targetLogit = f32[at + target]!; // before `exponentials` writes over it
        const { sum, max } = exponentials(at, n, 1);
        f32[picked + row] = targetLogit - max;
        f32[sums + row] = sum;
        const weight = f32[weights + row]!;
        const factor = fround(weight / sum);
        for (let i = at; i < at + n; i++) f32[i] = f32[i]! * factor;
        f32[at + target] = f32[at + target]! - weight;
      }
    },

    // One column of x W, the sum in the order of `gemm`.
    pick(x, w, targets, z, rows, n, columns) {
      const { i32 } = heap;
      for (let row = 0; row < rows; row++) {
        const column = w + i32[targets + row]!;
        operations.gemm(1, 1, n, x + row * n, n, 1, column, columns, 1, z + row, 1, false);
      }
    },

    // Of dZ, which has one number a row: dX = dZ Wᵀ and dW = Xᵀ dZ, without the zeros. A first 0 + … turns −0 into 0,
    // as in a sum.
    pickBackward(x, w, targets, dz, dx, dw, rows, n, columns) {
      const { f32, i32 } = heap;
      for (let row = 0; row < rows; row++) {
        const column = i32[targets + row]!;
        const d = f32[dz + row]!;
        for (let i = 0; i < n; i++) {
          const at = i * columns + column;
          f32[dx + row * n + i] = 0 + fround(d * f32[w + at]!);
          f32[dw + at] = f32[dw + at]! + fround(f32[x + row * n + i]! * d);
        }
      }
    },

    add(a, b, to, n) {
      const { f32 } = heap;
      for (let i = 0; i < n; i++) f32[to + i] = f32[a + i]! + f32[b + i]!;
    },

    addFour(a, b, c, d, to, n) {
      const { f32 } = heap;
      for (let i = 0; i < n; i++) {
        f32[to + i] = fround(f32[a + i]! + f32[b + i]!) + fround(f32[c + i]! + f32[d + i]!);
      }
    },

    // In float64, in four lanes as SIMD has them: two vectors of two, and the ragged end apart.
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
      const numbers = [clip, beta1, beta2, rate, root, epsilon, keep].map(fround);
      const [clip32, b1, b2, rate32, root32, e, keep32] = numbers as [
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
        const grad = fround(f32[g + i]! * clip32);
        const mean = fround(fround(b1 * f32[m + i]!) + fround(rest1 * grad)); // m ← β₁ m + (1 − β₁) g
        const square = fround(fround(b2 * f32[v + i]!) + fround(rest2 * fround(grad * grad))); // v, with g²
        f32[m + i] = mean;
        f32[v + i] = square;
        // rate = η / (1 − β₁ᵗ) and root = 1 / √(1 − β₂ᵗ) carry the bias corrections: two numbers, not one a parameter.
        const step = fround(fround(rate32 * mean) / fround(fround(fround(sqrt(square)) * root32) + e));
        f32[p + i] = fround(f32[p + i]! * keep32) - step; // keep = 1 − η · weightDecay
      }
    },
  };
  return operations;
}
