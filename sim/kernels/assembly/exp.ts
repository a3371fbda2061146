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

export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
