/** How a token is shown to people. */
import { SPECIAL } from './alphabet.ts';
import type { Tokenizer } from './bpe.ts';
import { REPLACEMENT } from './utf8.ts';

/** Spaces and line ends become visible; nothing else changes. */
export function visible(text: string): string {
  return text.replaceAll(' ', '␣').replaceAll('\n', '⏎');
}

const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');

/** A token as text; bytes that are no whole character in hexadecimal. */
export function spell({ alphabet, contents }: Tokenizer, id: number): string {
  const special = SPECIAL[id];
  if (special !== undefined) return special;
  const content = contents[id]!;
  const text = alphabet.join(content);
  const broken = text.includes(REPLACEMENT) && alphabet.split(text).join() !== content.join();
  return broken ? content.map(hex).join(' ') : visible(text);
}
