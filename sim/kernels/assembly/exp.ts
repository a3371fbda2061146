/** e^x for four numbers: Cephes' expf (Moshier 1992), with + and × only, so that every engine gives the same bits. */

// Kept in memory: engines rebuild vector literals inside loops.
const constants = memory.data<f32>([
  -87.33654, 88.02969, 1.44269504088896341, 12582912, 0.693359375, -2.1219444e-4, 1.98756915e-4,
  1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
]);

const bias = memory.data<i32>([127]);

function constant(index: i32): v128 {
  return v128.load32_splat(constants + ((<usize>index) << 2));
}

/** Relative error below 2e-7 for −87.3 ≤ x ≤ 88; clamped outside. */
export function exp4(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(x, constant(0)), constant(1));
  // Adding 1.5 · 2^23 rounds to the nearest integer, ties to even.
  const magic = constant(3);
  const rounded = f32x4.add(f32x4.mul(clamped, constant(2)), magic);
  const n = f32x4.sub(rounded, magic);
  const r = f32x4.sub(f32x4.sub(clamped, f32x4.mul(n, constant(4))), f32x4.mul(n, constant(5)));
  let p = constant(6);
  p = f32x4.add(f32x4.mul(p, r), constant(7));
  p = f32x4.add(f32x4.mul(p, r), constant(8));
  p = f32x4.add(f32x4.mul(p, r), constant(9));
  p = f32x4.add(f32x4.mul(p, r), constant(10));
  p = f32x4.add(f32x4.mul(p, r), constant(11));
  const y = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), constant(12));
  // The low bits of `rounded` hold n; those of the magic number itself leave at the top of the shift.
  const power = i32x4.shl(i32x4.add(rounded, v128.load32_splat(bias)), 23);
  return f32x4.mul(y, power);
}

function productPlus(x: v128, y: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(x, y), c);
}

/**
 * Eight numbers in place: x ← e^(scale · x − max), with the bits of `exp4`. One read of a constant serves two vectors.
 *
 * @returns `lanes` + the first four + the last four
 */
export function exp8(at: usize, scales: v128, maxima: v128, lanes: v128): v128 {
  let c = constant(0);
  let x = f32x4.pmax(f32x4.sub(f32x4.mul(v128.load(at), scales), maxima), c);
  let y = f32x4.pmax(f32x4.sub(f32x4.mul(v128.load(at, 16), scales), maxima), c);
  c = constant(1);
  x = f32x4.pmin(x, c);
  y = f32x4.pmin(y, c);
  const magic = constant(3);
  c = constant(2);
  const roundedX = productPlus(x, c, magic);
  const roundedY = productPlus(y, c, magic);
  const nx = f32x4.sub(roundedX, magic);
  const ny = f32x4.sub(roundedY, magic);
  c = constant(4);
  x = f32x4.sub(x, f32x4.mul(nx, c));
  y = f32x4.sub(y, f32x4.mul(ny, c));
  c = constant(5);
  x = f32x4.sub(x, f32x4.mul(nx, c));
  y = f32x4.sub(y, f32x4.mul(ny, c));
  let p = constant(6);
  let q = p;
  for (let index: i32 = 7; index <= 11; index++) {
    c = constant(index);
    p = productPlus(p, x, c);
    q = productPlus(q, y, c);
  }
  c = constant(12);
  p = f32x4.add(productPlus(p, f32x4.mul(x, x), x), c);
  q = f32x4.add(productPlus(q, f32x4.mul(y, y), y), c);
  c = v128.load32_splat(bias);
  p = f32x4.mul(p, i32x4.shl(i32x4.add(roundedX, c), 23));
  q = f32x4.mul(q, i32x4.shl(i32x4.add(roundedY, c), 23));
  v128.store(at, p);
  v128.store(at, q, 16);
  return f32x4.add(f32x4.add(lanes, p), q);
}

export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
