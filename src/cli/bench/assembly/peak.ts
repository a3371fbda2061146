/**
 * The most that strict WebAssembly SIMD gives on this core: eight independent sums of products, all in registers but
 * two factors a turn, which are read from sixteen kilobytes that never leave the first-level cache.
 */
const factors = memory.data(16384, 16);

/** 64 floating-point operations a turn: 8 sums, 4 lanes, one product and one sum each. */
export function turns(count: i32): f32 {
  for (let i: i32 = 0; i < 4096; i++) store<f32>(factors + ((<usize>i) << 2), <f32>(i & 7) * 0.125);
  // From memory: engines rebuild vector literals in every turn.
  const a0 = v128.load32_splat(factors, 4);
  const a1 = v128.load32_splat(factors, 8);
  const a2 = v128.load32_splat(factors, 12);
  const a3 = v128.load32_splat(factors, 16);
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let left = count; left > 0; left -= 512) {
    let at = factors;
    const end = factors + 16384;
    while (at < end) {
      const b0 = v128.load(at);
      const b1 = v128.load(at, 16);
      s00 = f32x4.add(s00, f32x4.mul(a0, b0));
      s01 = f32x4.add(s01, f32x4.mul(a0, b1));
      s10 = f32x4.add(s10, f32x4.mul(a1, b0));
      s11 = f32x4.add(s11, f32x4.mul(a1, b1));
      s20 = f32x4.add(s20, f32x4.mul(a2, b0));
      s21 = f32x4.add(s21, f32x4.mul(a2, b1));
      s30 = f32x4.add(s30, f32x4.mul(a3, b0));
      s31 = f32x4.add(s31, f32x4.mul(a3, b1));
      at += 32;
    }
  }
  const low = f32x4.add(f32x4.add(s00, s01), f32x4.add(s10, s11));
  const high = f32x4.add(f32x4.add(s20, s21), f32x4.add(s30, s31));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}
