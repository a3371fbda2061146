/** A quality filter that was learned: words that stood in wanted texts speak for a text, words of unwanted ones against it. */
import { log } from '../../float.ts';
import examples from './filterExamples.json' with { type: 'json' };
import { countsOf, vocabularyOf, wordsOf } from '../words.ts';

const vocabulary = vocabularyOf([...examples.wanted, ...examples.unwanted]);

const countsIn = (texts: readonly string[]) => countsOf(texts.join('\n'), vocabulary);

/** Log-odds of each word, every count one higher so that none is zero (naive Bayes, Laplace's rule). */
const WEIGHTS = (() => {
  const [wanted, unwanted] = [countsIn(examples.wanted), countsIn(examples.unwanted)];
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count + 1, 0);
  const shift = log(total(unwanted)) - log(total(wanted));
  return wanted.map((count, i) => log(count + 1) - log(unwanted[i]! + 1) + shift);
})();

/** Mean log-odds of the words that the examples hold, in nats per word; 0 if they hold none. */
export function qualityScore(text: string): number {
  const ids = wordsOf(text).flatMap((word) => vocabulary.get(word) ?? []);
  return ids.length === 0 ? 0 : ids.reduce((sum, id) => sum + WEIGHTS[id]!, 0) / ids.length;
}
