/**
 * Floating-point operations of the stages after pretraining, all with a model of N weights: 2 N for each token that is read
 * or written, 6 N for each that is learned from (Kaplan et al. 2020) [@kaplan2020]. Attention is left out.
 */
import { trainingCompute } from './scalingLaw.ts';

/** Passes over the demonstrations, and over each batch of answers in PPO: defaults that published recipes use. */
const DEMONSTRATION_PASSES = 2;
const PPO_PASSES = 4;

/** Of an answer in PPO: policy writes; reference, reward model and value model read. */
const READERS = 4;
/** Policy and value model learn. */
const LEARNERS = 2;

/** @param length tokens of a question with its answer */
export const fineTuningWork = (weights: number, demonstrations: number, length: number) =>
  trainingCompute(weights, demonstrations * length * DEMONSTRATION_PASSES);

/** Both answers of each pair, once. */
export const rewardModelWork = (weights: number, pairs: number, length: number) =>
  trainingCompute(weights, 2 * pairs * length);

/** @param answers in all, over all iterations */
export function ppoWork(weights: number, answers: number, length: number): number {
  const tokens = answers * length;
  return READERS * 2 * weights * tokens + LEARNERS * PPO_PASSES * trainingCompute(weights, tokens);
}
