/** Everything a table of ratings needs: Elo with its spread over orders, Bradley–Terry with its bootstrap interval. */
import type { Rng } from '../rng.ts';
import { bootstrap, middle95 } from './bootstrap.ts';
import { bradleyTerry, scoreTable, toPoints, type ScoreTable } from './bradleyTerry.ts';
import { eloRatings } from './elo.ts';
import type { Game } from './games.ts';

/** Orders in which the same games are rated, and samples of the bootstrap. */
export const ORDERS = 100;
export const ROUNDS = 200;

export interface Standing {
  /** After the last game, in the order in which the games are given, points. */
  readonly elo: number;
  /** Ends of the middle 95 % over random orders of the same games. */
  readonly eloLow: number;
  readonly eloHigh: number;
  /** Maximum likelihood, points with mean 1,000. */
  readonly bt: number;
  /** Ends of the 95 % bootstrap interval. */
  readonly low: number;
  readonly high: number;
}

export interface Rated {
  readonly standings: readonly Standing[];
  readonly table: ScoreTable;
  /** Of the random orders, the share that puts this player first. (players) */
  readonly leads: readonly number[];
}

/**
 * @param units games in their order; the games of one unit depend on one another, and are resampled together
 * @param addedTies see `bradleyTerry`
 */
export function rate(
  players: number,
  units: readonly (readonly Game[])[],
  kFactor: number,
  addedTies: number,
  rng: Rng,
): Rated {
  const games = units.flat();
  const table = scoreTable(players, games);
  const elo = eloRatings(players, games, kFactor);
  const bt = toPoints(bradleyTerry(table, addedTies));

  const shuffling = rng.stream('orders');
  const orders = Array.from({ length: ORDERS }, () => eloRatings(players, shuffling.shuffle(games), kFactor));
  const overOrders = middle95(orders);
  const leads = Array.from(
    elo,
    (_, i) => orders.filter((ratings) => ratings[i] === Math.max(...ratings)).length / ORDERS,
  );

  const tables = units.map((unit) => scoreTable(players, unit));
  const samples = bootstrap(tables, ROUNDS, rng.stream('bootstrap'), (sample) =>
    toPoints(bradleyTerry(sum(sample, players), addedTies)),
  );
  const overSamples = middle95(samples);
  return {
    standings: Array.from(elo, (rating, i) => ({
      elo: rating,
      eloLow: overOrders[i]![0],
      eloHigh: overOrders[i]![1],
      bt: bt[i]!,
      low: overSamples[i]![0],
      high: overSamples[i]![1],
    })),
    table,
    leads,
  };
}

function sum(tables: readonly ScoreTable[], players: number): ScoreTable {
  const total = new Float64Array(players * players);
  for (const table of tables) for (let i = 0; i < total.length; i++) total[i]! += table[i]!;
  return total;
}
