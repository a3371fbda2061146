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
    const row = logs.subarray(at, at + width);
    const highest = row.reduce((most, z) => Math.max(most, z), -Infinity);
    const norm = highest + log(row.reduce((sum, z) => sum + exp(z - highest), 0));
    for (let v = 0; v < width; v++) row[v]! -= norm;
  }
  return logs;
}

/** The mean over prompts of what a policy gets in a table of values; what it never says counts nothing. */
export function expected(policy: Float64Array, values: ArrayLike<number>, prompts: number): number {
  let sum = 0;
  for (const [i, logProb] of policy.entries()) {
    const p = exp(logProb);
    if (p > 0) sum += p * values[i]!;
  }
  return sum / prompts;
}

/** log(π / π_ref), nats; 0 where π is 0. */
export const logRatios = (policy: Float64Array, reference: Float64Array): Float64Array =>
  policy.map((logProb, i) => (logProb === -Infinity ? 0 : logProb - reference[i]!));

/** @param policy log π (prompts, verdicts) */
export function outcomeOf(game: Game, policy: Float64Array, beta: number): Outcome {
  const reward = expected(policy, game.rewards, game.prompts);
  const kl = expected(policy, logRatios(policy, game.reference), game.prompts);
  return { reward, kl, objective: reward - beta * kl };
}

/** ∂J/∂z (prompts, verdicts), exactly: the sum over all verdicts in place of samples. */
export function gradientOf(
  { prompts, verdicts, rewards, reference }: Game,
  policy: Float64Array,
  beta: number,
) {
  const gradient = new Float64Array(policy.length);
  for (let at = 0; at < policy.length; at += verdicts) {
    let baseline = 0;
    for (let i = at; i < at + verdicts; i++) {
      gradient[i] = rewards[i]! - beta * (policy[i]! - reference[i]!);
      baseline += exp(policy[i]!) * gradient[i]!;
    }
    for (let i = at; i < at + verdicts; i++) {
      gradient[i] = (exp(policy[i]!) * (gradient[i]! - baseline)) / prompts;
    }
  }
  return gradient;
}

/** log π*; without a penalty, the reference among the best verdicts of each prompt. */
export function optimumOf({ verdicts, rewards, reference }: Game, beta: number): Float64Array {
  if (beta > 0)
    return logSoftmax(
      reference.map((logRef, i) => logRef + rewards[i]! / beta),
      verdicts,
    );
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
