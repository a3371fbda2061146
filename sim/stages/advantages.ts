/** Generalised advantage estimation, and the scale that an update wants. */

/**
 * Generalised advantage estimation, one answer at a time, from its last token to its first.
 *
 *     δ_t = R_t + γ V_{t+1} − V_t
 *     Â_t = δ_t + γ λ Â_{t+1},   G_t = Â_t + V_t
 *
 * Schulman et al. 2016, eqs. 11–16 [@schulman2016]. Unlike the paper, V is 0 after the last token: an answer has no
 * future.
 *
 * @param rewards (T), reward units
 * @param values (T), reward units: what the value head foretold before each token
 * @returns (T) advantages Â, and (T) returns G that the value head should have foretold; reward units
 */
export function advantagesOf(
  rewards: readonly number[],
  values: readonly number[],
  gamma: number,
  lambda: number,
): { readonly advantages: number[]; readonly returns: number[] } {
  const advantages = new Array<number>(rewards.length).fill(0);
  let advantage = 0; // of the token after t
  for (let t = rewards.length - 1; t >= 0; t--) {
    const delta = rewards[t]! + gamma * (values[t + 1] ?? 0) - values[t]!;
    advantage = delta + gamma * lambda * advantage;
    advantages[t] = advantage;
  }
  return { advantages, returns: advantages.map((advantage, t) => advantage + values[t]!) };
}

/** Keeps the scale finite where all values are alike. */
const EPSILON = 1e-8;

/** (x − mean) / deviation: a step of the same size whatever the scale of the rewards; not in the paper, but usual. */
export function whitened(values: Float64Array): Float64Array {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let variance = 0;
  for (const value of values) variance += ((value - mean) * (value - mean)) / values.length;
  const scale = 1 / (Math.sqrt(variance) + EPSILON);
  return values.map((value) => (value - mean) * scale);
}
