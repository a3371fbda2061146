/**
 * Seconds that the default run of every figure takes in Node: processor time of one thread, so that what else the machine does
 * counts little. The models from which runs start are there.
 */
import { ensureModels } from '../../../components/host/models.ts';
import { nodeHost } from '../../../components/host/node.ts';
import { experimentIds, loadExperiment } from '../../../sim/experiments/index.ts';
import { finish } from '../../../sim/run.ts';
import { thisMachine } from '../machine.ts';

export interface RunTimings {
  readonly machine: string;
  /** "2026-11-27" */
  readonly date: string;
  /** Experiment → seconds. */
  readonly seconds: Readonly<Record<string, number>>;
}

export async function benchRuns(): Promise<RunTimings> {
  await ensureModels();
  const seconds: Record<string, number> = {};
  for (const id of experimentIds) {
    const experiment = await loadExperiment(id);
    const started = process.threadCpuUsage();
    finish(experiment, {}, nodeHost);
    const { user, system } = process.threadCpuUsage(started);
    seconds[id] = Math.round((user + system) / 1000) / 1000;
  }
  return { machine: thisMachine(), date: new Date().toISOString().slice(0, 10), seconds };
}
