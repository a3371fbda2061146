/**
 * Elementary functions whose bits do not depend on the engine. ECMAScript leaves exp, log and their kin
 * implementation-approximated; these use only +, −, ×, ÷ and bit patterns, which IEEE 754 fixes.
 */

const LN2_HI = 0.6931471803691238; // fdlibm's split: the high part has 32 trailing zero bits
const LN2_LO = 1.9082149292705877e-10;
const SQRT2 = 1.4142135623730951;

const bits = new DataView(new ArrayBuffer(8));

/** 2^k exactly, for −1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** Σ r^n / n! from n = 1 to 13: e^r − 1 for |r| ≤ ln 2 / 2, truncation below 1e-17. */
function expm1Series(r: number): number {
  let sum = 0;
  for (let n = 13; n >= 1; n--) sum = (r / n) * (1 + sum);
  return sum;
}

/** e^x, relative error below 1e-15; 0 below −745, Infinity above 709.78. */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x * 1.4426950408889634);
  const r = x - k * LN2_HI - k * LN2_LO;
  const value = 1 + expm1Series(r);
  // Two factors, so that neither 2^1024 nor a subnormal power is needed.
  const half = Math.trunc(k / 2);
  return value * powerOfTwo(half) * powerOfTwo(k - half);
}

/** e^x − 1 without loss for small x. */
export function expm1(x: number): number {
  return Math.abs(x) < 0.34 ? expm1Series(x) : exp(x) - 1;
}

/** Natural logarithm of x > 0, relative error below 1e-15; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x < 0 || x !== x) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54 lifts a subnormal number
    k = -54;
  }
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  k += (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m > SQRT2) {
    m /= 2;
    k += 1;
  }
  // ln m = 2 artanh s, s = (m − 1)/(m + 1), |s| ≤ 0.172
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  let sum = 0;
  for (let n = 23; n >= 3; n -= 2) sum = s2 * (1 / n + sum);
  return k * LN2_HI + (2 * s + (2 * s * sum + k * LN2_LO));
}

/** ln(1 + x) without loss for small x (Kahan's correction). */
export function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 ? x : (log(u) * x) / (u - 1);
}

/** 1 / (1 + e^−x), without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** ln(1 + e^x) = −ln σ(−x), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
}

/** cos(π t) for 0 ≤ t ≤ 1, error below 1e-15. */
export function cosPi(t: number): number {
  if (t > 0.5) return -cosPi(1 - t);
  const x = 3.141592653589793 * t;
  const x2 = x * x;
  let sum = 1;
  for (let n = 22; n >= 2; n -= 2) sum = 1 - (x2 / (n * (n - 1))) * sum;
  return sum;
}
