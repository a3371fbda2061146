/** The scale of scores: what turns them into rewards of mean 0 and deviation 1 on answers of the reference. */
import { mean } from '../measure/mean.ts';

export interface Standard {
  readonly mean: number;
  readonly deviation: number;
}

/** Answers of the reference on which a scale is measured. */
export const STANDARD_SAMPLES = 256;

export const standardised = (score: number, { mean, deviation }: Standard): number =>
  (score - mean) / deviation;

/** Mean and deviation of some scores. */
export function standardOf(scores: readonly number[]): Standard {
  const centre = mean(scores);
  return {
    mean: centre,
    deviation: Math.sqrt(mean(scores.map((each) => (each - centre) * (each - centre)))),
  };
}
