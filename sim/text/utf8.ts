/** UTF-8 without a host: texts to bytes and back, as the WHATWG Encoding Standard says. */

/** Stands for what is no character: half of a surrogate pair, bytes that are no UTF-8. */
export const REPLACEMENT = '\u{fffd}';

/** The bytes of a text, 0 to 255; half of a surrogate pair becomes U+FFFD. */
export function utf8Encode(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else {
      bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
    }
  }
  return bytes;
}

const continuation = (bits: number) => 0x80 | (bits & 0x3f);

/**
 * The text of some bytes. The longest beginning of a character that is broken off becomes one U+FFFD, as does every
 * other byte that cannot stand where it stands.
 */
export function utf8Decode(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i++]!;
    const length = lengthAfter(lead);
    if (length === 0) {
      text += REPLACEMENT;
      continue;
    }
    let code = length === 1 ? lead : lead & (0x7f >> length);
    let read = 1;
    for (; read < length && i < bytes.length; read++) {
      const next = bytes[i]!;
      const [low, high] = read === 1 ? secondByte(lead) : [0x80, 0xbf];
      if (next < low || next > high) break;
      code = (code << 6) | (next & 0x3f);
      i++;
    }
    text += read === length ? String.fromCodePoint(code) : REPLACEMENT;
  }
  return text;
}

/** Bytes of the character that begins with this one; 0 if none does. */
function lengthAfter(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Overlong forms, surrogates and what lies above U+10FFFF are told by the second byte. */
function secondByte(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  if (lead === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
