/** All facts in all phrasings, as words and tokens, split into train and test. */
import type { Fact, Truth } from './fact.ts';
import { facts } from './facts.ts';
import { phrasingsOf } from './grammar.ts';
import { heldOutFacts, splitPhrasings, type Split } from './split.ts';
import { encode } from './vocabulary.ts';

/** @typeParam F what is known of it; in the teaching world, a fact of the formulary */
export interface Question<F extends Truth = Fact> {
  readonly fact: F;
  /** PROMPT_LENGTH words. */
  readonly words: readonly string[];
  readonly tokens: readonly number[];
  readonly split: Split;
}

export function createQuestions(): Question[] {
  const heldOut = heldOutFacts(facts);
  return facts.flatMap((fact) => {
    const phrasings = phrasingsOf(fact);
    const splits = splitPhrasings(fact, phrasings);
    return phrasings.map((words, i) => ({
      fact,
      words,
      tokens: encode(words),
      split: heldOut.has(fact.key) ? ('test' as const) : splits[i]!,
    }));
  });
}
