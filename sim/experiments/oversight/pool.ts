/** Many sampled answers to each of some questions, like ones counted once: a distribution on which best of n is exact. */
import { exp } from '../../float.ts';
import { chancesOfBest, klOfChances } from '../../measure/bestOfN.ts';
import { mean } from '../../measure/mean.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { drawnAnswers } from '../../stages/drawing.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import type { Response } from '../../stages/responses.ts';
import { END, goldReward, judge, LONGEST_ANSWER, type Question } from '../../world/world.ts';
import type { Rng } from '../../rng.ts';

/** An answer of a pool. */
export interface Pooled extends Response {
  /** How often it was drawn, of all draws. */
  readonly share: number;
  /** log P(answer | question) to the policy, nats. */
  readonly logProb: number;
  readonly gold: number;
  /** Something is forbidden in it. */
  readonly avoids: boolean;
}

export interface Pool {
  readonly question: Question;
  readonly answers: readonly Pooled[];
}

/** Draws answers of the policy, at T = 1. */
export function* poolsOf(
  laboratory: Laboratory,
  questions: readonly Question[],
  draws: number,
  rng: Rng,
): Generator<undefined, Pool[], undefined> {
  const prompts = questions.map(({ tokens }) => tokens);
  const drawing = { draws, end: END, longest: LONGEST_ANSWER, room: LARGEST_BATCH };
  const drawn = yield* drawnAnswers(laboratory, prompts, drawing, rng);
  return questions.map((question, q) => ({
    question,
    answers: drawn[q]!.map(({ answer, count, logProb }) => ({
      prompt: question.tokens,
      answer,
      share: count / draws,
      logProb,
      gold: goldReward(question, answer),
      avoids: judge(question, answer).avoids,
    })),
  }));
}

/** Numbers of the answers of each pool, in the order of `pools`, from those of all answers one after the other. */
export function byPool<T>(pools: readonly Pool[], of: readonly T[]): T[][] {
  let start = 0;
  return pools.map(({ answers }) => of.slice(start, (start += answers.length)));
}

/** What is given of one pool when n answers are drawn and the one with the highest score is taken. */
export interface Given {
  /** Expected true quality. */
  readonly gold: number;
  /** Expected score. */
  readonly score: number;
  /** From the policy, ties counted; nats. */
  readonly kl: number;
  /** Expected length, tokens. */
  readonly length: number;
  /** Chance that something is forbidden. */
  readonly avoids: number;
}

const sharesOf = ({ answers }: Pool) => answers.map(({ share }) => share);

/** The chance of each answer of a pool to be given as the best of n. */
export const chancesOf = (pool: Pool, scores: readonly number[], n: number): number[] =>
  chancesOfBest(sharesOf(pool), scores, n);

export function bestOfPool(pool: Pool, scores: readonly number[], n: number): Given {
  const { answers } = pool;
  const shares = sharesOf(pool);
  const chances = chancesOfBest(shares, scores, n);
  const expected = (of: (answer: Pooled, i: number) => number) =>
    answers.reduce((sum, answer, i) => sum + chances[i]! * of(answer, i), 0);
  return {
    gold: expected(({ gold }) => gold),
    score: expected((_, i) => scores[i]!),
    kl: klOfChances(chances, shares),
    length: expected(({ answer }) => answer.length),
    avoids: expected(({ avoids }) => (avoids ? 1 : 0)),
  };
}

/** The place of the answer that is given most often. */
export function oftenest(pool: Pool, scores: readonly number[], n: number): number {
  const chances = chancesOf(pool, scores, n);
  return chances.indexOf(chances.reduce((a, b) => Math.max(a, b)));
}

/** The mean over pools. */
export const meanGiven = (given: readonly Given[]): Given => ({
  gold: mean(given.map(({ gold }) => gold)),
  score: mean(given.map(({ score }) => score)),
  kl: mean(given.map(({ kl }) => kl)),
  length: mean(given.map(({ length }) => length)),
  avoids: mean(given.map(({ avoids }) => avoids)),
});

/** Mean and deviation of numbers of all answers of all pools, over what the policy says. */
function scaleOver(pools: readonly Pool[], values: readonly number[]) {
  const weights = pools.flatMap(({ answers }) => answers.map(({ share }) => share / pools.length));
  const centre = values.reduce((sum, value, i) => sum + weights[i]! * value, 0);
  const variance = values.reduce(
    (sum, value, i) => sum + weights[i]! * (value - centre) * (value - centre),
    0,
  );
  return { centre, deviation: Math.sqrt(variance) };
}

/** Of numbers of all answers of all pools: how far single samples of the policy differ. */
export const deviationOver = (pools: readonly Pool[], values: readonly number[]): number =>
  scaleOver(pools, values).deviation;

/** Scores of all answers of all pools in deviations, mean 0 over what the policy says: members of an ensemble on one scale. */
export function standardisedOn(pools: readonly Pool[], scores: readonly number[]): number[] {
  const { centre, deviation } = scaleOver(pools, scores);
  return scores.map((score) => (score - centre) / deviation);
}

/**
 * The policy that the KL penalty asks for, exactly: π*(y) ∝ π(y) exp(r(y) / β), on the answers of a pool
 * (Ziegler et al. 2019 [@ziegler2019], sec. 2).
 *
 * @param beta deviations of the score per nat, above 0
 */
export function tiltedGold({ answers }: Pool, scores: readonly number[], beta: number): number {
  const most = scores.reduce((a, b) => Math.max(a, b));
  const weights = answers.map(({ share }, i) => share * exp((scores[i]! - most) / beta));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return answers.reduce((sum, { gold }, i) => sum + (weights[i]! / total) * gold, 0);
}
