/** Agreement of two raters beyond chance (Cohen 1960). */

/**
 * κ = (p_o − p_e) / (1 − p_e), with the agreement p_o that is observed and p_e that their habits alone would give.
 *
 * @param pairs the categories that the two raters gave to each item
 * @returns 1 for full agreement, 0 for what chance gives, and 0 if both always say the same one thing by habit alone
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number {
  if (pairs.length === 0) return 0;
  const share = (rater: 0 | 1, category: string) =>
    pairs.filter((pair) => pair[rater] === category).length / pairs.length;
  const observed = pairs.filter(([a, b]) => a === b).length / pairs.length;
  const categories = [...new Set(pairs.flat())];
  const expected = categories.reduce((sum, each) => sum + share(0, each) * share(1, each), 0);
  return expected === 1 ? 0 : (observed - expected) / (1 - expected);
}
