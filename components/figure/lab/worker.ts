/** Runs experiments off the main thread, in slices, so that a cancel gets in; on the main thread where no worker may start. */
import type { Experiment, History } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { Words } from '../../../sim/words.ts';
import { loadExperiment, loadWords } from '../../../sim/experiments/index.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import { measured, neededBy, plainHost, play, type Host } from '../../../sim/run.ts';
import { defaultsOf } from '../../../sim/settings.ts';
import type { FromWorker, GoalResult, Line, ToWorker } from './protocol.ts';

const SLICE_MS = 10;

/** Lets waiting messages in. A message is not throttled in background tabs as a timer is. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export function serve(line: Line<FromWorker>): void {
  let wanted = 0;
  line.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === 'prepare') {
      // What fails now is told when it is wanted.
      void prepare(data.id).catch(() => undefined);
      return;
    }
    if (data.type === 'cancel') {
      if (wanted === data.run) wanted = 0;
      line.postMessage({ type: 'cancelled', run: data.run });
      return;
    }
    wanted = data.run;
    void perform(data).catch((error: unknown) => {
      line.postMessage({
        type: 'failed',
        run: data.run,
        reason: error instanceof Error ? error.message : String(error),
      });
    });
  };

  async function perform({
    run,
    id,
    settings,
    plain,
    resumed,
  }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
    // All that a run needs is loaded before it begins: in its slices it waits for messages alone.
    const [experiment, words] = await Promise.all([loadExperiment(id), loadWords(id)]);
    const started = performance.now();
    const { kind, host } = await hostFor(experiment, settings, plain);
    if (kind) line.postMessage({ type: 'engine', run, kind });
    const rows = play(experiment, settings, {
      ...host,
      keep: (name, trained) => line.postMessage({ type: 'trained', run, name, trained }),
      ...(resumed && { resumed }),
    });
    while (wanted === run) {
      const until = performance.now() + SLICE_MS;
      const slice = [];
      do {
        const next = rows.next();
        if (next.done) {
          const seconds = (performance.now() - started) / 1000;
          const { hash } = next.value;
          line.postMessage({
            type: 'done',
            run,
            rows: slice,
            hash,
            seconds,
            goals: judge(words, next.value),
          });
          return;
        }
        if (next.value) slice.push(next.value);
      } while (performance.now() < until);
      if (slice.length > 0) line.postMessage({ type: 'rows', run, rows: slice });
      await breathe();
    }
  }
}

/** Loads what a run needs: kernels, and the trained models from which it starts. */
async function hostFor(
  experiment: Experiment,
  settings: Settings,
  plain?: boolean,
): Promise<{ kind?: KernelKind; host: Host }> {
  if (!experiment.engine) return { host: plainHost };
  const { kind, kernels } = await (await import('../../host/browserKernels.ts')).kernelsHere(plain);
  const names = neededBy(experiment, settings);
  const models = new Map<string, Checkpoint>();
  if (names.length > 0) {
    const { modelHere } = await import('../../host/browserModels.ts');
    await Promise.all(names.map(async (name) => models.set(name, await modelHere(name))));
  }
  return { kind, host: { createKernels: kernels, model: (name) => models.get(name)! } };
}

async function prepare(id: string): Promise<void> {
  const [experiment] = await Promise.all([loadExperiment(id), loadWords(id)]);
  await hostFor(experiment, defaultsOf(experiment.params));
}

function judge({ goals }: Words, { rows, settings }: History): Record<string, GoalResult> {
  return Object.fromEntries(
    Object.entries(goals).map(([name, goal]) => {
      const value = goal.measure(measured(rows));
      const why = goal.unless?.(settings);
      const met = why === undefined && value >= goal.target[0] && value <= goal.target[1];
      return [name, { value, met, ...(why !== undefined && { why }) }];
    }),
  );
}

if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  serve(self);
}
