/**
 * A game in which everything about a policy can be counted out: to each prompt x one of a few verdicts v is said, and
 * nothing else. With rewards r(x, v) and a reference π_ref,
 *
 *     J(π) = mean over x of  Σ_v π_v r_v − β Σ_v π_v log(π_v / π_ref,v)
 *     ∂J/∂z_v = π_v (A_v − Σ_u π_u A_u),   A_v = r_v − β log(π_v / π_ref,v),   π = softmax(z)
 *     π*_v = π_ref,v exp(r_v / β) / Z(x)
 *
 * The optimum is that of Korbak et al. 2022 [@korbak2022]. Tables have a row for each prompt and a column for each
 * verdict, one behind the other.
 */
import { exp, log } from '../float.ts';

export interface Game {
  readonly prompts: number;
  /** Verdicts of a prompt. */
  readonly verdicts: number;
  /** r (prompts, verdicts). */
  readonly rewards: Float64Array;
  /** log π_ref (prompts, verdicts), nats. */
  readonly reference: Float64Array;
}

export interface Outcome {
  /** E[r], mean over the prompts. */
  readonly reward: number;
  /** KL(π ‖ π_ref), nats per prompt. */
  readonly kl: number;
  /** E[r] − β KL. */
  readonly objective: number;
}

/** z (rows, width) → log softmax of each row, nats. */
export function logSoftmax(logits: ArrayLike<number>, width: number): Float64Array {
  const logs = Float64Array.from(logits);
  for (let at = 0; at < logs.length; at += width) {
    let highest = -Infinity;
    for (let i = at; i < at + width; i++) highest = Math.max(highest, logs[i]!);
    let sum = 0;
    for (let i = at; i < at + width; i++) sum += exp(logs[i]! - highest);
    const norm = highest + log(sum);
    for (let i = at; i < at + width; i++) logs[i]! -= norm;
  }
  return logs;
}

/** π of log π. Whoever asks several things of one policy has them counted once: exponentials are what a game costs. */
export function probabilitiesOf(policy: Float64Array): Float64Array {
  const probabilities = new Float64Array(policy.length);
  for (let i = 0; i < policy.length; i++) probabilities[i] = exp(policy[i]!);
  return probabilities;
}

/** z (rows, width) → π and log π, nats: both for one exponential an entry. */
export function softmaxOf(
  logits: Float64Array,
  width: number,
): { readonly policy: Float64Array; readonly probabilities: Float64Array } {
  const policy = new Float64Array(logits.length);
  const probabilities = new Float64Array(logits.length);
  for (let at = 0; at < logits.length; at += width) {
    let highest = -Infinity;
    for (let i = at; i < at + width; i++) highest = Math.max(highest, logits[i]!);
    let sum = 0;
    for (let i = at; i < at + width; i++) sum += probabilities[i] = exp(logits[i]! - highest);
    const norm = highest + log(sum);
    for (let i = at; i < at + width; i++) {
      policy[i] = logits[i]! - norm;
      probabilities[i]! /= sum;
    }
  }
  return { policy, probabilities };
}

/** The mean over prompts of what a policy gets in a table of values; what it never says counts nothing. */
export const expected = (policy: Float64Array, values: ArrayLike<number>, prompts: number): number =>
  meanUnder(probabilitiesOf(policy), values, prompts);

/** The same, of its probabilities. */
export function meanUnder(probabilities: Float64Array, values: ArrayLike<number>, prompts: number): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i]!;
    if (p > 0) sum += p * values[i]!;
  }
  return sum / prompts;
}

/** KL(π ‖ π_ref), nats per prompt, of a policy and its probabilities. */
export function klUnder(
  probabilities: Float64Array,
  policy: Float64Array,
  reference: Float64Array,
  prompts: number,
): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i]!;
    if (p > 0) sum += p * (policy[i]! - reference[i]!);
  }
  return sum / prompts;
}

/** log(π / π_ref), nats; 0 where π is 0. */
export const logRatios = (policy: Float64Array, reference: Float64Array): Float64Array =>
  policy.map((logProb, i) => (logProb === -Infinity ? 0 : logProb - reference[i]!));

/** @param policy log π (prompts, verdicts) */
export function outcomeOf(game: Game, policy: Float64Array, beta: number): Outcome {
  const probabilities = probabilitiesOf(policy);
  const reward = meanUnder(probabilities, game.rewards, game.prompts);
  const kl = klUnder(probabilities, policy, game.reference, game.prompts);
  return { reward, kl, objective: reward - beta * kl };
}

/** ∂J/∂z (prompts, verdicts), exactly: the sum over all verdicts in place of samples. */
export function gradientOf(
  { prompts, verdicts, rewards, reference }: Game,
  policy: Float64Array,
  beta: number,
  probabilities = probabilitiesOf(policy),
) {
  const gradient = new Float64Array(policy.length);
  for (let at = 0; at < policy.length; at += verdicts) {
    let baseline = 0;
    for (let i = at; i < at + verdicts; i++) {
      gradient[i] = rewards[i]! - beta * (policy[i]! - reference[i]!);
      baseline += probabilities[i]! * gradient[i]!;
    }
    for (let i = at; i < at + verdicts; i++) {
      gradient[i] = (probabilities[i]! * (gradient[i]! - baseline)) / prompts;
    }
  }
  return gradient;
}

/** log π_ref + r / β: log π* but for its norm. */
export function tilted(
  { rewards, reference }: Pick<Game, 'rewards' | 'reference'>,
  beta: number,
): Float64Array {
  const logits = new Float64Array(reference.length);
  for (let i = 0; i < logits.length; i++) logits[i] = reference[i]! + rewards[i]! / beta;
  return logits;
}

/** log π*; without a penalty, the reference among the best verdicts of each prompt. */
export function optimumOf({ verdicts, rewards, reference }: Game, beta: number): Float64Array {
  if (beta > 0) return logSoftmax(tilted({ rewards, reference }, beta), verdicts);
  const best = (at: number) =>
    rewards.subarray(at, at + verdicts).reduce((most, r) => Math.max(most, r), -Infinity);
  const allowed = reference.map((logRef, i) => {
    const at = i - (i % verdicts);
    return rewards[i] === best(at) ? logRef : -Infinity;
  });
  return logSoftmax(allowed, verdicts);
}

/**
 * log of the policy that takes the best of n samples of the reference, exactly: if F(r) is the probability that a
 * sample gets at most r, the best of n gets at most r with F(r)ⁿ. Verdicts with equal rewards share in proportion.
 */
export function bestOf({ verdicts, rewards, reference }: Game, n: number): Float64Array {
  return reference.map((logRef, i) => {
    const at = i - (i % verdicts);
    let [below, level] = [0, 0];
    for (let u = at; u < at + verdicts; u++) {
      if (rewards[u]! < rewards[i]!) below += exp(reference[u]!);
      else if (rewards[u] === rewards[i]) level += exp(reference[u]!);
    }
    return logRef + log((power(Math.min(1, below + level), n) - power(below, n)) / level);
  });
}

/** x to a whole power: engines disagree on pow. */
function power(x: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product *= x;
  return product;
}
