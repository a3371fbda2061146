/** The host of runs in Node (terminal, recordings, tests): the compiled SIMD module from the project's files, and the trained models. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simdKernels, type Kernels } from '../../sim/kernels/kernels.ts';
import { readCheckpoint, type Checkpoint } from '../../sim/model/checkpoint.ts';
import type { Host } from '../../sim/run.ts';
import { modelBytes } from './models.ts';

const FILE = join(process.cwd(), 'sim/kernels/simd.wasm');
let compiled: WebAssembly.Module | undefined;

export function nodeKernels(): Kernels {
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  return simdKernels(compiled);
}

const read = new Map<string, Checkpoint>();

/** Models come from the cache: whoever runs an experiment that needs some awaits `ensureModels` first. */
export const nodeHost: Host = {
  createKernels: nodeKernels,
  model(name) {
    const known = read.get(name) ?? readCheckpoint(modelBytes(name));
    read.set(name, known);
    return known;
  },
};
