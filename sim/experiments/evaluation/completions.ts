/** All ways to complete the five printed questions to eight that have the printed means and the printed smallest gain. */
import { eightQuestions } from '../../examples/eightQuestions.ts';

/** Rewards in tenths, so that sums are exact. */
const tenths = (reward: number) => Math.round(reward * 10);

const printed = eightQuestions
  .filter(({ documented }) => documented)
  .map(({ before, after }) => [tenths(before.reward), tenths(after.reward)] as const);
const sumOf = (place: 0 | 1) => printed.reduce((sum, pair) => sum + pair[place], 0);

/** Sums of eight: the only ones in tenths whose means are 3.27 and 5.28 to within half a hundredth. */
const SUMS = { before: 262, after: 422 } as const;
/** Where the other rewards are looked for, in tenths. */
const BEFORE = [25, 45] as const;
const AFTER = [48, 58] as const;
/** +35 % as printed, to the whole per cent. */
const SMALLEST = [0.345, 0.355] as const;

function* triples([low, high]: readonly [number, number], sum: number, ordered: boolean) {
  for (let a = low; a <= high; a++) {
    for (let b = ordered ? a : low; b <= high; b++) {
      const c = sum - a - b;
      if (c >= (ordered ? b : low) && c <= high) yield [a, b, c] as const;
    }
  }
}

export interface Completions {
  readonly count: number;
  /** Smallest and largest mean of the eight ratios, as an improvement. */
  readonly lowest: number;
  readonly highest: number;
}

let known: Completions | undefined;

/** Kept: nothing can be set that changes it. */
export function completions(): Completions {
  if (known) return known;
  const afters = [...triples(AFTER, SUMS.after - sumOf(1), false)];
  let count = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (const before of triples(BEFORE, SUMS.before - sumOf(0), true)) {
    for (const after of afters) {
      const ratios = [...printed, ...before.map((b, i) => [b, after[i]!] as const)].map(
        ([b, a]) => a / b - 1,
      );
      const smallest = ratios.reduce((least, ratio) => Math.min(least, ratio));
      if (smallest < SMALLEST[0] || smallest >= SMALLEST[1]) continue;
      const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      count++;
      lowest = Math.min(lowest, mean);
      highest = Math.max(highest, mean);
    }
  }
  return (known = { count, lowest, highest });
}
