/** The words of a world of one's own as sentences, for any sequence of words. */
import type { OwnFact } from './facts.ts';
import type { OwnFile } from './file.ts';
import { END_WORD, slots, statedRole, wordOf } from './words.ts';

export interface Readable {
  question(question: { readonly fact: OwnFact; readonly words: readonly string[] }): string;
  /** Any words give some sentence. */
  answer(words: readonly string[]): string;
  /** The right answer as what it is. */
  key(fact: OwnFact): string;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A map: a cell may be called “constructor”. */
const NAMES: ReadonlyMap<string, string> = new Map([
  [slots.reason, 'reason:'],
  [slots.instead, 'instead:'],
  [slots.check, 'check:'],
  [slots.need, 'needed:'],
  [slots.whom, 'ask'],
]);

export function readableIn({ head, rows }: OwnFile): Readable {
  /** As the file writes it first. */
  const labels = new Map<string, string>();
  const texts = [
    ...head.verbs,
    head.link,
    head.who,
    head.axis,
    head.whom,
    ...rows.flatMap((row) => [row.thing, row.case, row.reason, row.instead, row.check]),
  ];
  for (const text of texts)
    if (text !== undefined && !labels.has(wordOf(text))) labels.set(wordOf(text), text);
  const labelOf = (word: string): string => {
    const role = statedRole(word);
    return role ? head.words[role] : (NAMES.get(word) ?? labels.get(word) ?? word);
  };

  const answer = (words: readonly string[]): string => {
    const end = words.indexOf(END_WORD);
    const said = end < 0 ? words : words.slice(0, end);
    const sentences: string[][] = [];
    for (const word of said) {
      // A verdict or the name of a slot begins a sentence; the reason belongs to its verdict.
      const begins = statedRole(word) !== undefined || NAMES.has(word);
      const goesOn = word === slots.reason && sentences.at(-1)?.length === 1;
      if (sentences.length === 0 || (begins && !goesOn)) sentences.push([]);
      if (goesOn) sentences.push([`${sentences.pop()!.join(' ')}:`]);
      else sentences.at(-1)!.push(labelOf(word));
    }
    return sentences.map((sentence) => `${capitalised(sentence.join(' '))}.`).join(' ') || '(No answer.)';
  };

  return {
    question({ fact, words }) {
      const [verb, thing] = [labelOf(words[0]!), labelOf(fact.thing)];
      if (fact.kind === 'case')
        return `${capitalised(verb)} ${thing} ${head.link} ${labelOf(fact.case!)} ${head.who}?`;
      return `${capitalised(verb)} ${thing}, ${head.axis}: ${fact.kind === 'axis' ? fact.value! : 'not known'}?`;
    },
    answer,
    key: (fact) => `This world’s key: ${answer(fact.answer)}`,
  };
}
