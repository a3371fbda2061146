/** How far reports of a drug and an event exceed what the margins of the table let one expect: PRR, ROR and χ². */
import { exp } from '../float.ts';
import { totalOf, withoutZeros, type ReportCounts } from './reportCounts.ts';

/** A ratio and its 95 % interval. */
export interface Ratio {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const Z95 = 1.959963984540054;

/** @param variance of the logarithm */
function around(value: number, variance: number): Ratio {
  const factor = exp(Z95 * Math.sqrt(variance));
  return { value, lower: value / factor, upper: value * factor };
}

/** Proportional reporting ratio (Evans 2001 [@evans2001]): a/(a + b) over c/(c + d). */
export function proportionalReportingRatio(counts: ReportCounts): Ratio {
  const { a, b, c, d } = withoutZeros(counts);
  return around(a / (a + b) / (c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d));
}

/** Reporting odds ratio: ad / bc. */
export function reportingOddsRatio(counts: ReportCounts): Ratio {
  const { a, b, c, d } = withoutZeros(counts);
  return around((a / b) * (d / c), 1 / a + 1 / b + 1 / c + 1 / d);
}

/**
 * χ² with one degree of freedom; 0 where a margin is empty.
 *
 * @param yates N/2 is taken from |ad − bc|, as far as that goes
 */
export function chiSquared(counts: ReportCounts, yates: boolean): number {
  const { a, b, c, d } = counts;
  const total = totalOf(counts);
  const margins = [a + b, c + d, a + c, b + d];
  if (margins.includes(0)) return 0;
  const away = Math.max(0, Math.abs(a * d - b * c) - (yates ? total / 2 : 0));
  // Divided one by one: the product of all margins has more digits than a double.
  return margins.reduce((square, margin) => square / margin, total * away * away);
}
