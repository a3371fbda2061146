/** Texts in batches. */
import type { Rng } from '../rng.ts';

/** `epochs` passes over the items, each in a fresh order; a last batch may be smaller. */
export function* epochsOf<T>(
  items: readonly T[],
  size: number,
  epochs: number,
  rng: Rng,
): Generator<T[], void, undefined> {
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = rng.shuffle(items);
    for (let start = 0; start < order.length; start += size) yield order.slice(start, start + size);
  }
}

/** Batches that are drawn together and sorted by length, so that little is filled up. */
const POOL = 32;

/** Batches of fresh documents, `count` of them; documents of about one length stand together. */
export function* documentBatches(
  next: () => number[],
  size: number,
  count: number,
  rng: Rng,
): Generator<number[][], void, undefined> {
  for (let made = 0; made < count; made += POOL) {
    const pool = Array.from({ length: POOL * size }, next).sort((a, b) => a.length - b.length);
    const batches = Array.from({ length: POOL }, (_, i) => pool.slice(i * size, (i + 1) * size));
    yield* rng.shuffle(batches).slice(0, count - made);
  }
}
