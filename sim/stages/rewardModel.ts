/**
 * A reward model on the transformer: the reward of an answer is the sum, over its tokens, of a scalar head and of
 * a · log P(token). Each token's share can be read off. Trained on pairs by Bradley–Terry, with the language-model loss
 * of the chosen answer beside it, so that the trunk keeps what it knows.
 */
import { createAdamW } from '../model/adamW.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Transformer } from '../model/transformer.ts';
import { dPairLoss, pairLoss } from './pairwiseLoss.ts';
import { eachToken, responseBatch, type Response } from './responses.ts';
import type { Batch } from './languageModel.ts';

/** How much of a token's log-probability counts as reward. */
export const LOG_PROBABILITY_WEIGHT = 0.5;
/** Weight of the language-model loss beside the pair loss. */
const LANGUAGE_WEIGHT = 0.3;

export interface PreferencePair {
  readonly chosen: Response;
  readonly rejected: Response;
}

export interface Rewards {
  readonly batch: Batch;
  /** By answer. */
  readonly totals: Float64Array;
  /** By row: the share of the token that the row predicts; 0 elsewhere. */
  readonly shares: Float64Array;
}

/** Rewards of answers. The logits then hold softmax − one-hot of every token of an answer. */
export function rewardsOf(model: Transformer, responses: readonly Response[]): Rewards {
  const batch = responseBatch(responses, true);
  model.forward(batch.tokens, batch.sequences);
  const values = model.values();
  const losses = model.crossEntropy(batch.targets, new Float32Array(batch.tokens.length).fill(1));
  const totals = new Float64Array(batch.sequences);
  const shares = new Float64Array(batch.tokens.length);
  eachToken(batch, (s, row) => {
    // The scalar head has read the token: it stands one row after the one that predicts it.
    shares[row] = values[row + 1]! - LOG_PROBABILITY_WEIGHT * losses[row]!;
    totals[s]! += shares[row];
  });
  return { batch, totals, shares };
}

export interface RewardStep {
  readonly step: number;
  readonly loss: number;
  readonly margin: number;
  readonly accuracy: number;
  readonly learningRate: number;
}

/** One update for each batch of pairs. */
export function* trainRewardModel(
  model: Transformer,
  batches: Iterable<readonly PreferencePair[]>,
  schedule: Schedule,
): Generator<RewardStep, void, undefined> {
  const optimiser = createAdamW(model);
  let step = 0;
  for (const pairs of batches) {
    const rate = learningRate(step, schedule);
    model.zeroGradients();
    const responses = pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]);
    const { batch, totals } = rewardsOf(model, responses);
    let loss = 0;
    let margin = 0;
    let right = 0;
    let chosenTokens = 0;
    eachToken(batch, (s) => (chosenTokens += s % 2 === 0 ? 1 : 0));
    const dTotals = totals.map((_, s) => {
      const delta = totals[s - (s % 2)]! - totals[s - (s % 2) + 1]!;
      return ((s % 2 === 0 ? 1 : -1) * dPairLoss('bradley-terry', delta)) / pairs.length;
    });
    for (let pair = 0; pair < pairs.length; pair++) {
      const delta = totals[2 * pair]! - totals[2 * pair + 1]!;
      loss += pairLoss('bradley-terry', delta) / pairs.length;
      margin += delta / pairs.length;
      right += (delta > 0 ? 1 : delta === 0 ? 0.5 : 0) / pairs.length;
    }
    const weights = new Float32Array(batch.tokens.length);
    const dValues = new Float32Array(batch.tokens.length);
    eachToken(batch, (s, row) => {
      weights[row] = -LOG_PROBABILITY_WEIGHT * dTotals[s]!;
      if (s % 2 === 0) weights[row] += LANGUAGE_WEIGHT / chosenTokens;
      dValues[row + 1]! += dTotals[s]!;
    });
    model.weighLogits(weights);
    model.backward({ logits: true, dValues });
    optimiser.step(rate);
    step += 1;
    yield { step, loss, margin, accuracy: right, learningRate: rate };
  }
}

/** Share of pairs that are ranked as labelled; a tie counts one half. */
export function pairAccuracy(
  model: Transformer,
  pairs: readonly PreferencePair[],
  batchSize: number,
): number {
  let right = 0;
  for (let start = 0; start < pairs.length; start += batchSize) {
    const some = pairs.slice(start, start + batchSize);
    const { totals } = rewardsOf(
      model,
      some.flatMap(({ chosen, rejected }) => [chosen, rejected]),
    );
    for (let i = 0; i < some.length; i++) {
      const delta = totals[2 * i]! - totals[2 * i + 1]!;
      right += delta > 0 ? 1 : delta === 0 ? 0.5 : 0;
    }
  }
  return right / pairs.length;
}
