/** Speed-ups that `npm run bench -- workers` has measured, as `content/speed-up.json` holds them. */
import type { Settings } from '../../sim/param.ts';
import type { Measured } from './lab/amdahl.ts';

export interface SpeedUps {
  readonly machine: string;
  readonly date: string;
  readonly cases: readonly { readonly settings: Partial<Settings>; readonly measured: readonly Measured[] }[];
}
