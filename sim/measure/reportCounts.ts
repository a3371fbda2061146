/** Spontaneous reports in a 2 × 2 table: with the drug or not, of the event or not. */

export interface ReportCounts {
  /** The drug, the event. */
  readonly a: number;
  /** The drug, another event. */
  readonly b: number;
  /** Another drug, the event. */
  readonly c: number;
  /** Another drug, another event. */
  readonly d: number;
}

export const totalOf = ({ a, b, c, d }: ReportCounts): number => a + b + c + d;

/** E = (a + b)(a + c) / N: reports of the pair, if drug and event had nothing to do with each other. */
export const expectedOf = (counts: ReportCounts): number =>
  ((counts.a + counts.b) * (counts.a + counts.c)) / totalOf(counts);

/** With ½ in every cell (Haldane, Anscombe), if one of them is empty: then no ratio divides by 0. */
export function withoutZeros(counts: ReportCounts): ReportCounts {
  const { a, b, c, d } = counts;
  return Math.min(a, b, c, d) > 0 ? counts : { a: a + 0.5, b: b + 0.5, c: c + 0.5, d: d + 0.5 };
}
