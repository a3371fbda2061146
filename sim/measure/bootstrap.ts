/** Intervals by resampling (Efron 1979 [@efron1979]). */
import type { Rng } from '../rng.ts';

/** The q-quantile of numbers, linear between neighbours. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** 2.5 and 97.5 % of repetitions, for every place of their vectors. */
export function middle95(repetitions: readonly Float64Array[]): (readonly [number, number])[] {
  return Array.from(repetitions[0]!, (_, i) => {
    const values = repetitions.map((each) => each[i]!);
    return [quantile(values, 0.025), quantile(values, 0.975)] as const;
  });
}

/**
 * What a statistic gives on samples drawn with replacement.
 *
 * @param units what is drawn: games or, where games share a question, all games of a question
 */
export function bootstrap<T>(
  units: readonly T[],
  rounds: number,
  rng: Rng,
  statistic: (sample: readonly T[]) => Float64Array,
): Float64Array[] {
  return Array.from({ length: rounds }, () =>
    statistic(Array.from(units, () => units[rng.integer(units.length)]!)),
  );
}
