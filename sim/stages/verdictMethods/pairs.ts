/**
 * Learning from comparisons in the verdict game: DPO, IPO and KTO on verdicts of the reference, and DPO on its own.
 *
 * The judge prefers u to v with probability σ(r_u − r_v), as annotators after Bradley and Terry would: with such labels
 * the loss of DPO is least at the optimum π* for the same β.
 */
import { sigmoid } from '../../float.ts';
import type { Rng } from '../../rng.ts';
import { epochsOf } from '../batches.ts';
import { dpoLoss, ipoLoss, type Likelihood, type PairLoss } from '../methods/preferenceLosses.ts';
import { ktoLoss } from '../methods/thumbLoss.ts';
import { expected, logRatios } from '../verdictGame.ts';
import { createLearner, type Match, type VerdictMethod } from './learner.ts';
import { BATCH, PEAKS, rateOf } from './rates.ts';
import { drawn, logitSlopes } from './said.ts';

/** Two verdicts to a prompt of the board. */
export interface VerdictPair {
  readonly row: number;
  readonly chosen: number;
  readonly rejected: number;
}

const PAIRS = BATCH / 2;

/** @param policy log π of the board, or from `at` on of this prompt */
export function labelledPair(
  { game: { verdicts, rewards } }: Pick<Match, 'game'>,
  row: number,
  [policy, at]: readonly [Float64Array, number],
  rng: Rng,
): VerdictPair {
  const [u, v] = [drawn(policy, at, verdicts, rng), drawn(policy, at, verdicts, rng)];
  const margin = rewards[row * verdicts + u]! - rewards[row * verdicts + v]!;
  return rng.uniform() < sigmoid(margin) ? { row, chosen: u, rejected: v } : { row, chosen: v, rejected: u };
}

/** The slope of the mean loss in log π of each verdict, chosen and rejected by turns. @param kl of the batch, nats */
type PairSlopes = (pairs: readonly (readonly [Likelihood, Likelihood])[], kl: number) => number[];

const pairwise =
  (loss: PairLoss): PairSlopes =>
  (pairs) =>
    pairs.flatMap(([chosen, rejected]) => {
      const slopes = loss(chosen, rejected);
      return [slopes.chosen / pairs.length, slopes.rejected / pairs.length];
    });

/** Its reference point is the KL of the batch itself, which the game can count out. */
const thumbs =
  (beta: number): PairSlopes =>
  (pairs, kl) =>
    pairs.flatMap((pair) =>
      pair.map((verdict, i) => ktoLoss(beta, verdict, i === 0, kl).slope / (2 * pairs.length)),
    );

/** Slopes in the logits (pairs, verdicts): each pair stands in a row of its own. */
export function pairLogitSlopes(
  { game: { verdicts, reference } }: Pick<Match, 'game'>,
  pairs: readonly VerdictPair[],
  policy: Float64Array,
  slopes: PairSlopes,
): Float64Array {
  const ofReference = Float64Array.from(
    pairs.flatMap(({ row }) => [...reference.subarray(row * verdicts, (row + 1) * verdicts)]),
  );
  const likelihood = (i: number, verdict: number): Likelihood => ({
    policy: policy[i * verdicts + verdict]!,
    reference: ofReference[i * verdicts + verdict]!,
    length: 1,
  });
  const read = pairs.map(
    ({ chosen, rejected }, i) => [likelihood(i, chosen), likelihood(i, rejected)] as const,
  );
  const said = pairs.flatMap(({ chosen, rejected }, row) => [
    { row, verdict: chosen },
    { row, verdict: rejected },
  ]);
  const kl = expected(policy, logRatios(policy, ofReference), pairs.length);
  return logitSlopes(policy, verdicts, said, slopes(read, kl));
}

const EPOCHS = 2;

const offline = (slopesOf: (beta: number) => PairSlopes): VerdictMethod =>
  function* (match) {
    const { game, samples, beta, rng } = match;
    const learner = createLearner(match);
    const stream = rng.stream('pairs');
    const pairs = Array.from({ length: samples / 2 }, () => {
      const row = stream.integer(game.prompts);
      return labelledPair(match, row, [game.reference, row * game.verdicts], stream);
    });
    const steps = EPOCHS * Math.ceil(pairs.length / PAIRS);
    let step = 0;
    for (const some of epochsOf(pairs, PAIRS, EPOCHS, rng.stream('order'))) {
      learner.update(
        some.map(({ row }) => row),
        rateOf(PEAKS.pairs, step++, steps),
        (policy) => ({ logits: pairLogitSlopes(match, some, policy, slopesOf(beta)) }),
      );
      yield Math.floor((step * samples) / steps);
    }
  };

export const pairSlopes = {
  dpo: (beta) => pairwise(dpoLoss(beta)),
  /** A quarter of β: with labels after Bradley and Terry its margin is then, where rewards differ little, that of DPO. */
  ipo: (beta) => pairwise(ipoLoss(beta / 4)),
  kto: thumbs,
} as const satisfies Readonly<Record<string, (beta: number) => PairSlopes>>;

export const dpo = offline(pairSlopes.dpo);
export const ipo = offline(pairSlopes.ipo);
export const kto = offline(pairSlopes.kto);

/** Two verdicts a prompt of the policy as it is, at every update (Guo et al. 2024 [@guo2024]). */
export const onlineDpo: VerdictMethod = function* (match) {
  const { game, samples, beta, rng } = match;
  const learner = createLearner(match);
  const steps = Math.floor(samples / BATCH);
  for (let step = 0; step < steps; step++) {
    const stream = rng.stream(`step ${step}`);
    const rows = Array.from({ length: PAIRS }, () => stream.integer(game.prompts));
    let pairs: VerdictPair[] | undefined;
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      learner.update(rows, rateOf(PEAKS.pairs, step, steps), (policy) => {
        pairs ??= rows.map((row, i) => labelledPair(match, row, [policy, i * game.verdicts], stream));
        return { logits: pairLogitSlopes(match, pairs, policy, pairSlopes.dpo(beta)) };
      });
    }
    yield (step + 1) * BATCH;
  }
};
