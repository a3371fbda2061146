/** Verdicts that a policy has said: drawn from it, and the slope of a loss in them. */
import { exp } from '../../float.ts';
import type { Rng } from '../../rng.ts';

/** A verdict said to a prompt. */
export interface Said {
  /** Of the prompt in its batch. */
  readonly row: number;
  readonly verdict: number;
}

/** One verdict from log π of one prompt. */
export function drawn(policy: Float64Array, at: number, verdicts: number, rng: Rng): number {
  let left = rng.uniform();
  for (let v = 0; v < verdicts - 1; v++) {
    left -= exp(policy[at + v]!);
    if (left < 0) return v;
  }
  return verdicts - 1;
}

/** So many verdicts to each row, row by row. */
export function saidBy(policy: Float64Array, verdicts: number, each: number, rng: Rng): Said[] {
  return Array.from({ length: (policy.length / verdicts) * each }, (_, i) => {
    const row = Math.floor(i / each);
    return { row, verdict: drawn(policy, row * verdicts, verdicts, rng) };
  });
}

/** Where each verdict stands in a table whose rows are `rows` of the board. */
export const places = (said: readonly Said[], rows: readonly number[], verdicts: number): number[] =>
  said.map(({ row, verdict }) => rows[row]! * verdicts + verdict);

/**
 * Slopes s_k in log π(v_k | x) → slopes in the logits z (rows, verdicts):
 *
 *     ∂L/∂z_u = Σ_k s_k (1[u = v_k] − π_u)
 */
export function logitSlopes(
  policy: Float64Array,
  verdicts: number,
  said: readonly Said[],
  slopes: readonly number[],
): Float64Array {
  const gradient = new Float64Array(policy.length);
  for (const [k, { row, verdict }] of said.entries()) {
    const at = row * verdicts;
    gradient[at + verdict]! += slopes[k]!;
    for (let u = at; u < at + verdicts; u++) gradient[u]! -= slopes[k]! * exp(policy[u]!);
  }
  return gradient;
}
