/** Offsets from outside count float32 numbers; inside, addresses count bytes. */
export function bytes(floats: i32): usize {
  return (<usize>floats) << 2;
}

/** The first byte that the kernels leave to the host. */
export function heapStart(): usize {
  return __heap_base;
}
