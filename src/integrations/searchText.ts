/**
 * Before Pagefind reads the pages: keeps out of its index what is on them twice or only drawn. KaTeX writes each formula as
 * MathML, as its source and as glyphs, in which ½ reads 21: of the three the source stays, and where the page has words for a
 * formula, those alone. A citation repeats its entry of the references, and a chart's ticks are not words. Must stand before
 * Starlight, which runs Pagefind.
 */
import type { AstroIntegration } from 'astro';
import { rewritePages } from './builtPages.ts';

const UNREAD =
  /(<span class="katex-html"|<semantics><m\w+|<span class="note[^"]*" role="note"|<div [^>]*\bdata-picture\b)/g;
/** An equation says its formula in words, and sets it once for wide screens and once for phones. */
const SPOKEN = /(<div class="tex" role="math")/g;
const SET = /(<div class="(?:wide|phone)-only")/g;
/** Pagefind reads neighbouring cells as one word, unless there is a space between them. */
const CELL = /<\/(?:t[dh]|d[td])>|(?=<small\b)/g;

export const withoutDoubles = (html: string): string =>
  html
    .replace(UNREAD, '$1 data-pagefind-ignore')
    .replace(SPOKEN, '$1 data-pagefind-index-attrs="aria-label"')
    .replace(SET, '$1 data-pagefind-ignore')
    .replace(CELL, '$& ');

export function searchText(): AstroIntegration {
  return {
    name: 'search-text',
    hooks: { 'astro:build:done': ({ dir }) => rewritePages(dir, withoutDoubles) },
  };
}
