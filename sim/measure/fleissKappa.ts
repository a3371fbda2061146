/** Agreement of several raters beyond chance (Fleiss 1971 [@fleiss1971]). */

/** What some raters say of the same items. */
export interface Agreement {
  /** P̄: the share of pairs of raters that agree on an item, averaged over the items. */
  readonly agreed: number;
  /** κ: the part of it beyond what the frequencies of the categories alone would give. */
  readonly kappa: number;
}

/**
 * κ = (P̄ − P̄_e) / (1 − P̄_e), with n ratings of every item:
 *
 *     P_i = Σ_j n_ij (n_ij − 1) / (n (n − 1)),   P̄ = mean P_i,   P̄_e = Σ_j p_j²
 *
 * The raters of one item need not be those of another.
 *
 * @param counts how often each item was put into each category, items × categories; every row has the same sum n ≥ 2
 * @returns κ = 0 where all ratings are of one category, as nothing beyond chance can be seen there
 * @throws RangeError without items, or if they were rated by different numbers of raters
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Agreement {
  const raters = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (raters < 2) throw new RangeError('there have to be items, and two raters of each');
  const totals = counts[0]!.map(() => 0);
  let agreed = 0;
  for (const row of counts) {
    if (row.reduce((sum, count) => sum + count, 0) !== raters) {
      throw new RangeError(`every item needs ${raters} ratings`);
    }
    for (const [j, count] of row.entries()) {
      totals[j]! += count;
      agreed += (count * (count - 1)) / (raters * (raters - 1)) / counts.length;
    }
  }
  const byChance = totals.reduce((sum, total) => {
    const share = total / (raters * counts.length);
    return sum + share * share;
  }, 0);
  return { agreed, kappa: byChance === 1 ? 0 : (agreed - byChance) / (1 - byChance) };
}
