/**
 * An annotator's habits as a confusion table: how often she takes the cautious answer where the expert does, and where
 * the expert does not (Dawid and Skene 1979). From a few labels of one annotator it makes an annotator of her kind, who
 * labels as many pairs as one likes.
 */
import type { Rng } from '../rng.ts';
import { trueOrder, type Judged } from './preferences.ts';
import type { PreferencePair } from './rewardModel.ts';

export interface Habits {
  /** P(takes the cautious answer | the expert takes it). */
  readonly whereRight: number;
  /** P(takes the cautious answer | the expert takes the other). */
  readonly whereNeedless: number;
}

/** The expert's own. */
export const EXPERT: Habits = { whereRight: 1, whereNeedless: 0 };

/** What one label tells: whether the expert took the cautious answer, and whether the annotator did. */
export interface Choice {
  readonly experts: boolean;
  readonly annotators: boolean;
}

/** Shares of her labels; a coin where there is none. */
export function habitsOf(choices: readonly Choice[]): Habits {
  const shareWhere = (experts: boolean) => {
    const those = choices.filter((choice) => choice.experts === experts);
    return those.length === 0 ? 0.5 : those.filter(({ annotators }) => annotators).length / those.length;
  };
  return { whereRight: shareWhere(true), whereNeedless: shareWhere(false) };
}

/**
 * A label by an annotator with these habits. Where both answers warn, or neither does, it is the expert's.
 *
 * @returns undefined where the answers are too much alike to be compared
 */
export function labelByHabit(
  a: Judged,
  b: Judged,
  { whereRight, whereNeedless }: Habits,
  isCautious: (judged: Judged) => boolean,
  rng: Rng,
): PreferencePair | undefined {
  const choice = rng.uniform(); // drawn for every pair: another annotator sees the same ones
  const ordered = trueOrder(a, b);
  if (!ordered || isCautious(a) === isCautious(b)) return ordered;
  const { chosen, rejected } = ordered;
  const experts = isCautious(chosen === a ? a : b);
  const takesCautious = choice < (experts ? whereRight : whereNeedless);
  return takesCautious === experts ? ordered : { chosen: rejected, rejected: chosen };
}
