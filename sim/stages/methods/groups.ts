/** Several answers of the policy to each of some prompts, with what the judge pays for them. */
import type { Rng } from '../../rng.ts';
import type { Question } from '../../world/world.ts';
import { answersTo } from '../laboratory.ts';
import type { Response } from '../responses.ts';
import { rewardsBy, type Judge, type Trial } from './trial.ts';

/** Answers to one prompt. */
export interface Group {
  readonly responses: readonly Response[];
  readonly rewards: readonly number[];
}

/** So many groups of `size` answers each, of the policy as it is. */
export function* sampledGroups(
  trial: Trial,
  count: number,
  size: number,
  rng: Rng,
  judge: Judge = 'model',
): Generator<undefined, Group[], undefined> {
  const questions: Question[] = [];
  const asked = rng.stream('questions');
  for (let i = 0; i < count; i++) {
    const question = trial.draw(asked);
    for (let k = 0; k < size; k++) questions.push(question);
  }
  const responses = yield* answersTo(trial.laboratory, questions, 1, rng.stream('answers'));
  const rewards = rewardsBy(judge, trial, questions, responses);
  return Array.from({ length: count }, (_, i) => {
    const own = [i * size, (i + 1) * size] as const;
    return { responses: responses.slice(...own), rewards: rewards.slice(...own) };
  });
}

/** The answer of a group that is paid best; of equals the first. */
export function bestOf({ responses, rewards }: Group): Response {
  let best = 0;
  for (let i = 1; i < rewards.length; i++) if (rewards[i]! > rewards[best]!) best = i;
  return responses[best]!;
}
