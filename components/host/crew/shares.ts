/** Who computes which shards of a batch: neighbours, so that sums over them are subtrees of the balanced tree. */
import { SHARDS } from '../../../sim/crew.ts';

/** By number of workers; the lead's share comes first. With three, the one who hands out has the most to do anyway. */
const SHARES: readonly (readonly (readonly number[])[])[] = [
  [[0, 1, 2, 3]],
  [
    [0, 1],
    [2, 3],
  ],
  [[0, 1], [2], [3]],
  [[0], [1], [2], [3]],
];

/** @param workers from 1; more than there are shards have nothing to do */
export const sharesOf = (workers: number) => SHARES[Math.min(workers, SHARDS) - 1]!;

/**
 * Sizes of a crew that can differ in time, where at most so many workers can be had: with three, somebody still has two
 * shards, as with two.
 */
export const sizesUpTo = (workers: number) => [1, 2, SHARDS].filter((size) => size <= Math.max(1, workers));
