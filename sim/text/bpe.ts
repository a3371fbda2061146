/**
 * Byte-pair encoding: Gage's compression of 1994, made a tokenizer by Sennrich et al. 2016 [@sennrich2016]. Words are
 * cut first (see preTokens.ts), so no merge crosses the end of a word; there is no end-of-word mark, since a word
 * carries the space before it.
 */
import { SPECIAL, UNKNOWN, type Alphabet, type Content } from './alphabet.ts';
import { preTokens, type Numbers } from './preTokens.ts';

export interface Merge {
  /** Ids of the two neighbours, and of the token that replaces them. */
  readonly left: number;
  readonly right: number;
  readonly made: number;
  /** How often the pair stood in the training text. */
  readonly count: number;
}

export interface Tokenizer {
  readonly alphabet: Alphabet;
  readonly numbers: Numbers;
  /** What each token stands for, by id; empty for special tokens. */
  readonly contents: readonly Content[];
  /** In the order in which they were found, which is the order in which they are applied. */
  readonly merges: readonly Merge[];
  /** pair → its place in `merges` */
  readonly ranks: ReadonlyMap<number, number>;
  /** Tokens of the training text before the first merge, and after each. (merges + 1) */
  readonly lengths: readonly number[];
}

interface Word {
  tokens: number[];
  /** How often the word stands in the text. */
  readonly count: number;
}

/** A pair of ids as one number; there are fewer than 2^20 tokens. */
const MOST_TOKENS = 1048576;
const keyOf = (left: number, right: number) => left * MOST_TOKENS + right;
const leftOf = (key: number) => Math.floor(key / MOST_TOKENS);
const rightOf = (key: number) => key % MOST_TOKENS;

/** Adds a word's neighbours to the counts, or takes them away. */
function countPairs(counts: Map<number, number>, tokens: readonly number[], times: number): void {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const key = keyOf(tokens[i]!, tokens[i + 1]!);
    const count = (counts.get(key) ?? 0) + times;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  }
}

/**
 * The pair that occurs most often; of several, the one with the smallest left id, then the smallest right id. So does
 * Hugging Face's trainer; Sennrich's script takes other ones.
 */
export function mostFrequentPair(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [key, count] of counts) {
    if (count > most || (count === most && key < best!)) {
      best = key;
      most = count;
    }
  }
  return best;
}

/** Replaces a pair by one token wherever it stands, from left to right. */
export function mergePair(tokens: readonly number[], left: number, right: number, made: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const found = tokens[i] === left && tokens[i + 1] === right;
    merged.push(found ? made : tokens[i]!);
    if (found) i++;
  }
  return merged;
}

/**
 * Learns merges: counts neighbours, joins the most frequent pair everywhere, and begins again, until there are enough
 * or every word is one token. Sennrich et al. 2016, algorithm 1.
 *
 * @param most    merges at most; without it, as many as the text has room for
 */
export function trainBpe(text: string, alphabet: Alphabet, numbers: Numbers, most = Infinity): Tokenizer {
  const contents: Content[] = [...SPECIAL.map(() => []), ...alphabet.symbols.map((symbol) => [symbol])];
  const idOfContent = new Map(contents.map((content, id) => [content.join(), id]));
  const idOfSymbol = symbolIds(alphabet);
  const words = countWords(preTokens(text, numbers)).map(([word, count]): Word => ({
    tokens: alphabet.split(word).map((symbol) => idOfSymbol.get(symbol)!),
    count,
  }));
  const counts = new Map<number, number>();
  for (const { tokens, count } of words) countPairs(counts, tokens, count);
  let length = words.reduce((sum, { tokens, count }) => sum + tokens.length * count, 0);

  const merges: Merge[] = [];
  const ranks = new Map<number, number>();
  const lengths = [length];
  while (merges.length < most) {
    const pair = mostFrequentPair(counts);
    if (pair === undefined) break; // every word is one token
    const [left, right] = [leftOf(pair), rightOf(pair)];
    const content = [...contents[left]!, ...contents[right]!];
    // Two routes may lead to the same piece (a + bc, ab + c): it stays one token.
    const made = idOfContent.get(content.join()) ?? contents.length;
    if (made === contents.length) {
      contents.push(content);
      idOfContent.set(content.join(), made);
    }
    ranks.set(pair, merges.length);
    merges.push({ left, right, made, count: counts.get(pair)! });
    for (const word of words) {
      const merged = mergePair(word.tokens, left, right, made);
      if (merged.length === word.tokens.length) continue;
      countPairs(counts, word.tokens, -word.count);
      countPairs(counts, merged, word.count);
      length -= (word.tokens.length - merged.length) * word.count;
      word.tokens = merged;
    }
    lengths.push(length);
  }
  return { alphabet, numbers, contents, merges, ranks, lengths };
}

