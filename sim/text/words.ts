/** Words of a text, and word counts as features: the simplest text features that can be read off a reward model. */

/** Lower-case words; numbers, hyphens, apostrophes and slashes inside a word stay with it. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’./,][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Words of a list that are left when those of another have been taken away, each as often as it stands there. */
export function wordsWithout(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count === 0;
  });
}

/** The distinct words of some texts, in order of first appearance. */
export function vocabularyOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const word of texts.flatMap(wordsOf)) if (!ids.has(word)) ids.set(word, ids.size);
  return ids;
}

/** How often each word of the vocabulary stands in the text; words outside it are not counted. (V) */
export function countsOf(text: string, vocabulary: ReadonlyMap<string, number>): Float64Array {
  const counts = new Float64Array(vocabulary.size);
  for (const word of wordsOf(text)) {
    const id = vocabulary.get(word);
    if (id !== undefined) counts[id]! += 1;
  }
  return counts;
}
