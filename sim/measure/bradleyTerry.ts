/** Strengths by maximum likelihood under Bradley–Terry [@bradley1952], from all games at once. */
import { log } from '../float.ts';
import { POINTS_PER_LOGIT, START } from './elo.ts';
import type { Game } from './games.ts';

/** Points won by each player from each other one, players × players, row by row; a tie gives both ½. */
export type ScoreTable = Float64Array;

export function scoreTable(players: number, games: readonly Game[]): ScoreTable {
  const table = new Float64Array(players * players);
  for (const { first, second, score } of games) {
    table[first * players + second]! += score;
    table[second * players + first]! += 1 - score;
  }
  return table;
}

/** Largest change of a log-strength in the last step. */
const TOLERANCE = 1e-10;
const MOST_STEPS = 100_000;

/**
 * Strengths in logits with mean 0, by minorise–maximise (Zermelo 1929; Hunter 2004, eq. 3 [@hunter2004]):
 *
 *     γ_i ← W_i / Σ_j n_ij / (γ_i + γ_j)
 *
 * Who wins all games has no finite maximum (Ford 1957 [@ford1957]). Ties that are added to every pair give one: the
 * strengths are then the maximum of the likelihood of the games and of those ties together.
 *
 * @param table W_ij, points that i has won from j
 * @param addedTies ties added to every pair, above 0 if somebody may have won or lost everything
 * @throws RangeError where no finite maximum is reached
 */
export function bradleyTerry(table: ScoreTable, addedTies: number): Float64Array {
  const players = Math.round(Math.sqrt(table.length));
  const won = new Float64Array(players);
  const met = new Float64Array(players * players);
  for (let i = 0; i < players; i++) {
    for (let j = 0; j < players; j++) {
      if (i === j) continue;
      won[i]! += table[i * players + j]! + addedTies / 2;
      met[i * players + j] = table[i * players + j]! + table[j * players + i]! + addedTies;
    }
  }
  const strength = new Float64Array(players).fill(1);
  for (let step = 0; step < MOST_STEPS; step++) {
    let change = 0;
    for (let i = 0; i < players; i++) {
      let sum = 0;
      for (let j = 0; j < players; j++) {
        if (j !== i) sum += met[i * players + j]! / (strength[i]! + strength[j]!);
      }
      const next = won[i]! / sum;
      change = Math.max(change, Math.abs(next - strength[i]!) / strength[i]!);
      strength[i] = next;
    }
    if (change < TOLERANCE) return centred(strength.map(log));
  }
  throw new RangeError('these games have no finite maximum of the likelihood: add ties');
}

function centred(values: Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  return values.map((value) => value - sum / values.length);
}

/** Logits as ratings with mean 1,000. */
export const toPoints = (logits: Float64Array): Float64Array =>
  centred(logits).map((value) => START + value * POINTS_PER_LOGIT);
