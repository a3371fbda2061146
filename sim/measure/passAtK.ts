/** The chance that at least one of k answers is right. */

/**
 * The unbiased estimate from n ≥ k answers, c of them right (Chen et al. 2021 [@chen2021]): one minus the share of
 * the samples of k, without replacement, that hold no right answer,
 *
 *     1 − C(n−c, k) / C(n, k) = 1 − ∏_{i=n−c+1}^{n} (1 − k/i)
 */
export function passAtK(n: number, c: number, k: number): number {
  if (k > n) throw new RangeError(`pass@${k} from ${n} answers`);
  if (n - c < k) return 1;
  let none = 1;
  for (let i = n - c + 1; i <= n; i++) none *= 1 - k / i;
  return 1 - none;
}
