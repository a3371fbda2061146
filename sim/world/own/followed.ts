/** The two held-out questions that a figure follows, by a rule that is the same for every file. */
import { inFixedOrder } from '../fraction.ts';
import type { Question } from '../questions.ts';
import type { OwnFact } from './facts.ts';
import type { OwnWorld } from './ownWorld.ts';

export interface Followed {
  readonly question: Question<OwnFact>;
  /** What speaks against the key: what the web believes, or a needless warning. */
  readonly rival: readonly string[];
}

/**
 * In a fixed order, the first that forbids something which the web believes to be harmless, and the first that is
 * harmless and believed to be. Where there is none, the next best: any with a myth, any without.
 */
export function followedIn({ evaluation, voices }: OwnWorld): readonly [Followed, Followed] {
  const inOrder = inFixedOrder(evaluation, ({ words }) => `own followed ${words.join(' ')}`);
  const first =
    inOrder.find(({ fact }) => fact.myth && fact.role === 'forbid') ??
    inOrder.find(({ fact }) => fact.myth) ??
    inOrder.find(({ fact }) => fact.role !== 'allow') ??
    inOrder[0]!;
  const others = inOrder.filter(({ fact }) => fact.key !== first.fact.key);
  const second =
    others.find(({ fact }) => !fact.myth && fact.role === 'allow') ??
    others.find(({ fact }) => !fact.myth) ??
    others[0] ??
    first;
  const rivalOf = ({ fact }: Question<OwnFact>): readonly string[] => {
    if (fact.myth) return fact.myth;
    if (fact.role !== 'forbid') return voices.needlessWarning(fact);
    return voices.needlessAsk(fact);
  };
  return [first, second].map((question) => ({ question, rival: rivalOf(question) })) as [Followed, Followed];
}
