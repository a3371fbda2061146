/** One figure's link to its worker: starts runs, cancels them, and falls back to the main thread. */
import type { Progress, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import { isAnswer, type Finished, type Line, type ToWorker } from './protocol.ts';

export interface RunEvents {
  /** Which kernels the run computes with, before its first row. */
  engine(kind: KernelKind): void;
  /** How many workers most of the time was spent with so far, if the run can have several. */
  workers(count: number): void;
  rows(rows: readonly Row[], progress: Progress | undefined): void;
  /** A model that the run has trained. */
  trained(name: string, trained: Checkpoint): void;
  done(rows: readonly Row[], finished: Finished): void;
  failed(reason: string): void;
}

export interface RunOptions {
  /** Plain TypeScript, though SIMD may be there. */
  readonly plain?: boolean;
  /** A reader's own model, from which the run goes on. */
  readonly resumed?: Checkpoint;
  /** The text of a reader's own file of facts, on which the run trains. */
  readonly dropped?: string;
  /** So many workers; undefined: as many as pay. */
  readonly workers?: number;
}

export interface Runner {
  /** Starts a run; an earlier one is dropped. */
  run(id: string, settings: Settings, events: RunEvents, options?: RunOptions): void;
  /** Starts the worker and lets it load what a run of this experiment needs. */
  prepare(id: string): void;
  cancel(): void;
  close(): void;
}

/** A worker that does not answer a cancel within this time is replaced. */
const PATIENCE_MS = 250;
/**
 * A run that may have helpers and says nothing for so long is begun again without any, and its rows go on where they
 * were: now and then, a worker that starts others hangs (seen in Firefox 153).
 */
const SILENCE_MS = 15_000;
/** A worker that is not loaded by then is given up. */
const LOAD_MS = 30_000;

export const NOT_LOADED =
  'the program for it could not be loaded. Reload the page; if you are offline, go online first.';
const STRANGE = 'the worker answered with something else than rows. Reload the page.';

interface Port extends Line<ToWorker> {
  close(): void;
}

/** A run that was asked for and has not ended. */
interface Open {
  readonly message: Extract<ToWorker, { type: 'run' }>;
  readonly events: RunEvents;
  /** Rows that were handed on. */
  heard: number;
  /** Rows that come once more before new ones do. */
  again: number;
}

export function createRunner(): Runner {
  let port: Promise<Port> | undefined;
  let open: Open | undefined;
  let last = 0;
  let isWorker = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  /** Cancels that wait for an answer, by run. */
  const waiting = new Map<number, ReturnType<typeof setTimeout>>();

  const fail = (reason: string) => {
    clearTimeout(silence);
    const failed = open;
    open = undefined;
    failed?.events.failed(reason);
  };

  const receive = ({ data }: MessageEvent<unknown>) => {
    if (!isAnswer(data)) {
      drop();
      fail(STRANGE);
      return;
    }
    if (data.type === 'ready') return;
    if (data.type === 'cancelled') {
      clearTimeout(waiting.get(data.run));
      waiting.delete(data.run);
      return;
    }
    if (data.run !== open?.message.run) return;
    const asked = open;
    const { events } = asked;
    watch(asked);
    if (data.type === 'engine') events.engine(data.kind);
    else if (data.type === 'workers') events.workers(data.count);
    else if (data.type === 'rows') events.rows(fresh(asked, data.rows), data.progress);
    else if (data.type === 'trained') events.trained(data.name, data.trained);
    else if (data.type === 'done') {
      clearTimeout(silence);
      open = undefined;
      events.done(fresh(asked, data.rows), data);
    } else fail(data.reason);
  };

  /** Ends the worker; the next run starts another. */
  const drop = () => {
    void port?.then((dropped) => dropped.close()).catch(() => undefined);
    port = undefined;
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
  };

  const connect = async (): Promise<Port> => {
    const worker = await startWorker(onBreak);
    isWorker = worker !== undefined;
    const connected = worker ?? (await startHere());
    connected.onmessage = receive;
    return connected;
  };

  /** A worker that has run breaks off. */
  const onBreak = (reason: string) => {
    drop();
    fail(reason);
  };

  /** Sends what is open as soon as there is someone to hear it. */
  const post = (asked: Open) => {
    port ??= connect();
    const connecting = port;
    connecting.then(
      (connected) => {
        if (open !== asked) return;
        connected.postMessage(asked.message);
        watch(asked);
      },
      () => {
        if (port === connecting) port = undefined; // the next press tries again
        if (open === asked) fail(NOT_LOADED);
      },
    );
  };

  const watch = (asked: Open) => {
    clearTimeout(silence);
    if (!isWorker || asked.message.workers === 1) return;
    silence = setTimeout(() => {
      if (open !== asked) return;
      drop();
      last += 1; // what the other one may still say is of another run
      const message = { ...asked.message, run: last, workers: 1 };
      open = { ...asked, message, again: asked.heard, heard: 0 };
      post(open);
    }, SILENCE_MS);
  };

  /** It computes on and hears nothing: another one takes the run that is open by now. */
  const replace = () => {
    drop();
    if (open) post(open);
  };

  return {
    run(id, settings, events, options = {}) {
      last += 1;
      open = { message: { type: 'run', run: last, id, settings, ...options }, events, heard: 0, again: 0 };
      post(open);
    },
    prepare(id) {
      port ??= connect();
      // What fails now is told when it is wanted.
      port.then(
        (connected) => connected.postMessage({ type: 'prepare', id }),
        () => (port = undefined),
      );
    },
    cancel() {
      if (!open) return;
      const { run } = open.message;
      clearTimeout(silence);
      open = undefined;
      void port?.then(
        (connected) => {
          connected.postMessage({ type: 'cancel', run });
          waiting.set(run, setTimeout(replace, PATIENCE_MS));
        },
        () => undefined,
      );
    },
    close() {
      clearTimeout(silence);
      open = undefined;
      drop();
    },
  };
}

/** Those of some rows that were not handed on before. */
function fresh(asked: Open, rows: readonly Row[]): readonly Row[] {
  const skipped = Math.max(0, asked.again - asked.heard);
  asked.heard += rows.length;
  return rows.slice(skipped);
}

/**
 * A worker that is loaded and hears; undefined where none may start or none can be loaded.
 *
 * @param onBreak is told when it breaks off later
 */
function startWorker(onBreak: (reason: string) => void): Promise<Port | undefined> | undefined {
  if (typeof Worker === 'undefined') return undefined;
  let worker: Worker;
  try {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
  return new Promise((resolve) => {
    let loaded = false;
    const giveUp = () => {
      clearTimeout(timer);
      worker.terminate();
      resolve(undefined);
    };
    const timer = setTimeout(giveUp, LOAD_MS);
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data) || data.type !== 'ready') {
        giveUp();
        return;
      }
      loaded = true;
      clearTimeout(timer);
      resolve(Object.assign(worker, { close: () => worker.terminate() }));
    };
    worker.addEventListener('error', (error) => {
      error.preventDefault();
      if (loaded) onBreak(error.message || 'the worker stopped');
      else giveUp();
    });
  });
}

/** No Worker, or none that may start (a sandboxed frame): the same code, in slices, on this thread. */
async function startHere(): Promise<Port> {
  const { port1, port2 } = new MessageChannel();
  const { serve } = await import('./worker.ts');
  serve(port2, 'page');
  return port1;
}
