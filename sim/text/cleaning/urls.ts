/** Web addresses in running text. */

/** Quotation marks end an address: as characters, as entities, and as what a wrong table of characters made of them. */
const URL =
  /\bhttps?:\/\/(?:(?!&(?:quot|apos|lt|gt|nbsp|[lr][sd]quo|[lr]aquo|[bs][db]quo|#\w+);|â€)[^\s<>"'“”‘’„«»])+/gi;

const count = (text: string, sign: string) => text.split(sign).length - 1;

/** Where the address ends: closing punctuation belongs to the sentence, and so does a bracket that it did not open. */
function endOf(url: string): number {
  for (let end = url.length; end > 0; end--) {
    const last = url[end - 1]!;
    if (/[.,;:!?…]/.test(last)) continue;
    const opening = { ')': '(', ']': '[' }[last];
    if (opening === undefined) return end;
    const inside = url.slice(0, end);
    if (count(inside, last) <= count(inside, opening)) return end;
  }
  return 0;
}

/** Takes addresses out; what follows one without a space stays where a quotation mark or a bracket ends it. */
export function removeUrls(text: string): string {
  return text.replace(URL, (url) => url.slice(endOf(url)));
}

/**
 * The source's pattern. `[$-_@.&+]` was meant as a list, but "$-_" is a range: it takes in digits, capitals,
 * punctuation and both angle brackets, and neither "#" nor "~".
 */
export function removeUrlsAsSource(text: string): string {
  return text.replace(
    /http[s]?:\/\/(?:[a-zA-Z]|[0-9]|[$-_@.&+]|[!*\\(\\),]|(?:%[0-9a-fA-F][0-9a-fA-F]))+/g,
    '',
  );
}
