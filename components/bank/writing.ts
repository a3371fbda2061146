/** Pieces as HTML with formulas in TeX, which a learning system sets, and as plain text, for a table. */
import { escape } from '../writing.ts';
import type { Paragraph, Piece } from './piece.ts';

/** @param root address of the site, with a slash at its end */
export const htmlOf = (paragraph: Paragraph, root: string): string =>
  paragraph.map((piece) => pieceAsHtml(piece, root)).join('');

function pieceAsHtml(piece: Piece, root: string): string {
  switch (piece.kind) {
    case 'text':
      return escape(piece.text);
    case 'code':
      return `<code>${escape(piece.text)}</code>`;
    case 'tex':
      return `\\(${escape(piece.text)}\\)`;
    case 'emphasis':
      return `<em>${htmlOf(piece.pieces, root)}</em>`;
    case 'link':
      return `<a href="${escape(root + piece.to)}">${htmlOf(piece.pieces, root)}</a>`;
  }
}

/** An address stands behind the words of its link. */
export const plainOf = (paragraph: Paragraph, root: string): string =>
  paragraph.map((piece) => pieceAsPlain(piece, root)).join('').replaceAll('\u00a0', ' '); // prettier-ignore

function pieceAsPlain(piece: Piece, root: string): string {
  switch (piece.kind) {
    case 'text':
    case 'code':
      return piece.text;
    case 'tex':
      return `\\(${piece.text}\\)`;
    case 'emphasis':
      return plainOf(piece.pieces, root);
    case 'link':
      return `${plainOf(piece.pieces, root)} (${root}${piece.to})`;
  }
}
