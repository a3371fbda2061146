/** How long and how fast the methods learn: one learning rate for each family. */
import { learningRate } from '../../model/schedule.ts';

/** Verdicts of an update. */
export const BATCH = 64;

/** Warm-up over a twentieth, then linearly to a fifth. */
export const rateOf = (peak: number, step: number, steps: number): number =>
  learningRate(step, { peak, floor: peak / 5, warmUp: Math.ceil(steps / 20), steps, decay: 'linear' });

/** Of five or six tried on seeds 52 and 53, those with which the methods of a family had the smallest gap on average. */
export const PEAKS = { imitation: 1.5e-3, gradient: 2e-3, pairs: 2.5e-4 } as const;
