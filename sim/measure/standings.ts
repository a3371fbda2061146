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
  /** Elo after each of the random orders. (orders, players) */
  readonly orders: readonly Float64Array[];
  /** Bradley–Terry on each sample of the bootstrap. (rounds, players) */
  readonly samples: readonly Float64Array[];
}

/** How far one player is rated above another, with the interval of the difference itself. */
export interface Lead {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Of the samples of the bootstrap, the share in which the lead is above 0. */
  readonly ahead: number;
}

/** Two ratings from the same games depend on each other: their difference has an interval of its own. */
export function leadOf({ standings, samples }: Rated, player: number, over: number): Lead {
  const leads = samples.map((ratings) => Float64Array.of(ratings[player]! - ratings[over]!));
  const [[low, high]] = middle95(leads) as [readonly [number, number]];
  return {
    value: standings[player]!.bt - standings[over]!.bt,
    low,
    high,
    ahead: leads.filter(([lead]) => lead! > 0).length / leads.length,
  };
}

/**
 * @param units games; those of one unit depend on one another, and are resampled together. Orders and samples are drawn
 *   from this list, so that they stay as they are when the games are read in another order
 * @param addedTies see `bradleyTerry`
 * @param games in the order in which Elo reads them
 */
export function rate(
  players: number,
  units: readonly (readonly Game[])[],
  kFactor: number,
  addedTies: number,
  rng: Rng,
  games: readonly Game[] = units.flat(),
): Rated {
  const table = scoreTable(players, games);
  const elo = eloRatings(players, games, kFactor);
  const bt = toPoints(bradleyTerry(table, addedTies));

  const shuffling = rng.stream('orders');
  const orders = Array.from({ length: ORDERS }, () =>
    eloRatings(players, shuffling.shuffle(units.flat()), kFactor),
  );
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
    orders,
    samples,
  };
}

function sum(tables: readonly ScoreTable[], players: number): ScoreTable {
  const total = new Float64Array(players * players);
  for (const table of tables) for (let i = 0; i < total.length; i++) total[i]! += table[i]!;
  return total;
}
