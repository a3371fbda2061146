/** Best of n, exactly: what the highest-scored of n answers is, where answers are drawn from a known distribution. */
import { exp, log } from '../float.ts';

/** The n-th power of a share, also of 0. */
const power = (share: number, n: number) => (share <= 0 ? 0 : exp(n * log(share)));

/**
 * The chance of each answer to be the best of n draws. Let F(y) be the chance that a draw scores at most as high as y,
 * ties between unlike answers broken by their order here, and p(y) the chance of y; then
 *
 *     P_n(y) = F(y)ⁿ − (F(y) − p(y))ⁿ
 *
 * which is the distribution of the largest of n draws, ties of like answers counted (Beirami et al. 2024 [@beirami2024]).
 *
 * @param shares p of each answer, which sum to 1
 * @param scores of each answer, any unit
 */
export function chancesOfBest(shares: readonly number[], scores: readonly number[], n: number): number[] {
  const order = shares.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]! || a - b);
  const chances = new Array<number>(shares.length).fill(0);
  let reached = 0;
  let lower = 0;
  for (const [place, i] of order.entries()) {
    // The last share ends at 1, whatever rounding has left of the sum.
    reached = place === order.length - 1 ? 1 : reached + shares[i]!;
    const upper = power(reached, n);
    chances[i] = upper - lower;
    lower = upper;
  }
  return chances;
}

/** KL(P_n ‖ p) = Σ_y P_n(y) ln(P_n(y) / p(y)), nats. Where draws often give the same answer it lies below `klBound`. */
export function klOfChances(chances: readonly number[], shares: readonly number[]): number {
  let kl = 0;
  for (const [i, chance] of chances.entries()) if (chance > 0) kl += chance * log(chance / shares[i]!);
  return kl;
}

/**
 * ln n − (n − 1)/n, nats: the KL of best of n where no two draws are alike, and an upper bound where some are
 * (Beirami et al. 2024 [@beirami2024]).
 */
export const klBound = (n: number): number => log(n) - (n - 1) / n;
