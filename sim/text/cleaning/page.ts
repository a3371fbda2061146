/**
 * What a reader of a page sees, found without the cleaner's patterns: the yardstick by which its losses are measured.
 * The page is scanned letter by letter, as the HTML standard's tokenizer does it; addresses end as RFC 3986 says.
 */
import { repairEncoding } from './encoding.ts';
import { BLOCKS, decodeEntities } from './tags.ts';

const isLetter = (c: string | undefined) => c !== undefined && /[a-z]/i.test(c);

/** Where a tag ends that begins at `at`, quoted values skipped; undefined if it never does. */
function endOfTag(html: string, at: number): number | undefined {
  let quote = '';
  for (let i = at; i < html.length; i++) {
    const c = html[i]!;
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '>') return i + 1;
  }
  return undefined;
}

const after = (html: string, sign: string, at: number) => {
  const found = html.indexOf(sign, at);
  return found < 0 ? html.length : found + sign.length;
};

/** Runs of text, and between them the names of tags, in order. */
function* scan(html: string): Generator<{ readonly text?: string; readonly tag?: string }> {
  let [from, at] = [0, 0];
  while (at < html.length) {
    const next = html[at + 1];
    const isClosing = next === '/';
    const named = isLetter(isClosing ? html[at + 2] : next);
    const isMarkup = html[at] === '<' && (named || next === '!' || next === '?' || isClosing);
    const end = !isMarkup
      ? undefined
      : named
        ? endOfTag(html, at)
        : html.startsWith('<!--', at)
          ? /^<!---?>/.test(html.slice(at, at + 6))
            ? after(html, '>', at)
            : after(html, '-->', at + 4)
          : after(html, '>', at);
    if (end === undefined) {
      at++;
      continue;
    }
    if (at > from) yield { text: html.slice(from, at) };
    const tag = named ? /^<(\/?[a-z][^\s/>]*)/i.exec(html.slice(at, end))![1]!.toLowerCase() : '';
    at = end;
    if (tag === 'script' || tag === 'style') {
      const close = html.toLowerCase().indexOf(`</${tag}`, at);
      at = close < 0 ? html.length : after(html, '>', close);
    }
    from = at;
    yield { tag };
  }
  if (html.length > from) yield { text: html.slice(from) };
}

const isBlock = new Set(BLOCKS);
/** All that RFC 3986 lets stand in an address. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi;
const LIFTED: Readonly<Record<string, string>> = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻', sub: '₀₁₂₃₄₅₆₇₈₉₊₋' };

/** Digits above and below the line as the characters for them. */
function lifted(text: string, open: string): string {
  if (!/^[\d+\-−]+$/.test(text)) return open === 'sup' && /\d/.test(text) ? `^${text}` : text;
  return Array.from(text, (c) => LIFTED[open]!['0123456789+-'.indexOf(c === '−' ? '-' : c)]!).join('');
}

/** Addresses are left out, since no cleaner is meant to keep them. */
export function readablePage(html: string): string {
  let page = '';
  let open = '';
  for (const { text, tag } of scan(html)) {
    if (tag !== undefined) {
      open = tag in LIFTED ? tag : open !== '' && tag === `/${open}` ? '' : open;
      if (isBlock.has(tag.replace('/', ''))) page += ' ';
      continue;
    }
    const readable = decodeEntities(text!.replace(ADDRESS, addressesLeftOut));
    page += open === '' ? readable : lifted(readable.trim(), open);
  }
  return repairEncoding(page).replace(/\s+/g, ' ').trim();
}

/** An entity, or a sign of the sentence, behind an address is none of it. */
function addressesLeftOut(address: string): string {
  const entity = address.search(/&(?!amp;)[a-z#]\w*;/i);
  if (entity >= 0) return address.slice(entity);
  return /[.,;:!?)\]']*$/.exec(address)![0];
}
