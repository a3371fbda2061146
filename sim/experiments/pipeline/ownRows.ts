/** What is known of a world of one's own before anything is trained, as rows. */
import type { RowOf } from '../../experiment.ts';
import { END, type Metrics } from '../../world/world.ts';
import type { Rng } from '../../rng.ts';
import { baselinesOf } from '../../world/own/baselines.ts';
import type { Followed } from '../../world/own/followed.ts';
import type { OwnWorld } from '../../world/own/ownWorld.ts';
import { readableIn } from '../../world/own/readable.ts';
import { END_WORD } from '../../world/own/words.ts';
import { CONSTANT, LOOKUP, type series } from './ownSeries.ts';

type OwnRow = RowOf<typeof series>;

/** Of the measurements, those that a world without doses has. */
export const measuredRow = (
  who: number,
  { gold, accuracy, safety, specificity, humility }: Metrics,
): OwnRow => ({
  series: 'measured',
  who,
  gold,
  accuracy,
  safety,
  specificity,
  humility,
});

export function* worldRows(
  world: OwnWorld,
  followed: readonly Followed[],
  rng: Rng,
): Generator<OwnRow, void, undefined> {
  const { file, facts, questions, test, evaluation, vocabulary } = world;
  const readable = readableIn(file);
  yield {
    series: 'world',
    name: file.head.title,
    rows: file.rows.length,
    facts: facts.length,
    questions: questions.length,
    heldOut: test.length,
    asked: evaluation.length,
    words: vocabulary.length,
  };
  for (const { question } of followed)
    yield { series: 'asked', text: readable.question(question), key: readable.key(question.fact) };
  yield* madeRows(world, rng);
  const { lookup, constant } = baselinesOf(world, evaluation);
  yield measuredRow(LOOKUP, lookup);
  yield measuredRow(CONSTANT, constant);
}

/** One training question that has a myth, if one has, and what is written about it. */
function* madeRows(world: OwnWorld, rng: Rng): Generator<OwnRow, void, undefined> {
  const { train, file } = world;
  const readable = readableIn(file);
  const question = train.find(({ fact }) => fact.myth) ?? train[0]!;
  const { fact } = question;
  const losing = world.decode(world.distractor(question, rng));
  const answers = [...(fact.myth ? [fact.myth] : []), fact.answer, losing];
  const whats = [...(fact.myth ? [1] : []), 2, 3];
  yield { series: 'made', what: 0, text: readable.question(question), worth: '–' };
  for (const [i, words] of answers.entries()) {
    const gold = world.goldReward(question, [
      ...world.encode(words.filter((word) => word !== END_WORD)),
      END,
    ]);
    yield {
      series: 'made',
      what: whats[i]!,
      text: readable.answer(words),
      worth: gold.toFixed(2).replace('-', '−'),
    };
  }
}
