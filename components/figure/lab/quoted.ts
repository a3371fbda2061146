/** A text within a sentence: a long one in part. */
const MOST = 40;

export const quoted = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
