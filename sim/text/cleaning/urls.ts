/** Web addresses in running text. */

/** Ends at white space, a quotation mark or an angle bracket; closing punctuation belongs to the sentence. */
export function removeUrls(text: string): string {
  return text.replace(/\bhttps?:\/\/[^\s<>"']+/gi, (url) => /[.,;:!?)\]]*$/.exec(url)![0]);
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
