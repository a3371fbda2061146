/** What two players did against each other, and what their ratings say about it. */
import type { ScoreTable } from '../../measure/bradleyTerry.ts';
import { expectedScore } from '../../measure/elo.ts';
import { pairsOf, type Game } from '../../measure/games.ts';
import { wilson } from '../../measure/intervals.ts';
import type { Standing } from '../../measure/standings.ts';

export interface Meeting {
  readonly games: number;
  readonly ties: number;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly expected: number;
}

/** One a pair, in the order of `pairsOf`. */
export function meetings(
  games: readonly Game[],
  table: ScoreTable,
  standings: readonly Standing[],
): Meeting[] {
  const players = standings.length;
  return pairsOf(players).map(([i, j]) => {
    const won = table[i * players + j]!;
    const met = won + table[j * players + i]!;
    const tied = games.filter(
      ({ first, second, score }) =>
        score === 0.5 && Math.min(first, second) === i && Math.max(first, second) === j,
    ).length;
    const [low, high] = met > 0 ? wilson(won, met) : [0, 1];
    return {
      games: met,
      ties: met > 0 ? tied / met : 0,
      score: met > 0 ? won / met : 0.5,
      low,
      high,
      expected: expectedScore(standings[i]!.bt - standings[j]!.bt),
    };
  });
}
