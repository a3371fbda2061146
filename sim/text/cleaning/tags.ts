/** HTML tags: what is markup and what is a sign that the author wrote. */
import named from './entities.json' with { type: 'json' };

/** The entities of HTML 4 and "apos", by name. */
const NAMED: Readonly<Record<string, string>> = named;

/** Elements that begin a line of their own in a browser, and those of tables (HTML standard, "Rendering", 15.3). */
export const BLOCKS = (
  'address article aside blockquote body br button caption center col colgroup dd details dialog dir div dl dt ' +
  'fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu ' +
  'nav ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot th thead title ' +
  'tr ul xmp'
).split(' ');
const BLOCK = new RegExp(`^</?(?:${BLOCKS.join('|')})(?![\\w-])`, 'i');

/**
 * A script or a style with what it holds; a comment, closed or not; a declaration, a processing instruction or what a
 * browser takes for a broken comment; or a tag with quoted values.
 */
const MARKUP =
  /<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<!--(?:-?>|[\s\S]*?(?:--!?>|$))|<[!?][^>]*(?:>|$)|<\/(?![a-z])[^>]+>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;

const RAISED = /<(sup|sub)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi;
const SCRIPTS: Readonly<Record<string, string>> = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻', sub: '₀₁₂₃₄₅₆₇₈₉₊₋' };

/** "10<sup>9</sup>" is 10⁹ and not 109; where there are no such digits, a ^ keeps a number above apart. */
function raised(kind: string, inside: string): string {
  const text = inside.replace(MARKUP, '').trim().replaceAll('−', '-');
  const digits = SCRIPTS[kind]!;
  if (/^[\d+-]+$/.test(text)) return Array.from(text, (c) => digits['0123456789+-'.indexOf(c)]!).join('');
  return kind === 'sup' && /\d/.test(text) ? `^${text}` : text;
}

/**
 * Takes markup out. A "<" opens a tag only before a letter, "/", "!" or "?" (HTML standard, tag open state), so
 * "eGFR <30" stays. A tag that breaks the line leaves a space, any other leaves nothing: "<b>war</b>farin".
 */
export function stripTags(text: string): string {
  return text
    .replace(RAISED, (_, kind: string, inside: string) => raised(kind.toLowerCase(), inside))
    .replace(MARKUP, (tag) => (BLOCK.test(tag) ? ' ' : ''));
}

/** The source's pattern: everything from a "<" to the next ">", in running text too. */
export function stripTagsAsSource(text: string): string {
  return text.replace(/<[^>]+>/g, '');
}

/** Characters of the bytes 0x80 to 0x9F in Windows-1252: what a browser shows for a reference to one of these. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** HTML standard, numeric character reference end state: &#150; is a dash, as it was in Windows-1252. */
function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return C1[code - 0x80]!;
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

/** Writes entities as the characters that they stand for, once: "&amp;lt;" becomes "&lt;". Unknown names stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]+);?|#(\d+);?|([a-z]+\d*);)/gi, (whole, hex, decimal, name) => {
    if (hex) return characterOf(parseInt(hex as string, 16));
    if (decimal) return characterOf(parseInt(decimal as string, 10));
    return Object.hasOwn(NAMED, name as string) ? NAMED[name as string]! : whole;
  });
}
