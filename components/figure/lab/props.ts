/** What the page hands to the island of a figure. */
import type { Declaration } from '../../../sim/experiment.ts';
import type { Prediction } from './Predict.tsx';
import type { Preset } from './Presets.tsx';

export interface LabProps {
  readonly declaration: Declaration;
  readonly figureId: string;
  /** The rows of the default run. */
  readonly recordingUrl: string;
  /** Where the rows of a preset are, before their hash. */
  readonly recordingsUrl: string;
  readonly embedUrl: string;
  readonly presets: readonly Preset[];
  readonly prediction?: Prediction;
  /** Values of the clock in the recorded default. */
  readonly positions: readonly number[];
}
