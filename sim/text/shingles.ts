/** Shingles: all runs of k neighbouring words of a text, as a set. Broder 1997. [@broder1997] */
import { wordsCompared } from './comparedWords.ts';

/** FNV-1a (Fowler, Noll and Vo), 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Hashes of the distinct shingles of k words, 32 bits each. A shorter text is one shingle; an empty one has none. */
export function shinglesOf(text: string, k: number): Set<number> {
  const words = wordsCompared(text);
  const shingles = new Set<number>();
  if (words.length === 0) return shingles;
  for (let i = 0; i + k <= Math.max(k, words.length); i++)
    shingles.add(fnv1a(words.slice(i, i + k).join(' ')));
  return shingles;
}

/** Size of the intersection over size of the union; 1 for two empty sets. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const x of a) if (b.has(x)) shared++;
  const union = a.size + b.size - shared;
  return union === 0 ? 1 : shared / union;
}
