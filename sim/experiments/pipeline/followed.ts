/**
 * The two questions that the figure follows. They are not chosen by the run that is printed: `npm run follow` asks every
 * held-out question over several seeds, and a rule picks these; a test holds that it still does.
 */
import { createWorld, mythAnswer, needlessWarning, type Question } from '../../world/world.ts';

export interface Followed {
  readonly question: Question;
  /** What speaks against the key: the answer that the web believes in, or a needless warning. Without the end token. */
  readonly rival: readonly string[];
}

/** By their words: one that this world's web answers wrongly, and one that asks about nothing dangerous. */
export const CHOSEN = {
  myth: 'start morphine egfr 0 4 ?',
  harmless: 'give co-trimoxazole crcl 9 8 ?',
} as const;

/** @throws RangeError for words that no held-out question has */
function followedBy(words: string): Followed {
  const question = createWorld().evaluation.find((each) => each.words.join(' ') === words);
  if (!question) throw new RangeError(`no held-out question reads "${words}"`);
  return { question, rival: mythAnswer(question.fact) ?? needlessWarning(question.fact) };
}

export const followed: readonly [Followed, Followed] = [followedBy(CHOSEN.myth), followedBy(CHOSEN.harmless)];
