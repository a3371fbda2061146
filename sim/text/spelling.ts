/** How a token is shown to people. */
import { SPECIAL } from './alphabet.ts';
import type { Tokenizer } from './bpe.ts';
import { REPLACEMENT } from './utf8.ts';

/** What cannot be seen and is common enough for a mark of its own. */
const MARKS: Readonly<Record<string, string>> = {
  ' ': '␣',
  '\n': '⏎',
  '\t': '→',
  '\u00a0': '⍽', // no-break space
  '\u00ad': '¬', // soft hyphen
};

/** Space of any kind, control and format characters: all that a page shows as nothing. */
const UNSEEN = /[\p{White_Space}\p{Cc}\p{Cf}]/gu;

/** A mark for each character that cannot be seen: a sign, or its number as ⟨U+200B⟩. */
export function visible(text: string): string {
  return text.replace(
    UNSEEN,
    (c) => MARKS[c] ?? `⟨U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}

/** The same, but plain spaces stay, as in a text that is read as a whole. */
export const visibleInText = (text: string): string => visible(text).replaceAll('␣', ' ');

const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');

/** A token as text; bytes that are no whole character in hexadecimal, as ⟨E2 80⟩. */
export function spell({ alphabet, contents }: Tokenizer, id: number): string {
  const special = SPECIAL[id];
  if (special !== undefined) return special;
  const content = contents[id]!;
  const text = alphabet.join(content);
  const broken = text.includes(REPLACEMENT) && alphabet.split(text).join() !== content.join();
  return broken ? `⟨${content.map(hex).join(' ')}⟩` : visible(text);
}
