/**
 * Who computes a batch: one worker alone, or several. A batch is cut into `SHARDS` parts of neighbouring items, and what
 * they give is always put together in the same order; so the bits do not depend on who computed which part.
 */
import type { Shape } from './model/shape.ts';

/** A power of two: sums over shards are balanced trees, ((0 + 1) + (2 + 3)). */
export const SHARDS = 4;

/** A model's parameters as they travel; a helper keeps those whose version it already has. */
export interface Weights {
  /** What the model is in its stage: "policy", "reference", "reward". */
  readonly role: string;
  readonly shape: Shape;
  /** Another number whenever the values are others. */
  readonly version: number;
  /** Parameters, in the heap: to be copied before the next update. */
  readonly values: Float32Array;
}

/** Work that a batch asks for. But for the weights it is plain data, without a view of a heap: it is posted as it is. */
export interface Order {
  /** The name of the code that does it. */
  readonly task: string;
  readonly weights: readonly Weights[];
  /** The role whose gradient is wanted, if one is. */
  readonly trains?: string;
  /** What every shard needs alike: learning rates, shapes, kinds of head. */
  readonly common: unknown;
  /** Of each shard, its own. */
  readonly inputs: readonly unknown[];
}

/** What one worker has computed, for shards that stand beside each other. */
export interface Portion {
  readonly shards: readonly number[];
  /** Of each of these shards, in their order. */
  readonly outputs: readonly unknown[];
  /** From another worker: the sum of their gradients (parameters), if one is wanted. Here it stands in the heap. */
  readonly gradient?: Float32Array;
}

/** Work that was handed out. */
export interface Ticket {
  /** All portions in the order of their shards; undefined while others still compute. */
  readonly portions: readonly Portion[] | undefined;
}

/** The workers of a run. The one that runs it takes part, and does what another one fails to do. */
export interface Crew {
  /** How many can compute now, this one included. */
  readonly size: number;
  /**
   * Hands shards out to the others, computes those of this worker, and returns. While the ticket has no portions, the run
   * yields `undefined`, and its host waits.
   *
   * @param here computes shards that stand beside each other, on this worker: its own ones at once, those of a helper
   *   that has failed later
   */
  start(order: Order, here: (shards: readonly number[]) => Portion): Ticket;
}

const ALL = Array.from({ length: SHARDS }, (_, shard) => shard);

/** One worker, which does everything at once. */
export const alone: Crew = {
  size: 1,
  start: (_, here) => ({ portions: [here(ALL)] }),
};
