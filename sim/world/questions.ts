/** All facts in all phrasings, as words and tokens, split into train and test. */
import type { Fact } from './fact.ts';
import { facts } from './facts.ts';
import { phrasingsOf } from './grammar.ts';
import { heldOutFacts, splitPhrasings, type Split } from './split.ts';
import { encode } from './vocabulary.ts';

export interface Question {
  readonly fact: Fact;
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
