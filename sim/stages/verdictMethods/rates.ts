/** How long and how fast the methods learn: one learning rate for each family. */
import { learningRate } from '../../model/schedule.ts';

/** Verdicts of an update. */
export const BATCH = 64;

/** Warm-up over a twentieth, then linearly to a fifth. */
export const rateOf = (peak: number, step: number, steps: number): number =>
  learningRate(step, { peak, floor: peak / 5, warmUp: Math.ceil(steps / 20), steps, decay: 'linear' });

export const PEAKS = { imitation: 1e-3, gradient: 2e-3, pairs: 1e-3 } as const;
