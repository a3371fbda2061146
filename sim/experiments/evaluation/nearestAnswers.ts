/** What a model answers to the nearest questions of the teaching world, and how good it is. */
import { mean } from '../../measure/mean.ts';
import type { Rng } from '../../rng.ts';
import { answersTo, type Laboratory } from '../../stages/laboratory.ts';
import { onceEach } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { goldReward, judge, readableAnswer } from '../../world/world.ts';
import { nearestQuestions } from './nearestQuestions.ts';

/** Means over the answers to one question. */
export interface Marks {
  readonly gold: number;
  /** Of the reward model, logits. */
  readonly score: number;
  /** Share with the right verdict. */
  readonly right: number;
}

export interface Answered extends Marks {
  /** The first answer to the first phrasing, as a sentence. */
  readonly first: string;
}

export const meansOf = (of: readonly Marks[]): Marks => ({
  gold: mean(of.map(({ gold }) => gold)),
  score: mean(of.map(({ score }) => score)),
  right: mean(of.map(({ right }) => right)),
});

/**
 * The policy as it is.
 *
 * @param repeats answers to each phrasing
 * @returns one entry a question, in the order of `nearestQuestions`
 */
export function* nearestAnswers(
  laboratory: Laboratory,
  temperature: number,
  repeats: number,
  rng: Rng,
): Generator<undefined, readonly Answered[], undefined> {
  const { rewardModel, world } = laboratory;
  const asked = nearestQuestions().flatMap(({ place, phrasings }) =>
    phrasings.flatMap((question) => Array.from({ length: repeats }, () => ({ place, question }))),
  );
  const questions = asked.map(({ question }) => question);
  const responses = yield* answersTo(laboratory, questions, temperature, rng);
  const scores = onceEach(responses, (different) => scoresOf(rewardModel, different));
  const marked = responses.map(({ answer }, i) => ({
    place: asked[i]!.place,
    answer,
    score: scores[i]!,
    gold: goldReward(questions[i]!, answer),
    right: judge(questions[i]!, answer).right ? 1 : 0,
  }));
  return nearestQuestions().map(({ place, phrasings }) => {
    const ofThis = marked.filter((each) => each.place === place);
    const first = readableAnswer(world.decode(ofThis[0]!.answer), phrasings[0].fact);
    return { ...meansOf(ofThis), first };
  });
}
