/** Kernels for the browser: SIMD if the page can compile it, plain TypeScript otherwise. */
import { plainKernels, simdKernels, type KernelKind, type Kernels } from '../../sim/kernels/kernels.ts';
import simd from '../../sim/kernels/simd.wasm?url&inline';

export interface KernelsHere {
  readonly kind: KernelKind;
  kernels(): Kernels;
}

let here: Promise<KernelsHere> | undefined;

const plainHere: KernelsHere = { kind: 'plain', kernels: plainKernels };

/**
 * Compiled once a worker.
 *
 * @param plain wants the plain ones in any case
 */
export function kernelsHere(plain = false): Promise<KernelsHere> {
  if (plain) return Promise.resolve(plainHere);
  here ??= compile();
  return here;
}

/** It travels inside the script: a sandboxed frame may not fetch. */
function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (c) => c.charCodeAt(0));
}

async function compile(): Promise<KernelsHere> {
  try {
    const module = await WebAssembly.compile(bytesOf(simd));
    return { kind: 'simd', kernels: () => simdKernels(module) };
  } catch {
    // No WebAssembly, or none with vectors: the same numbers, later.
    return plainHere;
  }
}
