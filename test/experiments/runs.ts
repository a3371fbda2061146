/** Histories by settings: a default run is shared by the whole test run, another by those of this process. */
import { nodeHost } from '../../components/host/node.ts';
import type { Experiment, History } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { recomputed } from './recomputed.ts';

const known = new Map<string, History>();

export async function historyOf(experiment: Experiment, overrides: Partial<Settings>): Promise<History> {
  const { id, params } = experiment;
  const defaults = defaultsOf(params);
  const settings: Partial<Settings> = { ...defaults, ...overrides };
  const changed = Object.entries(settings).some(([name, value]) => value !== defaults[name]);
  if (!changed) return recomputed(id);
  const key = `${id} ${JSON.stringify(settings)}`;
  const history = known.get(key) ?? finish(experiment, settings, nodeHost);
  known.set(key, history);
  return history;
}
