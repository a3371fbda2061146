/** Histories by settings: a default run is its recording, which recordings.test.ts computes again; others are run once a process. */
import { nodeHost } from '../../components/host/node.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import type { Experiment, History } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';

const known = new Map<string, History>();

export function historyOf(experiment: Experiment, overrides: Partial<Settings>): History {
  const { id, params } = experiment;
  const defaults = defaultsOf(params);
  const settings: Partial<Settings> = { ...defaults, ...overrides };
  const changed = Object.entries(settings).some(([name, value]) => value !== defaults[name]);
  if (!changed) return recordedRun(id);
  const key = `${id} ${JSON.stringify(settings)}`;
  const history = known.get(key) ?? finish(experiment, settings, nodeHost);
  known.set(key, history);
  return history;
}
