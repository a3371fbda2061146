/** Kernels for Node (build, terminal, tests): the compiled SIMD module from the project's files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simdKernels, type Kernels } from '../sim/kernels/kernels.ts';

// Astro bundles this module into its build; the project's root is where npm runs it.
const FILE = join(process.cwd(), 'sim/kernels/simd.wasm');
let compiled: WebAssembly.Module | undefined;

export function nodeKernels(): Kernels {
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  return simdKernels(compiled);
}
