/** A text of the question bank in pieces, which each of its files writes in its own way. */

export type Piece =
  | { readonly kind: 'text' | 'code' | 'tex'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly pieces: Paragraph }
  /** @property to address inside the site: `part-1/sft/#fig-sft` */
  | { readonly kind: 'link'; readonly to: string; readonly pieces: Paragraph };

export type Paragraph = readonly Piece[];

export const text = (words: string): Piece => ({ kind: 'text', text: words });

export const link = (to: string, words: string): Piece => ({ kind: 'link', to, pieces: [text(words)] });

/** A short text in the notation of components that take strings: `$…$`, `*…*` and `` `…` ``. */
export function paragraphOf(short: string): Paragraph {
  return short.split(/(\$[^$]+\$|`[^`]+`)/).flatMap((part): Paragraph => {
    if (part.startsWith('$') && part.length > 2) return [{ kind: 'tex', text: part.slice(1, -1) }];
    if (part.startsWith('`') && part.length > 2) return [{ kind: 'code', text: part.slice(1, -1) }];
    return emphasised(part);
  });
}

const emphasised = (part: string): Paragraph =>
  part
    .split(/(\*[^*]+\*)/)
    .filter((words) => words !== '')
    .map((words) =>
      /^\*[^*]+\*$/.test(words) ? { kind: 'emphasis', pieces: [text(words.slice(1, -1))] } : text(words),
    );
