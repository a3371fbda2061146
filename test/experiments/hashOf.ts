/**
 * The hash of a run: a default's is recorded, and recomputed by `recordings.test.ts`; that of the small settings too, by
 * the contract; another is computed here, once.
 */
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
  const isLike = (other: Partial<Settings>) =>
    Object.entries(settings).every(([name, value]) => value === (other[name] ?? defaults[name]));
  if (isLike({})) return recordingOf(id).runs[0]!.hash;
  if (isLike(experiment.small)) return recordingOf(id).small;
  const key = `${id} ${JSON.stringify(settings)}`;
  const hash = known.get(key) ?? finish(experiment, settings, nodeHost).hash;
  known.set(key, hash);
  return hash;
}
