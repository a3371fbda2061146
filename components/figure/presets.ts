/** The presets of an experiment as its figure gets them. Build time only (Node). */
import type { Preset } from './lab/Presets.tsx';

export function presetsOf(_id: string): Promise<readonly Preset[]> {
  return Promise.resolve([]);
}
