/** The hash of a run: a default's is recorded, and recomputed by `recordings.test.ts`; another is computed here, once. */
import { nodeHost } from '../../components/host/node.ts';
import { recordingOf } from '../../components/host/recordings.ts';
import type { Experiment } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';

const known = new Map<string, string>();

export function hashOf(experiment: Experiment, overrides: Partial<Settings>): string {
  const { id, params } = experiment;
  const defaults = defaultsOf(params);
  const settings: Partial<Settings> = { ...defaults, ...overrides };
  const changed = Object.entries(settings).some(([name, value]) => value !== defaults[name]);
  if (!changed) return recordingOf(id).runs[0]!.hash;
  const key = `${id} ${JSON.stringify(settings)}`;
  const hash = known.get(key) ?? finish(experiment, settings, nodeHost).hash;
  known.set(key, hash);
  return hash;
}
