/** What each stage leaves behind of the questions that a figure follows, as rows. */
import { answerOf, type Laboratory } from '../../stages/laboratory.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { END, type Question, type Truth } from '../../world/world.ts';
import type { RowOf } from '../../experiment.ts';
import type { followedSeries } from './pipelineSeries.ts';

type FollowedRow = RowOf<typeof followedSeries>;
type Answer = Omit<FollowedRow, 'series' | 'stage' | 'question'>;

export interface Follows<F extends Truth> {
  readonly question: Question<F>;
  /** What speaks against the key, without the end token. */
  readonly rival: readonly string[];
  /** An answer to it, as sentences; the first one begins with the verdict. */
  say(words: readonly string[]): string;
}

/** The likeliest answer of the policy. */
function answered<F extends Truth>(laboratory: Laboratory<F>, { question, say }: Follows<F>): Answer {
  const { world } = laboratory;
  const answer = answerOf(laboratory, question);
  return { text: say(world.decode(answer)), judged: world.judge(question, answer).right ? 0 : 1 };
}

/** A reward model answers nothing: which of two answers it scores higher, that of the key or what speaks against it. */
function preferred<F extends Truth>(
  { world, rewardModel }: Laboratory<F>,
  { question, rival, say }: Follows<F>,
): Answer {
  const { fact, tokens: prompt } = question;
  const answers = [fact.answer, rival];
  const [right, wrong] = scoresOf(
    rewardModel,
    answers.map((words) => ({ prompt, answer: [...world.encode(words), END] })),
  );
  const isRight = right! > wrong!;
  // "Avoid", of "Avoid: risk of toxicity. Ask a pharmacist."
  const [first, second] = (isRight ? answers : answers.toReversed()).map(
    (words) => say(words).split(/[:.]/)[0],
  );
  return { text: `Writes none; scores “${first!}” above “${second!}”.`, judged: isRight ? 0 : 1 };
}

/** @param stage as an index: what has just ended */
export function* following<F extends Truth>(
  laboratory: Laboratory<F>,
  followed: readonly Follows<F>[],
  stage: number,
  isReward: boolean,
): Generator<FollowedRow, void, undefined> {
  for (const [question, each] of followed.entries()) {
    const answer = isReward ? preferred(laboratory, each) : answered(laboratory, each);
    yield { series: 'followed', stage, question, ...answer };
  }
}
