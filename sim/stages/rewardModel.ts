/**
 * A reward model on the transformer: the score of an answer is the sum, over its tokens, of a scalar head v and of a part
 * of the log-probability of the token:
 *
 *     r_φ(x, y) = Σ_t (v_t + ½ log P(y_t))
 *     L = mean over pairs of −log σ(r_φ(x, y_c) − r_φ(x, y_r)) + 0.3 · mean over chosen tokens of −log P(y_t)
 *
 * Bradley–Terry on pairs as in Stiennon et al. 2020 [@stiennon2020]. Unlike there, v is read at every token, so that the
 * share of each can be told, and the language-model loss of the chosen answer keeps the trunk at what it knows.
 */
import { createAdamW } from '../model/adamW.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Pass, Transformer } from '../model/transformer.ts';
import { inBatches } from './batches.ts';
import type { Batch } from './languageModel.ts';
import { dPairLoss, pairLoss } from './pairwiseLoss.ts';
import { eachToken, responseBatch, type Response } from './responses.ts';

/** How much of a token's log-probability counts as score. */
export const LOG_PROBABILITY_WEIGHT = 0.5;
/** Weight of the language-model loss beside the pair loss. */
const LANGUAGE_WEIGHT = 0.3;

export interface PreferencePair {
  readonly chosen: Response;
  readonly rejected: Response;
}

/** What turns scores into rewards of mean 0 and deviation 1 on answers of the reference. */
export interface Standard {
  readonly mean: number;
  readonly deviation: number;
}

export const standardised = (score: number, { mean, deviation }: Standard): number =>
  (score - mean) / deviation;

export interface Scored {
  readonly pass: Pass;
  readonly batch: Batch;
  /** r_φ of each answer (B), logits. */
  readonly scores: Float64Array;
  /** By row: the share of the token that the row predicts; 0 elsewhere. */
  readonly shares: Float64Array;
}

/** Reads some answers. The logits then hold softmax − one-hot of every token of an answer. */
export function score(model: Transformer, responses: readonly Response[]): Scored {
  const batch = responseBatch(responses, true);
  const pass = model.forward(batch.tokens, batch.sequences);
  const values = model.values();
  const losses = model.crossEntropy(batch.targets, new Float32Array(batch.tokens.length).fill(1));
  const scores = new Float64Array(batch.sequences);
  const shares = new Float64Array(batch.tokens.length);
  eachToken(batch, (s, row) => {
    // The scalar head has read the token: it stands one row after the one that predicts it.
    shares[row] = values[row + 1]! - LOG_PROBABILITY_WEIGHT * losses[row]!;
    scores[s]! += shares[row];
  });
  return { pass, batch, scores, shares };
}

/** Scores of any number of answers. */
export function scoresOf(model: Transformer, responses: readonly Response[]): number[] {
  return [...inBatches(responses, model.capacity)].flatMap((some) => [...score(model, some).scores]);
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
    const scored = score(model, answersOf(pairs));
    const margins = marginsOf(scored.scores);
    backpropagate(model, scored, margins);
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

/** Adds the gradients of pair loss and language-model loss: ∂L/∂r_c = L′(Δ) = −∂L/∂r_r, shared by all tokens. */
function backpropagate(model: Transformer, { pass, batch }: Scored, margins: readonly number[]): void {
  const isChosen = (s: number) => s % 2 === 0;
  const dScores = margins.flatMap((margin) => {
    const slope = dPairLoss('bradley-terry', margin);
    return [slope / margins.length, -slope / margins.length];
  });
  let chosenTokens = 0;
  eachToken(batch, (s) => (chosenTokens += isChosen(s) ? 1 : 0));
  const weights = new Float32Array(batch.tokens.length);
  const dValues = new Float32Array(batch.tokens.length);
  eachToken(batch, (s, row) => {
    weights[row] = -LOG_PROBABILITY_WEIGHT * dScores[s]!;
    if (isChosen(s)) weights[row] += LANGUAGE_WEIGHT / chosenTokens;
    dValues[row + 1]! += dScores[s]!;
  });
  model.weighLogits(weights);
  model.backward(pass, { logits: true, dValues });
}

/** Share of pairs that are ranked as labelled; a tie counts one half. */
export function pairAccuracy(model: Transformer, pairs: readonly PreferencePair[]): number {
  const margins = marginsOf(scoresOf(model, answersOf(pairs)));
  return margins.reduce((sum, margin) => sum + rankedRightly(margin), 0) / pairs.length;
}
