/** Assistants answer the same questions; a judge compares their answers two by two. */
import type { Rng } from '../../rng.ts';
import { pairsOf, type Game } from '../../measure/games.ts';

/** Who stands first before the judge. */
export type Placing = 'random' | 'older-first' | 'newer-first';

/**
 * All games on one question. They share its answers, and so depend on one another.
 *
 * @param quality of each player's answer; the better one wins, equal ones tie
 * @param positionBias probability that the judge takes the answer that stands first, whatever it says
 */
export function compare(
  quality: readonly number[],
  positionBias: number,
  placing: Placing,
  rng: Rng,
): Game[] {
  return pairsOf(quality.length).map(([older, newer]) => {
    // Two draws a game, whatever the settings: the same luck decides with and without bias.
    const [coin, attention] = [rng.uniform(), rng.uniform()];
    const swapped = placing === 'random' ? coin < 0.5 : placing === 'newer-first';
    const [first, second] = swapped ? [newer, older] : [older, newer];
    const lead = quality[first]! - quality[second]!;
    const score = attention < positionBias || lead > 0 ? 1 : lead < 0 ? 0 : 0.5;
    return { first, second, score };
  });
}
