/** The host of runs in Node (build, terminal, tests): the compiled SIMD module from the project's files, and the trained models. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simdKernels, type Kernels } from '../../sim/kernels/kernels.ts';
import { readCheckpoint, type Checkpoint } from '../../sim/model/checkpoint.ts';
import type { Host } from '../../sim/run.ts';
import { modelBytes } from './models.ts';

// Astro bundles this module into its build; the project's root is where npm runs it.
const FILE = join(process.cwd(), 'sim/kernels/simd.wasm');
let compiled: WebAssembly.Module | undefined;

export function nodeKernels(): Kernels {
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  return simdKernels(compiled);
}

const read = new Map<string, Checkpoint>();

export const nodeHost: Host = {
  createKernels: nodeKernels,
  model(name) {
    const known = read.get(name) ?? readCheckpoint(modelBytes(name, nodeKernels));
    read.set(name, known);
    return known;
  },
};