/** Distinct words with their counts, in order of first appearance. */
function countWords(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}

const symbolIds = ({ symbols }: Alphabet) =>
  new Map(symbols.map((symbol, i) => [symbol, SPECIAL.length + i]));

/**
 * Tokens of one word: of all pairs in it the one that was learned first is joined, the leftmost if it stands there
 * twice; then again.
 *
 * @returns ids, and the rank of each merge that was made, in order
 */
export function encodeWord(
  { merges, ranks }: Pick<Tokenizer, 'merges' | 'ranks'>,
  symbols: readonly number[],
  most = merges.length,
): { readonly ids: number[]; readonly applied: number[] } {
  const ids = [...symbols];
  const applied: number[] = [];
  for (;;) {
    let best = most;
    let at = -1;
    for (let i = 0; i + 1 < ids.length; i++) {
      const rank = ranks.get(keyOf(ids[i]!, ids[i + 1]!)) ?? most;
      if (rank < best) {
        best = rank;
        at = i;
      }
    }
    if (at < 0) return { ids, applied };
    ids.splice(at, 2, merges[best]!.made);
    applied.push(best);
  }
}

/** Symbols of each word of a text as ids; a symbol outside the alphabet is unknown. */
function wordsOf({ alphabet, numbers }: Tokenizer, text: string): number[][] {
  const ids = symbolIds(alphabet);
  return preTokens(text, numbers).map((word) =>
    alphabet.split(word).map((symbol) => ids.get(symbol) ?? UNKNOWN),
  );
}

/**
 * Text to ids.
 *
 * @param most    uses only so many merges, the first ones
 */
export function encode(tokenizer: Tokenizer, text: string, most?: number): number[] {
  return wordsOf(tokenizer, text).flatMap((word) => encodeWord(tokenizer, word, most).ids);
}

/** How the first word of a text is joined: its symbols, then its tokens after each merge that was made, in order. */
export function joiningOf(
  tokenizer: Tokenizer,
  text: string,
  most?: number,
): { readonly merge?: number; readonly ids: readonly number[] }[] {
  const [word] = wordsOf(tokenizer, text);
  if (word === undefined) return [];
  const { applied } = encodeWord(tokenizer, word, most);
  const steps: { merge?: number; ids: readonly number[] }[] = [{ ids: word }];
  // A merge may be made several times in a word; one step shows them all.
  for (const merge of new Set(applied)) {
    const { left, right, made } = tokenizer.merges[merge]!;
    steps.push({ merge, ids: mergePair(steps.at(-1)!.ids, left, right, made) });
  }
  return steps;
}

/**
 * How many tokens a text has with 0, 1, … all merges. (merges + 1)
 *
 * A word is merged in the same order whatever the limit, and stops before the first merge beyond it; so one pass with
 * all merges tells the counts under every limit.
 */
export function tokenCounts(tokenizer: Tokenizer, text: string): number[] {
  const fewer = tokenizer.lengths.map(() => 0);
  let before = 0;
  for (const word of wordsOf(tokenizer, text)) {
    before += word.length;
    let reached = 0;
    for (const rank of encodeWord(tokenizer, word).applied) {
      reached = Math.max(reached, rank + 1);
      fewer[reached]! += 1;
    }
  }
  let saved = 0;
  return fewer.map((some) => before - (saved += some));
}

/** Ids to text: special tokens say nothing, but an unknown one leaves a mark. */
export function decode({ alphabet, contents }: Tokenizer, ids: readonly number[]): string {
  let text = '';
  let symbols: number[] = [];
  const flush = () => {
    text += alphabet.join(symbols);
    symbols = [];
  };
  for (const id of ids) {
    // Characters may be cut in two tokens, so symbols are joined before they are read.
    if (id !== UNKNOWN) symbols.push(...(contents[id] ?? []));
    else {
      flush();
      text += SPECIAL[UNKNOWN];
    }
  }
  flush();
  return text;
}
