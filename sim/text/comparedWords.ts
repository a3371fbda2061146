/**
 * Words as texts are compared by them. A sign before a number is part of it: ".5 mg" is not "5 mg", nor "<30" ">30".
 * (`words.ts` keeps letters and numbers only, which is enough to count words, and hides a tenfold dose.)
 */

/** Brackets and quotation marks that open, and points that stand before no digit. */
const BEFORE = /^(?:["'“”‘’„«»‹›¿¡([{]|[.,;:!?…]+(?![\d.]))+/u;
const AFTER = /["'“”‘’«»‹›)\]}.,;:!?…]+$/u;

/**
 * Lower-case runs of what is no space, without the punctuation of the sentence around them. A letter is the same
 * whether its accent is a character of its own or not, and a soft hyphen is no difference.
 */
export function wordsCompared(text: string): string[] {
  return text
    .normalize('NFC')
    .replaceAll('\u00ad', '')
    .toLowerCase()
    .split(/\s+/)
    .map((run) => run.replace(BEFORE, '').replace(AFTER, ''))
    .filter((word) => word !== '');
}
