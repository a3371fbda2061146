/** HTML tags: what is markup and what is a sign that the author wrote. */

/** Tags that end a line of text on the page; the others stand inside a word or a sentence. */
const BLOCK =
  /^<\/?(address|article|aside|blockquote|br|button|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|section|table|tbody|td|tfoot|th|thead|title|tr|ul)\b/i;

/** A script or a style with what it holds, a comment, a declaration, or a tag with quoted values. */
const MARKUP =
  /<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<![a-z][^>]*>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/**
 * Takes markup out. A "<" opens a tag only before a letter, "/", "!" or "?" (HTML standard, tag open state), so
 * "eGFR <30" stays. A tag that breaks the line leaves a space, any other leaves nothing: "<b>war</b>farin".
 */
export function stripTags(text: string): string {
  return text.replace(MARKUP, (tag) => (BLOCK.test(tag) ? ' ' : ''));
}

/** The source's pattern: everything from a "<" to the next ">", in running text too. */
export function stripTagsAsSource(text: string): string {
  return text.replace(/<[^>]+>/g, '');
}

/** The entities that pages about drugs use most; any character can also be written as a number. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  le: '≤',
  ge: '≥',
  plusmn: '±',
  micro: 'µ',
  deg: '°',
  times: '×',
  frac12: '½',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  reg: '®',
  trade: '™',
  alpha: 'α',
  beta: 'β',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
};

function characterOf(code: number): string | undefined {
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** Writes entities as the characters that they stand for, once: "&amp;lt;" becomes "&lt;". Unknown ones stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+\d*));/gi, (whole, decimal, hex, name) => {
    if (decimal) return characterOf(parseInt(decimal as string, 10)) ?? whole;
    if (hex) return characterOf(parseInt(hex as string, 16)) ?? whole;
    return Object.hasOwn(NAMED, name as string) ? NAMED[name as string]! : whole;
  });
}
