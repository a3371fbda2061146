/** Type without a browser: how wide a text is, and where its lines break. */

/** Advances of Public Sans, thousandths of an em, from U+0020 to U+007E; weights 400 and 600. */
const ADVANCES = {
  400: [
    243, 251, 426, 603, 658, 904, 708, 248, 302, 309, 394, 554, 242, 378, 225, 350, 612, 407, 596, 630, 628,
    640, 622, 600, 648, 624, 226, 240, 546, 554, 546, 521, 831, 710, 670, 688, 694, 620, 594, 733, 766, 283,
    388, 682, 578, 886, 754, 734, 636, 748, 676, 670, 594, 700, 672, 954, 688, 607, 637, 303, 350, 303, 473,
    518, 218, 553, 596, 544, 596, 566, 396, 622, 576, 248, 262, 562, 303, 865, 577, 566, 596, 596, 391, 506,
    389, 580, 504, 780, 564, 535, 480, 328, 263, 332, 568,
  ],
  600: [
    234, 268, 455, 610, 670, 923, 750, 255, 320, 324, 437, 573, 260, 386, 250, 368, 630, 418, 618, 649, 644,
    659, 643, 614, 660, 643, 250, 261, 563, 573, 563, 528, 829, 719, 678, 704, 708, 628, 604, 747, 768, 296,
    396, 701, 578, 903, 770, 748, 645, 762, 687, 682, 606, 714, 690, 962, 704, 640, 654, 322, 368, 322, 479,
    536, 243, 560, 603, 546, 603, 572, 396, 626, 585, 258, 276, 572, 317, 882, 586, 571, 602, 602, 402, 518,
    404, 588, 513, 784, 577, 550, 489, 358, 266, 360, 592,
  ],
} as const;
const FIRST = 0x20;
/** Of any other character: as wide as a wide letter, so that a line is rather too short than too long. */
const OTHER = 750;

/** Of a digit where all digits are as wide as each other (`tabular-nums`), measured in Chromium. */
const TABULAR = 701;

export type Weight = keyof typeof ADVANCES;

/** Type of all text in a chart, px. */
export const LABEL_SIZE = 12;

/** How much room a label of a chart takes on the page, where digits are tabular. @returns px */
export function labelWidth(text: string, weight: Weight = 400): number {
  const digits = text.replace(/\D/g, '').length;
  return widthOf(text.replace(/\d/g, ''), LABEL_SIZE, weight) + (digits * TABULAR * LABEL_SIZE) / 1000;
}

/** @returns px */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  let sum = 0;
  for (const character of text) sum += ADVANCES[weight][character.codePointAt(0)! - FIRST] ?? OTHER;
  return (sum * size) / 1000;
}

/** A word in pieces that fit; the whole word where it fits. */
function pieces(word: string, width: number, widthIn: (text: string) => number): string[] {
  if (widthIn(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && widthIn(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  parts.push(part);
  return parts;
}

/** Lines of at most this width, px; a line break in the text stays one. At least one line. */
export function linesOf(text: string, width: number, size: number, weight: Weight = 400): string[] {
  return brokenLines(text, width, (part) => widthOf(part, size, weight));
}

/** The same for a label of a chart. */
export function labelLines(text: string, width: number, weight: Weight = 400): string[] {
  return brokenLines(text, width, (part) => labelWidth(part, weight));
}

function brokenLines(text: string, width: number, widthIn: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(' ').flatMap((each) => pieces(each, width, widthIn))) {
      const last = lines.length - 1;
      const longer = `${lines[last]} ${word}`;
      if (last >= 0 && widthIn(longer) <= width) lines[last] = longer;
      else lines.push(word);
    }
    return lines;
  });
}
