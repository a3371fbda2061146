/** Kernels for Node: the compiled SIMD module from the project's files. */
import { readFileSync } from 'node:fs';
import { simdKernels, type Kernels } from '../../sim/kernels/kernels.ts';

const FILE = new URL('../../sim/kernels/simd.wasm', import.meta.url);
let compiled: WebAssembly.Module | undefined;

export function nodeKernels(): Kernels {
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  return simdKernels(compiled);
}
