/** Elo ratings: expected score and update, one game after the other (Elo 1978 [@elo1978]). */
import { log, sigmoid } from '../float.ts';
import type { Game } from './games.ts';

/** The rating of a player who has not played. Any number would do: only differences count. */
export const START = 1000;
/** A player who is so many points ahead has ten times the other's odds. */
export const SCALE = 400;
/** 10^{D / 400} = e^{Δ}: one logit is 400 / ln 10 = 173.7 points. */
export const POINTS_PER_LOGIT = SCALE / log(10);

/**
 * E = 1 / (1 + 10^{−D / 400}): the score that the ratings expect of the first player.
 *
 * @param lead D, rating of the first player minus that of the second, points
 */
export function expectedScore(lead: number): number {
  return sigmoid(lead / POINTS_PER_LOGIT);
}

/**
 * R ← R + K (S − E) for the first player, and the reverse for the second: points are moved, never made.
 *
 * @param ratings (players), points; changed in place
 * @param kFactor points that are at stake in a game
 */
export function updateRatings(ratings: Float64Array, { first, second, score }: Game, kFactor: number): void {
  const surprise = score - expectedScore(ratings[first]! - ratings[second]!);
  ratings[first]! += kFactor * surprise;
  ratings[second]! -= kFactor * surprise;
}

/**
 * The ratings after these games, played in this order by players who all start at 1,000.
 *
 * @returns (players), points
 */
export function eloRatings(players: number, games: readonly Game[], kFactor: number): Float64Array {
  const ratings = new Float64Array(players).fill(START);
  for (const game of games) updateRatings(ratings, game, kFactor);
  return ratings;
}
