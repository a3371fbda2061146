/** The tokenizer of the source (`BPETokenizer`), with its faults; bpe.ts is what it means to be. */
import { SPECIAL } from './alphabet.ts';

type Pair = readonly [string, string];

export interface SourceTokenizer {
  /** Every merge that it lists, and how often the pair was counted. */
  readonly merges: readonly { readonly pair: Pair; readonly count: number }[];
  /** token → id */
  readonly ids: ReadonlyMap<string, number>;
  /** Token by id. */
  readonly tokens: readonly string[];
}

/** Lower-case words without punctuation and spaces: what is dropped here cannot come back. */
export function sourceWords(text: string): string[] {
  const words = text.toLowerCase().split(/\p{White_Space}+/u);
  return words.map((word) => word.replace(/[^\p{L}\p{N}_]/gu, '')).filter((word) => word !== '');
}

/** Neighbouring characters of each word, every time counted from the characters again. */
function sourcePairs(frequencies: ReadonlyMap<string, number>): { pair: Pair; count: number }[] {
  const pairs = new Map<string, { pair: Pair; count: number }>();
  for (const [word, frequency] of frequencies) {
    const symbols = Array.from(word);
    for (let i = 0; i + 1 < symbols.length; i++) {
      const pair = [symbols[i]!, symbols[i + 1]!] as const;
      const known = pairs.get(pair.join('')) ?? { pair, count: 0 };
      known.count += frequency;
      pairs.set(pair.join(''), known);
    }
  }
  return [...pairs.values()];
}

/** Replaces a text by itself: the words are strings, and the joined pair is what stands in them already. */
export function sourceMerge(
  [left, right]: Pair,
  frequencies: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const bigram = left + right;
  return new Map([...frequencies].map(([word, count]) => [word.replaceAll(left + right, bigram), count]));
}

/**
 * As many rounds as there is room in the vocabulary. Since `sourceMerge` changes no word, every round counts the same
 * pairs and lists the same best one; so they are counted once here, and a test holds the lists equal. Of pairs that
 * are equally frequent it takes the one that came first.
 *
 * @param vocabularySize  tokens asked for, the special ones included
 */
export function trainSource(text: string, vocabularySize: number): SourceTokenizer {
  const frequencies = new Map<string, number>();
  for (const word of sourceWords(text)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const vocabulary = new Set<string>([...frequencies.keys()].flatMap((word) => Array.from(word)));
  for (const token of SPECIAL) vocabulary.add(token);
  const rounds = Math.max(0, vocabularySize - vocabulary.size);
  const [first, ...others] = sourcePairs(frequencies);
  const best = others.reduce((most, each) => (most && each.count > most.count ? each : most), first);
  if (best && rounds > 0) vocabulary.add(best.pair.join(''));
  const tokens = [...vocabulary].sort(byCodePoint);
  return {
    merges: best ? Array.from({ length: rounds }, () => best) : [],
    tokens,
    ids: new Map(tokens.map((token, id) => [token, id])),
  };
}

/** As Python sorts. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Whole words that happen to be tokens, else single characters: no merge is ever applied. */
export function encodeSource({ ids }: SourceTokenizer, text: string): number[] {
  const unknown = ids.get('<unk>')!;
  return sourceWords(text).flatMap((word) => {
    const whole = ids.get(word);
    return whole !== undefined ? [whole] : Array.from(word, (character) => ids.get(character) ?? unknown);
  });
}

/** A space between any two tokens. */
export function decodeSource({ tokens }: SourceTokenizer, ids: readonly number[]): string {
  return ids.map((id) => tokens[id] ?? '<unk>').join(' ');
}
