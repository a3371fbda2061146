/** One figure's link to its worker: starts runs, cancels them, and falls back to the main thread. */
import type { Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import type { Finished, FromWorker, Line, ToWorker } from './protocol.ts';

export interface RunEvents {
  /** Which kernels the run computes with, before its first row. */
  engine(kind: KernelKind): void;
  rows(rows: readonly Row[]): void;
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

export function createRunner(): Runner {
  let line: Promise<Line<ToWorker> & { close(): void }> | undefined;
  let current = 0;
  let events: RunEvents | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const receive = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'cancelled') {
      clearTimeout(patience);
      return;
    }
    if (data.run !== current) return;
    if (data.type === 'engine') events?.engine(data.kind);
    else if (data.type === 'rows') events?.rows(data.rows);
    else if (data.type === 'trained') events?.trained(data.name, data.trained);
    else if (data.type === 'done') events?.done(data.rows, data);
    else events?.failed(data.reason);
  };

  const connect = async () => {
    const connected = startWorker() ?? (await startHere());
    connected.onmessage = receive;
    return connected;
  };

  /** No Worker, or none that may start (a sandboxed frame): the same code, in slices, on this thread. */
  const startHere = async () => {
    const { port1, port2 } = new MessageChannel();
    const { serve } = await import('./worker.ts');
    serve(port2);
    return port1;
  };

  const startWorker = () => {
    if (typeof Worker === 'undefined') return undefined;
    try {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
      let heard = false;
      worker.addEventListener('message', () => (heard = true), { once: true });
      worker.addEventListener('error', (error) => {
        error.preventDefault();
        if (heard) events?.failed(error.message || 'the worker stopped');
        else {
          // It never ran: move the open run to this thread.
          line = startHere().then((port) => {
            port.onmessage = receive;
            return port;
          });
          void line.then((port) => {
            if (open) port.postMessage(open);
          });
        }
      });
      return Object.assign(worker, { close: () => worker.terminate() });
    } catch {
      return undefined;
    }
  };

  let open: ToWorker | undefined;
  return {
    run(id, settings, listeners, options = {}) {
      current += 1;
      events = listeners;
      const message = { type: 'run', run: current, id, settings, ...options } as const;
      open = message;
      line ??= connect();
      void line.then((port) => {
        if (message.run === current) port.postMessage(message);
      });
    },
    prepare(id) {
      line ??= connect();
      void line.then((port) => port.postMessage({ type: 'prepare', id }));
    },
    cancel() {
      if (!line) return;
      const cancelled = current;
      current += 1;
      events = undefined;
      open = undefined;
      const asked = line;
      patience = setTimeout(() => {
        if (line === asked) line = undefined;
        void asked.then((port) => port.close());
      }, PATIENCE_MS);
      void asked.then((port) => port.postMessage({ type: 'cancel', run: cancelled }));
    },
    close() {
      void line?.then((port) => port.close());
      line = undefined;
      clearTimeout(patience);
    },
  };
}
