/** Best-of-n: of several sampled answers of the policy, the one that the reward model scores highest. */
import type { Rng } from '../../rng.ts';
import { answersTo, type Laboratory } from '../../stages/laboratory.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import type { Question } from '../../world/world.ts';

/** @returns one answer a question; the first of equals */
export function* bestOf(
  laboratory: Laboratory,
  questions: readonly Question[],
  samples: number,
  rng: Rng,
): Generator<undefined, (readonly number[])[], undefined> {
  const repeated = questions.flatMap((question) => Array.from({ length: samples }, () => question));
  const responses = yield* answersTo(laboratory, repeated, 1, rng);
  const scores = scoresOf(laboratory.rewardModel, responses);
  return questions.map((_, q) => {
    let best = q * samples;
    for (let i = best + 1; i < (q + 1) * samples; i++) if (scores[i]! > scores[best]!) best = i;
    return responses[best]!.answer;
  });
}
