/** How long a page takes to read. */

const WORDS_A_MINUTE = 200;
const MINUTES_A_FIGURE = 2;

/** Minutes to read a page and use its figures, from its source; what is folded for readers who want more is left out. */
export function readingTime(body: string): number {
  const figures = body.match(/<(?:Lab|SpeedUp|Dashboard)\b/g)?.length ?? 0;
  const prose = body
    .replace(/<Further\b[\s\S]*?<\/Further>/g, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
    .replace(/<[^>]+>/g, ' ');
  const words = prose.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / WORDS_A_MINUTE + figures * MINUTES_A_FIGURE));
}
