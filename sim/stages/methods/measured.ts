/** What is measured of a policy after a method: on held-out questions, sampled and likeliest. */
import { mean } from '../../measure/mean.ts';
import { goldReward, type Question } from '../../world/world.ts';
import type { Rng } from '../../rng.ts';
import { inBatches } from '../batches.ts';
import { divergenceOf, opinionOf } from '../divergence.ts';
import { answersTo } from '../laboratory.ts';
import type { Response } from '../responses.ts';
import { bestOf } from './groups.ts';
import { rewardsBy, type Trial } from './trial.ts';

export interface Measured {
  /** Mean true quality, sampled at T = 1 and likeliest. */
  readonly gold: number;
  readonly likeliest: number;
  /** Mean standardised score of the reward model, sampled. */
  readonly proxy: number;
  /** KL(policy ‖ reference) at the prefixes of the sampled answers, nats per answer. */
  readonly kl: number;
  /** Tokens of a sampled answer. */
  readonly length: number;
  /** Of the next token at those prefixes, nats. */
  readonly entropy: number;
}

const goldOf = (questions: readonly Question[], responses: readonly Response[]) =>
  mean(responses.map(({ answer }, i) => goldReward(questions[i]!, answer)));

function* likeliestGold(trial: Trial, questions: readonly Question[], rng: Rng) {
  return goldOf(questions, yield* answersTo(trial.laboratory, questions, 0, rng));
}

/** KL and entropy at the prefixes of these answers. */
function spread({ laboratory: { policy, reference } }: Trial, responses: readonly Response[]) {
  let [kl, entropy, tokens] = [0, 0, 0];
  for (const some of inBatches(responses, policy.capacity)) {
    const old = opinionOf(policy, some);
    const all = divergenceOf(old, opinionOf(reference, some), policy.shape.vocabulary);
    kl += all.kl;
    entropy += all.entropy;
    tokens += old.batch.predicted;
  }
  return { kl: kl / responses.length, entropy: entropy / tokens, length: tokens / responses.length };
}

function* given(trial: Trial, questions: readonly Question[], responses: readonly Response[], rng: Rng) {
  const likeliest = yield* likeliestGold(trial, questions, rng);
  const proxy = mean(rewardsBy('model', trial, questions, responses));
  return { gold: goldOf(questions, responses), likeliest, proxy, ...spread(trial, responses) };
}

/** The policy as it is. */
export function* measuredPolicy(
  trial: Trial,
  questions: readonly Question[],
  rng: Rng,
): Generator<undefined, Measured, undefined> {
  const responses = yield* answersTo(trial.laboratory, questions, 1, rng.stream('samples'));
  return yield* given(trial, questions, responses, rng);
}

/**
 * The policy with a choice behind it: of n answers the one that the reward model scores best.
 *
 * @param kl an upper bound of that of the choice, nats: answers that occur twice make it smaller
 */
export function* measuredChoice(
  trial: Trial,
  questions: readonly Question[],
  n: number,
  kl: number,
  rng: Rng,
): Generator<undefined, Measured, undefined> {
  const asked = questions.flatMap((question) => Array.from({ length: n }, () => question));
  const responses = yield* answersTo(trial.laboratory, asked, 1, rng.stream('choice'));
  const rewards = rewardsBy('model', trial, asked, responses);
  const chosen = questions.map((_, q) => {
    const own = [q * n, (q + 1) * n] as const;
    return bestOf({ responses: responses.slice(...own), rewards: rewards.slice(...own) });
  });
  return { ...(yield* given(trial, questions, chosen, rng)), kl };
}
