/** Games between players: what is rated, how ties arise, and what they count. */
import { exp } from '../float.ts';
import type { Rng } from '../rng.ts';

/** One comparison of two players, who are numbered from 0. */
export interface Game {
  readonly first: number;
  readonly second: number;
  /** Of the first player: 1 for a win, 0 for a loss, ½ for a tie. */
  readonly score: 0 | 0.5 | 1;
}

/** How a tie is counted: as half a win for each side, or not at all. */
export type Ties = 'half' | 'left-out';

/** The games that count. */
export const counted = (games: readonly Game[], ties: Ties): readonly Game[] =>
  ties === 'half' ? games : games.filter(({ score }) => score !== 0.5);

/** All pairs of players, each once: (0, 1), (0, 2) … */
export function pairsOf(players: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < players; i++) for (let j = i + 1; j < players; j++) pairs.push([i, j]);
  return pairs;
}

/**
 * Probabilities of a win of the first player and of a tie (Davidson 1970 [@davidson1970]):
 *
 *     P(win) : P(tie) : P(loss) = e^{Δ/2} : ν : e^{−Δ/2}
 *
 * Games that are not tied follow Bradley–Terry. Ties are most frequent between equals, where their share is
 * ν / (2 + ν).
 *
 * @param margin Δ, strength of the first player minus that of the second, logits
 * @param tieRate share of ties between equals, below 1
 */
export function outcomeProbabilities(
  margin: number,
  tieRate: number,
): { readonly win: number; readonly tie: number } {
  const nu = (2 * tieRate) / (1 - tieRate);
  const [win, loss] = [exp(margin / 2), exp(-margin / 2)];
  const total = win + nu + loss;
  return { win: win / total, tie: nu / total };
}

/** Plays one game; one random number decides it, so that a stronger player wins every game that it won before. */
export function playGame(first: number, second: number, margin: number, tieRate: number, rng: Rng): Game {
  const { win, tie } = outcomeProbabilities(margin, tieRate);
  const u = rng.uniform();
  return { first, second, score: u < win ? 1 : u < win + tie ? 0.5 : 0 };
}
