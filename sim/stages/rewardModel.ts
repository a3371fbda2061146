/**
 * A reward model on the transformer, trained on pairs by Bradley–Terry alone:
 *
 *     L = mean over pairs of −log σ(r_φ(x, y_c) − r_φ(x, y_r))
 *
 * as in Stiennon et al. 2020 [@stiennon2020]. What is read as score r_φ, and how that differs from there, is the head's:
 * see `rewardHead.ts`.
 */
import { createAdamW } from '../model/adamW.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Pass } from '../model/transformer.ts';
import { inBatches } from './batches.ts';
import type { Batch } from './languageModel.ts';
import { dPairLoss, pairLoss } from './pairwiseLoss.ts';
import { eachToken, type Response } from './responses.ts';
import { batchFor, sharesBackward, sharesOf, type RewardHead, type RewardModel } from './rewardHead.ts';
import { partsOf, shardsOf, together, type Task, type Team } from './shards.ts';

export interface PreferencePair {
  readonly chosen: Response;
  readonly rejected: Response;
}

export interface Scored {
  readonly pass: Pass;
  readonly batch: Batch;
  /** r_φ of each answer (B), logits. */
  readonly scores: Float64Array;
  /** The share of every token of the answers. */
  readonly shares: Float64Array;
}

/** Reads some answers. */
export function score(model: RewardModel, responses: readonly Response[]): Scored {
  const batch = batchFor(model.head, responses);
  const pass = model.network.forward(batch);
  const shares = sharesOf(model, batch);
  const scores = new Float64Array(batch.sequences);
  eachToken(batch, (s, token) => (scores[s]! += shares[token]!));
  return { pass, batch, scores, shares };
}

/** Scores of any number of answers. */
export function scoresOf(model: RewardModel, responses: readonly Response[]): number[] {
  const some = [...inBatches(responses, model.network.capacity)];
  return some.flatMap((each) => [...score(model, each).scores]);
}

/** Chosen and rejected answers by turns: pair i in the sequences 2i and 2i + 1. */
const answersOf = (pairs: readonly PreferencePair[]) =>
  pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]);

/** Δ = r_φ(x, y_c) − r_φ(x, y_r) of every pair, logits. */
const marginsOf = (scores: ArrayLike<number>) =>
  Array.from({ length: scores.length / 2 }, (_, pair) => scores[2 * pair]! - scores[2 * pair + 1]!);

/** 1 for a pair that is ranked as labelled; a tie counts one half. */
const rankedRightly = (margin: number) => (margin > 0 ? 1 : margin === 0 ? 0.5 : 0);

export interface RewardStep {
  readonly step: number;
  readonly loss: number;
  readonly margin: number;
  readonly accuracy: number;
  readonly learningRate: number;
}

/** Of a batch of pairs, what its shards need to know of the whole. */
interface WholeBatch {
  readonly head: RewardHead;
  readonly pairs: number;
  /** Tokens of the chosen answers, in all shards. */
  readonly chosenTokens: number;
}

/** The gradient of the mean pair loss of a batch: ∂L/∂r_c = L′(Δ) = −∂L/∂r_r. Gives the margins of each shard. */
export const pairTask: Task<WholeBatch, readonly PreferencePair[], number[]> = {
  name: 'pairs',
  roles: ['reward'],
  trains: 'reward',
  run(workbench, { head, pairs, chosenTokens }, shards, first) {
    const model = { network: workbench.model('reward'), head };
    const { pass, batch, scores } = score(model, answersOf(shards.flat()));
    const margins = marginsOf(scores);
    const dScores = margins.flatMap((margin) => {
      const slope = dPairLoss('bradley-terry', margin);
      return [slope / pairs, -slope / pairs];
    });
    const language = { isLearned: (sequence: number) => sequence % 2 === 0, tokens: chosenTokens };
    const parts = partsOf(
      model.network,
      shards.map((some) => 2 * some.length),
      first,
    );
    sharesBackward(model, batch, pass, dScores, language, parts);
    let start = 0;
    return shards.map((some) => margins.slice(start, (start += some.length)));
  },
};

/** One update for each batch of pairs. */
export function* trainRewardModel(
  team: Team,
  head: RewardHead,
  batches: Iterable<readonly PreferencePair[]>,
  schedule: Schedule,
): Generator<RewardStep | undefined, void, undefined> {
  const optimiser = createAdamW(team.workbench.model('reward'));
  let step = 0;
  for (const pairs of batches) {
    const rate = learningRate(step, schedule);
    const chosenTokens = pairs.reduce((sum, { chosen }) => sum + chosen.answer.length, 0);
    const whole = { head, pairs: pairs.length, chosenTokens };
    const margins = (yield* together(pairTask, team, whole, shardsOf(pairs))).flat();
    optimiser.step(rate);
    step += 1;
    const mean = (of: (margin: number) => number) =>
      margins.reduce((sum, margin) => sum + of(margin) / pairs.length, 0);
    yield {
      step,
      loss: mean((margin) => pairLoss('bradley-terry', margin)),
      margin: mean((margin) => margin),
      accuracy: mean(rankedRightly),
      learningRate: rate,
    };
  }
}

/** Share of pairs that some scores of their answers rank as labelled; a tie counts one half. */
export function rankedShare(
  pairs: readonly PreferencePair[],
  score: (responses: readonly Response[]) => readonly number[],
): number {
  const margins = marginsOf(score(answersOf(pairs)));
  return margins.reduce((sum, margin) => sum + rankedRightly(margin), 0) / pairs.length;
}

/** The same of the scores of a reward model. */
export const pairAccuracy = (model: RewardModel, pairs: readonly PreferencePair[]): number =>
  rankedShare(pairs, (responses) => scoresOf(model, responses));
