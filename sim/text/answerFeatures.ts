/** Three ways to turn an answer into numbers for a linear reward model. */
import type { ChoiceParam } from '../param.ts';
import { countsOf, wordsOf } from './words.ts';

export const featureSets = ['counts', 'length', 'shares'] as const;
export type FeatureSet = (typeof featureSets)[number];

export const features = {
  kind: 'choice',
  label: 'features',
  help: 'What the model sees of an answer: how often each word occurs, only how many words there are, or each word’s share of the answer, from which the number of words cannot be read.',
  choices: { counts: 'word counts', length: 'length only', shares: 'word shares' },
  default: 'counts',
} as const satisfies ChoiceParam;

/** Features of one answer, (V) or (1), before scaling. */
export function answerFeatures(
  set: FeatureSet,
  text: string,
  vocabulary: ReadonlyMap<string, number>,
): Float64Array {
  const length = wordsOf(text).length;
  if (set === 'length') return Float64Array.of(length);
  const counts = countsOf(text, vocabulary);
  return set === 'counts' || length === 0 ? counts : counts.map((count) => count / length);
}
