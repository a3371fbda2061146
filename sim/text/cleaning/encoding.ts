/**
 * Mojibake: UTF-8 bytes that were read as Windows-1252, one character a byte. "don’t" is stored as 64 6F 6E E2 80 99
 * 74; read that way it becomes "donâ€™t".
 */

/** Characters of the bytes 0x80 to 0x9F in Windows-1252; five of these bytes stand for nothing. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The byte that Windows-1252 shows as this character; undefined if there is none, or if it is ASCII. */
function byteOf(c: string): number | undefined {
  const high = HIGH.indexOf(c);
  if (high >= 0) return 0x80 + high;
  const code = c.charCodeAt(0);
  return code >= 0xa0 && code <= 0xff ? code : undefined;
}

/** First bytes of Latin, Greek and Cyrillic letters: Â Ã Ä Å, Î Ï, Ð Ñ. */
const LETTER_LEADS = [0xc2, 0xc3, 0xc4, 0xc5, 0xce, 0xcf, 0xd0, 0xd1];

/**
 * How many bytes a UTF-8 sequence has, by its first; 0 if none is looked for. Sound text can be valid UTF-8 too: "ß—"
 * is DF 97, and "é––" is E9 96 96. So only sequences are tried that begin letters of Europe, punctuation and signs
 * (â), or emoji (ð); damaged Chinese stays damaged.
 */
function lengthOf(lead: number): number {
  if (LETTER_LEADS.includes(lead)) return 2;
  if (lead === 0xe2) return 3;
  return lead === 0xf0 ? 4 : 0;
}

/** The smallest code point that needs so many bytes: shorter ones may not be written longer. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

/** The character whose UTF-8 bytes stand at `at` as Windows-1252, and how many characters it takes there. */
function decodeAt(text: string, at: number): readonly [string, number] | undefined {
  const lead = byteOf(text[at]!);
  const length = lead === undefined ? 0 : lengthOf(lead);
  if (length === 0) return undefined;
  let code = lead! & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const byte = at + i < text.length ? byteOf(text[at + i]!) : undefined;
    if (byte === undefined || byte >> 6 !== 2) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < SMALLEST[length]! || code > 0x10ffff || isSurrogate) return undefined;
  return [String.fromCodePoint(code), length];
}

function repairOnce(text: string): string {
  let repaired = '';
  for (let at = 0; at < text.length;) {
    const [c, length] = decodeAt(text, at) ?? [text[at]!, 1];
    repaired += c;
    at += length;
  }
  return repaired;
}

/** Damage is seldom done more than three times in a row. */
const ROUNDS = 3;

/** Ligatures of two or three letters that typesetting makes of them. */
const LIGATURES = ['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'];

/**
 * Undoes mojibake: what is UTF-8 when written as Windows-1252 bytes is decoded, and again while that changes something.
 * What had lost a byte before is repaired last, when all whole sequences are gone: a closing quotation mark often
 * arrives as a bare "â€" or with a U+FFFD, since its last byte, 0x9D, stands for nothing in Windows-1252; and of
 * a no-break space that was made a plain one, "Â " is left. A byte-order mark at the start is no text, and a ligature is its letters.
 */
export function repairEncoding(text: string): string {
  let repaired = text;
  for (let round = 0; round < ROUNDS; round++) {
    const next = repairOnce(repaired);
    if (next === repaired) break;
    repaired = next;
  }
  return repaired
    .replace(/^(?:\ufeff|ï»¿)/, '')
    .replace(/â€\ufffd?/g, '”')
    .replace(/(^|[\d\s.,;:%)])Â(?= )/g, '$1')
    .replace(/[\ufb00-\ufb06]/g, (c) => LIGATURES[c.charCodeAt(0) - 0xfb00]!);
}

/** The source's repair: three replacements. The third also hits the dash, "â€“", and leaves half of it behind. */
export function repairEncodingAsSource(text: string): string {
  return text.replaceAll('â€™', "'").replaceAll('â€œ', '"').replaceAll('â€', '"');
}
