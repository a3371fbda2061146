/** Runs experiments off the main thread, in slices, so that a cancel gets in; on the main thread where no worker may start. */
import type { Experiment, Progress, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { loadExperiment, loadWords } from '../../../sim/experiments/index.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import type { CrewOptions, RunCrew } from '../../host/crew/crew.ts';
import { judge } from '../../host/goals.ts';
import { neededBy, plainHost, play, type Host } from '../../../sim/run.ts';
import { defaultsOf } from '../../../sim/settings.ts';
import type { FromWorker, Line, ToWorker } from './protocol.ts';

/** Between two looks at the messages, while a reader waits for the first rows; on the page always. */
const SLICE_MS = 10;
/** Later only a cancel is waited for: so long, and messages cost little. */
const LATER_MS = 60;
const EARLY_MS = 400;
/** Rows travel together, so often at most: a page that draws more often burns the core that computes. */
const POST_MS = 100;

/** Lets waiting messages in. A message is not throttled in background tabs as a timer is. */
function createBreath(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/** @param where on the page, a slice must leave room for a frame */
export function serve(line: Line<FromWorker>, where: 'worker' | 'page'): void {
  const breathe = createBreath();
  let wanted = 0;
  /** Of the run that is wanted, if it can have helpers. */
  let crew: RunCrew | undefined;
  line.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === 'prepare') {
      // What fails now is told when it is wanted.
      void prepare(data.id).catch(() => undefined);
      return;
    }
    if (data.type === 'cancel') {
      if (wanted === data.run) {
        wanted = 0;
        crew?.end();
      }
      line.postMessage({ type: 'cancelled', run: data.run });
      return;
    }
    wanted = data.run;
    crew?.end();
    crew = undefined;
    void perform(data).catch((error: unknown) => {
      if (wanted === data.run) crew?.end();
      line.postMessage({ type: 'failed', run: data.run, reason: reasonOf(error) });
    });
  };
  line.postMessage({ type: 'ready' });

  async function perform({
    run,
    id,
    settings,
    plain,
    resumed,
    dropped,
    workers,
  }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
    const [experiment, words] = await Promise.all([loadExperiment(id), loadWords(id)]);
    const started = performance.now();
    const { kind, host } = await hostFor(experiment, settings, plain);
    if (kind) line.postMessage({ type: 'engine', run, kind });
    // The page's own thread starts no helpers, and an instant figure has no use for them.
    const crewHere = kind && experiment.clock && where === 'worker' ? await loadCrew() : undefined;
    if (wanted !== run) return;
    // Only now: helpers leave whatever they do for the run that takes them last.
    const lent = crewHere?.({ plain: kind === 'plain', workers });
    crew = lent;
    await lent?.ready();
    let told = 0;
    const tellWorkers = () => {
      if (!lent || lent.used() === told) return;
      told = lent.used();
      line.postMessage({ type: 'workers', run, count: told });
    };
    let progress: Progress | undefined;
    let arrived: Row[] = [];
    let posted = 0;
    const post = (now: number) => {
      tellWorkers();
      if (arrived.length === 0 && !progress) return;
      line.postMessage({ type: 'rows', run, rows: arrived, ...(progress && { progress }) });
      [arrived, progress, posted] = [[], undefined, now];
    };
    const rows = play(experiment, settings, {
      ...host,
      ...(lent && { crew: lent }),
      at: (place) => (progress = place),
      keep: (name, trained) => line.postMessage({ type: 'trained', run, name, trained }),
      ...(resumed && { resumed }),
      ...(dropped !== undefined && { dropped }),
    });
    while (wanted === run) {
      const begun = performance.now();
      const later = where === 'worker' && begun - started > EARLY_MS;
      const until = begun + (later ? LATER_MS : SLICE_MS);
      do {
        const next = rows.next();
        if (next.done) {
          lent?.end();
          tellWorkers();
          const seconds = (performance.now() - started) / 1000;
          const { hash } = next.value;
          const goals = Object.fromEntries(
            Object.entries(words.goals).map(([name, goal]) => [name, judge(goal, next.value)]),
          );
          line.postMessage({ type: 'done', run, rows: arrived, hash, seconds, goals, times: lent?.times() });
          return;
        }
        if (next.value) arrived.push(next.value);
        else await lent?.waiting();
      } while (wanted === run && performance.now() < until);
      const now = performance.now();
      if (now - posted >= POST_MS) post(now);
      await breathe();
    }
  }
}

/** In words for the reader: engines say each in its own way that a script did not arrive. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return /dynamically imported module|importing a module script|module script failed/i.test(said)
    ? 'a part of the program could not be loaded. Reload the page.'
    : said;
}

/** Helpers are workers that this one starts itself. Where the program for that does not arrive, it computes alone. */
async function loadCrew(): Promise<((options: Omit<CrewOptions, 'most'>) => RunCrew) | undefined> {
  try {
    return (await import('../../host/crew/browserCrew.ts')).crewHere;
  } catch {
    return undefined;
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

if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  serve(self, 'worker');
}
