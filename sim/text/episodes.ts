/** Numbers of several answers as a reader writes them: tokens apart by commas, answers apart by bars. */

/** More tokens than this are not read: the figure has no room for them. */
export const MOST_TOKENS = 40;

/** Answers with a number per token; what is no number counts as 0. At least one token. */
export function episodesFrom(text: string): number[][] {
  let left = MOST_TOKENS;
  const answers = text.split('|').map((answer) => {
    const tokens = answer.split(',').slice(0, left);
    left -= tokens.length;
    return tokens.map((token) => {
      const value = Number(token.trim().replace('−', '-'));
      return Number.isFinite(value) ? Math.max(-100, Math.min(100, value)) : 0;
    });
  });
  return answers.filter((answer) => answer.length > 0);
}
