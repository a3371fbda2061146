/** A trained tokenizer as a figure sees it, whether it is byte-pair encoding or the source's. */
import { alphabetOf, SPECIAL, UNKNOWN, type AlphabetKind } from './alphabet.ts';
import { decode, encode, joiningOf, tokenCounts, trainBpe } from './bpe.ts';
import type { Numbers } from './preTokens.ts';
import { decodeSource, encodeSource, trainSource } from './sourceBpe.ts';
import { spell } from './spelling.ts';

export interface Trained {
  /** Merges that are used, and that there are. */
  readonly used: number;
  readonly total: number;
  /** Tokens there are with the merges that are used. */
  readonly vocabulary: number;
  readonly unknown: number;
  encode(text: string): number[];
  decode(ids: readonly number[]): string;
  /** A token as people read it. */
  spell(id: number): string;
  /** A merge, its tokens as people read them. */
  merge(i: number): {
    readonly left: string;
    readonly right: string;
    readonly made: string;
    readonly count: number;
  };
  /** The first word of a text: its tokens at first, then after each merge that was used on it, with its place. */
  joining(text: string): readonly { readonly merge?: number; readonly ids: readonly number[] }[];
  /** How many tokens a text has after so many merges. */
  curve(text: string): readonly { readonly merges: number; readonly tokens: number }[];
}

/** Byte-pair encoding; of the merges it finds, the first `merges` are used. */
export function trainedBpe(settings: {
  readonly trainingText: string;
  readonly alphabet: AlphabetKind;
  readonly numbers: Numbers;
  readonly merges: number;
}): Trained {
  const { trainingText, numbers } = settings;
  const tokenizer = trainBpe(trainingText, alphabetOf(settings.alphabet, trainingText), numbers);
  const { merges } = tokenizer;
  const used = Math.min(settings.merges, merges.length);
  const made = new Set(merges.slice(0, used).map((merge) => merge.made));
  return {
    used,
    total: merges.length,
    vocabulary: SPECIAL.length + tokenizer.alphabet.symbols.length + made.size,
    unknown: UNKNOWN,
    encode: (text) => encode(tokenizer, text, used),
    decode: (ids) => decode(tokenizer, ids),
    spell: (id) => spell(tokenizer, id),
    merge: (i) => {
      const { left, right, made, count } = merges[i]!;
      return {
        left: spell(tokenizer, left),
        right: spell(tokenizer, right),
        made: spell(tokenizer, made),
        count,
      };
    },
    joining: (text) => joiningOf(tokenizer, text, used),
    curve: (text) => tokenCounts(tokenizer, text).map((tokens, count) => ({ merges: count, tokens })),
  };
}

/** The source's tokenizer: all its merges are used, and none does anything. */
export function trainedSource(trainingText: string, vocabularySize: number): Trained {
  const tokenizer = trainSource(trainingText, vocabularySize);
  const { merges, tokens, ids } = tokenizer;
  return {
    used: merges.length,
    total: merges.length,
    vocabulary: tokens.length,
    unknown: ids.get(SPECIAL[UNKNOWN])!,
    encode: (text) => encodeSource(tokenizer, text),
    decode: (encoded) => decodeSource(tokenizer, encoded),
    spell: (id) => tokens[id]!,
    merge: (i) => {
      const [left, right] = merges[i]!.pair;
      return { left, right, made: left + right, count: merges[i]!.count };
    },
    joining: () => [], // it joins nothing
    // Two points of a level line; a training text without pairs has one.
    curve: (text) => {
      const count = encodeSource(tokenizer, text).length;
      return [...new Set([0, merges.length])].map((after) => ({ merges: after, tokens: count }));
    },
  };
}
