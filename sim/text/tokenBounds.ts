/** How many tokens a byte-level tokenizer can make of a text, at least and at most, before one is chosen. */

/** GPT-2's pattern, which cuts a text into pieces; no token reaches across two. (Radford et al. 2019) */
const PIECES = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

export interface TokenBounds {
  /** One token a piece. */
  readonly least: number;
  /** One token a byte of UTF-8. */
  readonly most: number;
}

export function tokenBounds(text: string): TokenBounds {
  let most = 0;
  for (const c of text) {
    const code = c.codePointAt(0)!;
    most += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return { least: text.match(PIECES)?.length ?? 0, most };
}
