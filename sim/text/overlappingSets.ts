/** Documents as sets of shingles, with near-duplicates of known parents: a corpus on which searches can be counted. */
import type { Rng } from '../rng.ts';

const VOCABULARY = 5000;
const WORDS = 80;
/** Of a word being replaced in a copy, at most; the similarity of a copy and its parent then runs from 0.25 to 1. */
const MOST_REPLACED = 0.25;

export interface SetDocument {
  /** Hashes of its runs of three words. */
  readonly shingles: ReadonlySet<number>;
  /** The earlier document that it was copied from. */
  readonly parent?: number;
}

function shinglesOfWords(words: readonly number[]): Set<number> {
  const shingles = new Set<number>();
  for (let i = 0; i + 3 <= words.length; i++) {
    const [a, b, c] = [words[i]!, words[i + 1]!, words[i + 2]!];
    shingles.add((Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d)) >>> 0);
  }
  return shingles;
}

/**
 * Every second document is new, 80 words drawn at random; the next one is a copy of it in which each word is replaced
 * with a probability of its own. (n)
 */
export function overlappingSets(n: number, rng: Rng): SetDocument[] {
  const word = () => rng.integer(VOCABULARY);
  let words: number[] = [];
  return Array.from({ length: n }, (_, i) => {
    if (i % 2 === 0) {
      words = Array.from({ length: WORDS }, word);
      return { shingles: shinglesOfWords(words) };
    }
    const replaced = MOST_REPLACED * rng.uniform();
    return {
      shingles: shinglesOfWords(words.map((same) => (rng.uniform() < replaced ? word() : same))),
      parent: i - 1,
    };
  });
}
