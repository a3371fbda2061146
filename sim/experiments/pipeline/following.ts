/** What each stage leaves behind of the two questions that the figure follows, as rows. */
import { answerOf, type Laboratory } from '../../stages/laboratory.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { END, judge, readableAnswer, type Fact } from '../../world/world.ts';
import type { RowOf } from '../../experiment.ts';
import { followed, type Followed } from './followed.ts';
import type { followedSeries } from './pipelineSeries.ts';

type FollowedRow = RowOf<typeof followedSeries>;
type Answer = Omit<FollowedRow, 'series' | 'stage' | 'question'>;

/** "Avoid", of "Avoid: risk of toxicity. Ask a pharmacist." */
const beginning = (words: readonly string[], fact: Fact) => readableAnswer(words, fact).split(/[:.]/)[0]!;

/** The likeliest answer of the policy. */
function answered(laboratory: Laboratory, { question }: Followed): Answer {
  const answer = answerOf(laboratory, question);
  return {
    text: readableAnswer(laboratory.world.decode(answer), question.fact),
    judged: judge(question, answer).right ? 0 : 1,
  };
}

/** A reward model answers nothing: which of two answers it scores higher, that of the key or what speaks against it. */
function preferred({ world, rewardModel }: Laboratory, { question, rival }: Followed): Answer {
  const { fact, tokens: prompt } = question;
  const answers = [fact.answer, rival];
  const [right, wrong] = scoresOf(
    rewardModel,
    answers.map((words) => ({ prompt, answer: [...world.encode(words), END] })),
  );
  const isRight = right! > wrong!;
  const [first, second] = (isRight ? answers : answers.toReversed()).map((words) => beginning(words, fact));
  return { text: `Writes none; scores “${first!}” above “${second!}”.`, judged: isRight ? 0 : 1 };
}

/** @param stage as an index: what has just ended */
export function* following(
  laboratory: Laboratory,
  stage: number,
  isReward: boolean,
): Generator<FollowedRow, void, undefined> {
  for (const [question, each] of followed.entries()) {
    const answer = isReward ? preferred(laboratory, each) : answered(laboratory, each);
    yield { series: 'followed', stage, question, ...answer };
  }
}
