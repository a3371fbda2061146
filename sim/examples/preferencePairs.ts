/** The 20 preference pairs of Part 1, and their features for a linear reward model. */
import type { FeaturePair } from '../stages/linearReward.ts';
import type { Evidence } from '../world/formulary.ts';
import { answerFeatures, type FeatureSet } from '../text/answerFeatures.ts';
import { vocabularyOf } from '../text/words.ts';
import pairs from './preference-pairs.json' with { type: 'json' };

export interface PreferencePair {
  readonly id: string;
  readonly topic: string;
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
  readonly why: string;
  readonly authority: string;
  readonly checked: Evidence;
}

export const preferencePairs = pairs as readonly PreferencePair[];

const vocabulary = vocabularyOf(preferencePairs.flatMap((pair) => [pair.chosen, pair.rejected]));

export interface PairFeatures {
  readonly pairs: readonly FeaturePair[];
  /** Features of any other answer on the same scale; words outside the 40 answers count nothing. */
  of(text: string): Float64Array;
}

/**
 * Features scaled so that the root mean square of ‖h_c − h_r‖ over the pairs is 1: one learning rate then
 * suits every feature set.
 */
export function pairFeatures(set: FeatureSet): PairFeatures {
  const raw = preferencePairs.map(({ chosen, rejected }) => ({
    chosen: answerFeatures(set, chosen, vocabulary),
    rejected: answerFeatures(set, rejected, vocabulary),
  }));
  let squares = 0;
  for (const { chosen, rejected } of raw) {
    for (let d = 0; d < chosen.length; d++) {
      const difference = chosen[d]! - rejected[d]!;
      squares += difference * difference;
    }
  }
  const scale = Math.sqrt(squares / raw.length);
  const scaled = (h: Float64Array) => h.map((x) => x / scale);
  return {
    pairs: raw.map(({ chosen, rejected }) => ({ chosen: scaled(chosen), rejected: scaled(rejected) })),
    of: (text) => scaled(answerFeatures(set, text, vocabulary)),
  };
}
