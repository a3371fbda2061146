/** What a model that counts would pay: mean −log P of texts, nats per token, under unigram and bigram frequencies. */
import { log } from '../float.ts';

/** Added to every count, so that what was never seen still has a probability (Lidstone 1920). */
const LIDSTONE = 0.1;

/**
 * Counts on `training`, measured on `texts`; every text begins with a boundary token that is not predicted.
 *
 * @param vocabulary different tokens
 */
export function ngramLosses(
  training: readonly (readonly number[])[],
  texts: readonly (readonly number[])[],
  vocabulary: number,
): { readonly unigram: number; readonly bigram: number } {
  const counts = new Float64Array(vocabulary);
  const after = new Float64Array(vocabulary);
  const pairs = new Float64Array(vocabulary * vocabulary);
  let total = 0;
  for (const text of training) {
    for (let i = 1; i < text.length; i++) {
      const [previous, token] = [text[i - 1]!, text[i]!];
      counts[token]! += 1;
      after[previous]! += 1;
      pairs[previous * vocabulary + token]! += 1;
      total += 1;
    }
  }
  let unigram = 0;
  let bigram = 0;
  let tokens = 0;
  for (const text of texts) {
    for (let i = 1; i < text.length; i++) {
      const [previous, token] = [text[i - 1]!, text[i]!];
      unigram -= log((counts[token]! + LIDSTONE) / (total + LIDSTONE * vocabulary));
      const pair = pairs[previous * vocabulary + token]!;
      bigram -= log((pair + LIDSTONE) / (after[previous]! + LIDSTONE * vocabulary));
      tokens += 1;
    }
  }
  return { unigram: unigram / tokens, bigram: bigram / tokens };
}
