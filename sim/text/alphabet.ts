/** The smallest symbols that a tokenizer can use: all bytes, or the characters of its training text. */
import type { ChoiceParam } from '../param.ts';
import { utf8Decode, utf8Encode } from './utf8.ts';

export const alphabet = {
  kind: 'choice',
  label: 'alphabet',
  help: 'Smallest pieces: the 256 bytes, of which every text is made, or the characters of the training text, beside which all others are unknown.',
  choices: { bytes: 'bytes', characters: 'characters' },
  default: 'bytes',
} as const satisfies ChoiceParam;
export type AlphabetKind = keyof typeof alphabet.choices;

/** Special tokens: their place in this list is their id. They stand in no text, so no merge makes them. */
export const SPECIAL = ['<pad>', '<unk>', '<s>', '</s>'] as const;
export const PAD = 0;
export const UNKNOWN = 1;
export const START = 2;
export const STOP = 3;

/** What a token stands for: bytes as numbers or characters as code points; symbols of one alphabet. */
export type Content = readonly number[];

export interface Alphabet {
  /** Symbols in the order of their ids, which begin after the special tokens. */
  readonly symbols: readonly number[];
  /** Symbols of a text. */
  split(text: string): number[];
  /** The text of some symbols. */
  join(symbols: Content): string;
}

/**
 * All bytes, in the order of GPT-2: first those that are a visible character of Latin-1, then the others. The order
 * decides ties between pairs, so it is kept.
 */
const VISIBLE = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
] as const;
const isVisible = (byte: number) => VISIBLE.some(([low, high]) => byte >= low && byte <= high);
const ALL_BYTES = Array.from({ length: 256 }, (_, byte) => byte);

export const bytes: Alphabet = {
  symbols: [...ALL_BYTES.filter(isVisible), ...ALL_BYTES.filter((byte) => !isVisible(byte))],
  split: utf8Encode,
  join: utf8Decode,
};

const pointsOf = (text: string) => Array.from(text, (character) => character.codePointAt(0)!);

/** The characters of a text, in the order of their code points. */
export function charactersOf(text: string): Alphabet {
  return {
    symbols: [...new Set(pointsOf(text))].sort((a, b) => a - b),
    split: pointsOf,
    // Not spread over arguments: a text may be longer than a call may have.
    join: (symbols) => symbols.map((point) => String.fromCodePoint(point)).join(''),
  };
}

export const alphabetOf = (kind: AlphabetKind, text: string): Alphabet =>
  kind === 'bytes' ? bytes : charactersOf(text);
