/** Text as characters: the simplest tokens. Token 0 stands before and after every text. */

export const BOUNDARY = 0;

export interface Characters {
  /** Different tokens, the boundary included. */
  readonly size: number;
  /** @throws RangeError for a character that stands in none of the texts */
  encode(text: string): number[];
  /** The text of some tokens; a boundary is no character. */
  decode(tokens: readonly number[]): string;
}

/** The characters of some texts, in order of first appearance. */
export function charactersOf(texts: readonly string[]): Characters {
  const ids = new Map<string, number>();
  for (const text of texts) for (const c of text) if (!ids.has(c)) ids.set(c, ids.size + 1);
  const written = ['', ...ids.keys()];
  return {
    size: written.length,
    encode: (text) =>
      Array.from(text, (c) => {
        const id = ids.get(c);
        if (id === undefined) throw new RangeError(`no character "${c}"`);
        return id;
      }),
    decode: (tokens) => tokens.map((token) => written[token]!).join(''),
  };
}
