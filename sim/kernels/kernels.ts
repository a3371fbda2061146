/** A heap and the operations on it: SIMD where the host could compile it, plain TypeScript elsewhere. Same bits. */
import { createHeap, PAGE_BYTES, type Heap } from './heap.ts';
import { LONGEST_SEQUENCE, type Operations } from './operations.ts';
import { plainOperations } from './plain.ts';

export type KernelKind = 'simd' | 'plain';

export interface Kernels extends Operations {
  readonly kind: KernelKind;
  readonly heap: Heap;
}

export function plainKernels(): Kernels {
  let buffer = new ArrayBuffer(0);
  const heap = createHeap(0, LONGEST_SEQUENCE, (bytes) => {
    const longer = new ArrayBuffer(buffer.byteLength + bytes);
    new Uint8Array(longer).set(new Uint8Array(buffer));
    return (buffer = longer);
  });
  return { kind: 'plain', heap, ...plainOperations(heap) };
}

interface Exports extends Operations {
  heapStart(): number;
}

/** Kernels with a memory of their own over the compiled `simd.wasm`. */
export function simdKernels(module: WebAssembly.Module): Kernels {
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const exports = instance.exports as unknown as Exports;
  const heap = createHeap(exports.heapStart() / 4, LONGEST_SEQUENCE, (bytes) => {
    memory.grow(bytes / PAGE_BYTES);
    return memory.buffer;
  });
  const { heapStart: _, memory: __, ...operations } = exports as Exports & { memory?: unknown };
  return { kind: 'simd', heap, ...operations };
}

/** The scratch memory of the kernels themselves ends below this. */
const FIRST_PAGES = 16;
