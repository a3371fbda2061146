/** Generalised advantage estimation (Schulman et al. 2016, eq. 16). */

/**
 * Advantages of the steps of one episode, and the returns that the value head should have foretold.
 *
 * @param rewards by step
 * @param values before each step; the value after the last is 0
 */
export function advantagesOf(
  rewards: readonly number[],
  values: readonly number[],
  gamma: number,
  lambda: number,
): { readonly advantages: number[]; readonly returns: number[] } {
  const advantages = new Array<number>(rewards.length).fill(0);
  let next = 0;
  for (let t = rewards.length - 1; t >= 0; t--) {
    const delta = rewards[t]! + gamma * (values[t + 1] ?? 0) - values[t]!;
    next = delta + gamma * lambda * next;
    advantages[t] = next;
  }
  return { advantages, returns: advantages.map((advantage, t) => advantage + values[t]!) };
}

/** Shifted to mean 0 and scaled to deviation 1. */
export function whitened(values: Float64Array): Float64Array {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let variance = 0;
  for (const value of values) variance += ((value - mean) * (value - mean)) / values.length;
  const scale = 1 / (Math.sqrt(variance) + 1e-8);
  return values.map((value) => (value - mean) * scale);
}
