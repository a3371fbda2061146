/** The nearest question of the teaching world to each of the eight, where there is one. */
import { eightQuestions, type EightQuestion } from '../../examples/eightQuestions.ts';
import { createWorld, type Question } from '../../world/world.ts';

export interface Nearest {
  /** Its place among the eight. */
  readonly place: number;
  readonly about: EightQuestion;
  /** All phrasings of the same fact; answers to the first are shown. */
  readonly phrasings: readonly [Question, ...Question[]];
}

function phrasingsOf(key: string): Nearest['phrasings'] {
  const [first, ...others] = createWorld().questions.filter(({ fact }) => fact.key === key);
  if (!first) throw new Error(`the teaching world has no fact "${key}"`);
  return [first, ...others];
}

export const nearestQuestions = (): readonly Nearest[] =>
  eightQuestions.flatMap((about, place) =>
    about.fact === undefined ? [] : [{ place, about, phrasings: phrasingsOf(about.fact) }],
  );
