/** One thread of the pool: runs the experiments that it is asked for, one after another. */
import { parentPort } from 'node:worker_threads';
import { loadExperiment } from '../../sim/experiments/index.ts';
import type { Checkpoint } from '../../sim/model/checkpoint.ts';
import { finish } from '../../sim/run.ts';
import { nodeHost } from './node.ts';
import type { Answer, Job } from './pool.ts';

async function perform({ id, settings }: Job): Promise<Answer> {
  const started = performance.now();
  try {
    const trained = new Map<string, Checkpoint>();
    const experiment = await loadExperiment(id);
    const host = { ...nodeHost, keep: (name: string, model: Checkpoint) => void trained.set(name, model) };
    const history = finish(experiment, settings, host);
    return { id, settings, history, trained, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort!.on('message', (job: Job) => void perform(job).then((answer) => parentPort!.postMessage(answer)));
