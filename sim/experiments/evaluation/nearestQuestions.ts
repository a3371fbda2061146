/** The nearest question of the teaching world to each of the eight, where there is one. */
import { eightQuestions } from '../../examples/eightQuestions.ts';
import { createWorld, type Question } from '../../world/world.ts';

export interface Nearest {
  /** Its place among the eight. */
  readonly place: number;
  /** All phrasings of the same fact; answers to the first are shown. */
  readonly phrasings: readonly [Question, ...Question[]];
}

function phrasingsOf(key: string): Nearest['phrasings'] {
  const [first, ...others] = createWorld().questions.filter(({ fact }) => fact.key === key);
  if (!first) throw new Error(`the teaching world has no fact "${key}"`);
  return [first, ...others];
}

let nearest: readonly Nearest[] | undefined;

/** Found once; nothing in them depends on a setting. */
export function nearestQuestions(): readonly Nearest[] {
  nearest ??= eightQuestions.flatMap(({ fact }, place) =>
    fact === undefined ? [] : [{ place, phrasings: phrasingsOf(fact) }],
  );
  return nearest;
}
