/** One growing block of float32 numbers that kernels work on in place; handed out piece by piece, never freed. */

/** A device has no memory left, or a run asked for more than a page may take. */
export class OutOfMemory extends Error {
  override name = 'OutOfMemory';
}

export interface Heap {
  /** Views of the whole heap; `reserve` may replace them, so fetch them anew. */
  readonly f32: Float32Array;
  readonly i32: Int32Array;
  /** Room for one row of attention scores. */
  readonly scratch: number;
  /** Offset of `floats` new zeros, on a boundary of 16 bytes. */
  reserve(floats: number): number;
}

/** More than any figure needs; below what phones grant a page. */
const MEGABYTE = 1_048_576;
const MOST_BYTES = 256 * MEGABYTE;
export const PAGE_BYTES = 65536;

/**
 * A heap over a buffer that can be made longer. `grow` adds bytes, keeps the old content, and throws if there are none.
 *
 * @param start first offset that is handed out
 */
export function createHeap(start: number, scratchFloats: number, grow: (bytes: number) => ArrayBuffer): Heap {
  let buffer = grow(0);
  let f32 = new Float32Array(buffer);
  let i32 = new Int32Array(buffer);
  let free = Math.ceil(start / 4) * 4;
  const reserve = (floats: number) => {
    const at = free;
    const end = at + Math.ceil(floats / 4) * 4;
    const missing = end * 4 - buffer.byteLength;
    if (missing > 0) {
      if (end * 4 > MOST_BYTES) {
        throw new OutOfMemory(`this run needs more than ${MOST_BYTES / MEGABYTE} MB of memory`);
      }
      try {
        buffer = grow(Math.ceil(missing / PAGE_BYTES) * PAGE_BYTES);
      } catch {
        throw new OutOfMemory(`this device has no ${Math.ceil((end * 4) / MEGABYTE)} MB of memory left`);
      }
      f32 = new Float32Array(buffer);
      i32 = new Int32Array(buffer);
    }
    free = end;
    return at;
  };
  const scratch = reserve(scratchFloats);
  return {
    get f32() {
      return f32;
    },
    get i32() {
      return i32;
    },
    scratch,
    reserve,
  };
}
