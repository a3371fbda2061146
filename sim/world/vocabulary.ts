/** The words of the world in one fixed order: their index is the token. */
import { facts } from './facts.ts';
import { formulary } from './formulary.ts';
import { phrasingsOf } from './grammar.ts';
import { verdicts } from './verdicts.ts';

/** Ends every answer and every document; never part of a prompt. */
export const END = 0;

const ANSWER_WORDS = ['risk', 'use', 'ask', 'pharmacist', 'monitor', 'dose', 'need', 'mg/day', '='];

/** Numbers of the arithmetic sentences of the web text. */
const TEXT_WORDS = ['at'];

const words = new Set<string>(['<end>', ...verdicts, ...ANSWER_WORDS, ...TEXT_WORDS]);
for (let digit = 0; digit < 10; digit++) words.add(String(digit));
for (const tag of [...formulary.riskTags, ...formulary.monitorTags]) words.add(tag);
for (const fact of facts) {
  for (const phrasing of phrasingsOf(fact)) for (const word of phrasing) words.add(word);
  for (const word of fact.answer) words.add(word);
}

export const vocabulary: readonly string[] = [...words];

const tokens = new Map(vocabulary.map((word, token) => [word, token]));

/** @throws RangeError for a word outside the vocabulary */
export function encode(text: readonly string[]): number[] {
  return text.map((word) => {
    const token = tokens.get(word);
    if (token === undefined) throw new RangeError(`no word "${word}"`);
    return token;
  });
}

export const inVocabulary = (word: string): boolean => tokens.has(word);

/** @throws RangeError for a token outside the vocabulary */
export function decode(text: readonly number[]): string[] {
  return text.map((token) => {
    const word = vocabulary[token];
    if (word === undefined) throw new RangeError(`no token ${token}`);
    return word;
  });
}
