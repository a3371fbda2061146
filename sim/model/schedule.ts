/** The learning rate over a training: linear warm-up, then a decay to a floor. */
import { cosPi } from '../float.ts';

export interface Schedule {
  readonly peak: number;
  /** What is left at the end. */
  readonly floor: number;
  readonly warmUp: number;
  readonly steps: number;
  readonly decay: 'cosine' | 'linear';
}

/** Learning rate of step 0 … steps − 1; it reaches the peak at the last step of the warm-up. */
export function learningRate(step: number, { peak, floor, warmUp, steps, decay }: Schedule): number {
  if (step < warmUp) return (peak * (step + 1)) / warmUp;
  const passed = Math.min(1, (step - warmUp) / Math.max(1, steps - warmUp));
  // Cosine: Loshchilov and Hutter 2017, eq. 5 [@loshchilov2017], without restarts.
  const left = decay === 'cosine' ? (1 + cosPi(passed)) / 2 : 1 - passed;
  return floor + (peak - floor) * left;
}
