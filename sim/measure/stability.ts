/** How steadily PPO went: our own definition, from the course of its updates alone. */

/** One update, or the mean of a few. */
export interface Update {
  /** Nats per answer from the fine-tuned model. */
  readonly kl: number;
  readonly gold: number;
}

/** So far below its best, the gold reward still counts as held: about the noise of 128 sampled answers. */
export const HELD_WITHIN = 0.02;

export interface Stability {
  /** Updates that are both near and held. */
  readonly share: number;
  /** Updates with a KL under the target. */
  readonly near: number;
  /** Updates with a gold reward within `HELD_WITHIN` of the largest so far. */
  readonly held: number;
}

/** @returns undefined without updates */
export function stabilityOf(updates: readonly Update[], target: number): Stability | undefined {
  if (updates.length === 0) return undefined;
  let best = -Infinity;
  const counts = { share: 0, near: 0, held: 0 };
  for (const { kl, gold } of updates) {
    best = Math.max(best, gold);
    const [near, held] = [kl < target, gold >= best - HELD_WITHIN];
    if (near) counts.near += 1;
    if (held) counts.held += 1;
    if (near && held) counts.share += 1;
  }
  const of = updates.length;
  return { share: counts.share / of, near: counts.near / of, held: counts.held / of };
}
