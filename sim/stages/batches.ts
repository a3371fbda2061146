/** Texts in batches. */
import type { Rng } from '../rng.ts';

/** The most sequences that a model reads at once, and the answers of a step of PPO. */
export const LARGEST_BATCH = 128;

/** The items in their order, so many at a time. */
export function* inBatches<T>(items: readonly T[], size: number): Generator<T[], void, undefined> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** `epochs` passes over the items, each in a fresh order; a last batch may be smaller. */
export function* epochsOf<T>(
  items: readonly T[],
  size: number,
  epochs: number,
  rng: Rng,
): Generator<T[], void, undefined> {
  for (let epoch = 0; epoch < epochs; epoch++) {
    yield* inBatches(rng.shuffle(items), size);
  }
}

/** Batches that are drawn together and sorted by length. */
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
