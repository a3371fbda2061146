/** Kernels for tests: both sets, and numbers to fill them with. */
import { readFileSync } from 'node:fs';
import { plainKernels, simdKernels, type Kernels } from '../../sim/kernels/kernels.ts';

export const SIMD = 'sim/kernels/simd.wasm';
export const simdModule = new WebAssembly.Module(readFileSync(SIMD));
export const bothKernels = (): [Kernels, Kernels] => [simdKernels(simdModule), plainKernels()];

/** The generator of test/references/transformer.py. */
export function createLcg(seed: number) {
  let state = seed;
  const bits = () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state >>> 8;
  };
  return { bits, signed: () => bits() / 2 ** 23 - 1 };
}
