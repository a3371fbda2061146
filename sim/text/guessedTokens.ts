/** A sentence as a reader writes it: a token a line, and the probability that a model gave to it. */

export interface GuessedToken {
  readonly token: string;
  /** Probability of this token after those before it; none is given for the first one, or where the reader wrote none. */
  readonly probability?: number;
  /** Whether the line ends in −100: the token is read and not scored. */
  readonly ignored: boolean;
}

/** `avoid 0.05`, `28`, `<pad> 0.9 -100`: what is not a number belongs to the token. Empty lines are left out. */
export function guessedTokens(text: string, most: number): GuessedToken[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first !== '')
    .slice(0, most)
    .map((words) => {
      const ignored = words.length > 1 && /^[-−]100$/.test(words.at(-1)!);
      const kept = ignored ? words.slice(0, -1) : words;
      const last = kept.at(-1)!;
      if (kept.length === 1 || !/^(\d+\.?\d*|\.\d+)$/.test(last)) return { token: kept.join(' '), ignored };
      return { token: kept.slice(0, -1).join(' '), probability: Math.min(1, Number(last)), ignored };
    });
}
