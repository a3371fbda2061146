/** The curve of optima of a verdict game, read at any KL: the most reward that so much KL can buy. */
import { optimumOf, outcomeOf, type Game } from './verdictGame.ts';

const SMALLEST = 1e-3;
const LARGEST = 1e3;
const HALVINGS = 26;

/** E[r] of the optimum that has this KL; where no optimum goes so far, the most reward there is. */
export function rewardAt(game: Game, kl: number): number {
  const at = (beta: number) => outcomeOf(game, optimumOf(game, beta), 0);
  const farthest = at(0);
  if (kl >= farthest.kl) return farthest.reward;
  // The KL falls as β grows, over powers of ten.
  let [low, high] = [SMALLEST, LARGEST];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(low * high);
    if (at(middle).kl > kl) low = middle;
    else high = middle;
  }
  // The one that buys a little more KL: a bound from above, whatever the halving leaves.
  return at(low).reward;
}
