/** What the teaching world holds, counted: no page types such a number. */
import { evidenceWords } from './evidence.ts';
import { distinctRules, formulary, type Evidence } from './formulary.ts';
import { isAsked, rules } from './rules.ts';
import { createWorld } from './world.ts';

export interface Count {
  readonly value: number;
  /** What is counted, as a noun phrase. */
  readonly says: string;
}

/** Distinct rules that are known in one way, or in any. */
function rulesKnown(by?: Evidence): Count {
  const rules = distinctRules().filter(({ checked }) => by === undefined || checked === by);
  return {
    value: rules.length,
    says: `distinct rules of the formulary${by ? `, ${evidenceWords[by]}` : ''}`,
  };
}

const counts = {
  drugs: () => ({ value: formulary.drugs.length, says: 'drugs of the formulary' }),
  rules: () => rulesKnown(),
  rulesRead: () => rulesKnown('read'),
  rulesFromExtract: () => rulesKnown('extract'),
  rulesFromKnowledge: () => rulesKnown('knowledge'),
  rulesAsked: () => ({
    value: rules.filter(isAsked).length,
    says: 'distinct rules about which something is asked',
  }),
  /** Where authorities differ, or where a rule has no answer that holds for all patients. */
  rulesNotAsked: () => ({
    value: rules.filter((rule) => !isAsked(rule)).length,
    says: 'distinct rules about which nothing is asked',
  }),
  suggestedPairs: () => ({
    value: formulary.suggestedPairs.length,
    says: 'pairs that are known and have no rule: neither asked as unknown nor counted as harmless',
  }),
  facts: () => ({
    value: new Set(createWorld().questions.map(({ fact }) => fact.key)).size,
    says: 'facts: things that can be asked',
  }),
  questions: () => ({ value: createWorld().questions.length, says: 'questions, a fact in each phrasing' }),
  heldOut: () => ({ value: createWorld().test.length, says: 'questions that no training text asks' }),
  evaluation: () => ({
    value: createWorld().evaluation.length,
    says: 'questions on which models are measured',
  }),
  words: () => ({ value: createWorld().vocabulary.length, says: 'words of the grammar' }),
} as const satisfies Readonly<Record<string, () => Count>>;

export type Counted = keyof typeof counts;

export const counted = Object.keys(counts) as Counted[];

export const countOf = (what: Counted): Count => counts[what]();
