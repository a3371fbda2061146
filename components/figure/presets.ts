/** The presets of an experiment as its figure gets them. Build time only (Node). */
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { recordedRunOf } from '../host/recordings.ts';
import type { Preset } from './lab/Presets.tsx';

export async function presetsOf(id: string): Promise<Preset[]> {
  const { params } = await loadExperiment(id);
  const { presets } = await loadWords(id);
  return presets.map(({ label, settings }) => {
    const hash = recordedRunOf(id, settings)?.hash;
    return {
      ...(label !== undefined && { label }),
      settings: { ...defaultsOf(params), ...settings } as Settings,
      ...(hash !== undefined && { hash }),
    };
  });
}
