/** Mathematics set at build: a formula, or a short text that holds `$…$`, `*…*` and `` `…` ``. Errors stop the build. */
import katex from 'katex';
import { paragraphOf, type Paragraph, type Piece } from '../bank/piece.ts';
import { escape } from '../writing.ts';
import { addressOf } from './site.ts';

const STRICT = { strict: 'error', throwOnError: true } as const;

export function displayTex(tex: string): string {
  return katex.renderToString(tex, { ...STRICT, displayMode: true });
}

export function inlineTex(tex: string): string {
  return katex.renderToString(tex, STRICT);
}

/** HTML of a short text, for components that take strings. */
export const inline = (text: string): string => inlinePieces(paragraphOf(text));

/** HTML of pieces, on a page of the course. */
export const inlinePieces = (pieces: Paragraph): string => pieces.map(inlinePiece).join('');

function inlinePiece(piece: Piece): string {
  switch (piece.kind) {
    case 'text':
      return escape(piece.text);
    case 'code':
      return `<code>${escape(piece.text)}</code>`;
    case 'tex':
      return inlineTex(piece.text);
    case 'emphasis':
      return `<em>${inlinePieces(piece.pieces)}</em>`;
    case 'link':
      return `<a href="${escape(addressOf(piece.to))}">${inlinePieces(piece.pieces)}</a>`;
  }
}
