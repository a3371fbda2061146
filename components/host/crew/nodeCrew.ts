/** The crew of a run in Node: worker threads. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SHARDS } from '../../../sim/crew.ts';
import { createCrew, type RunCrew } from './crew.ts';
import { createHelpers } from './helpers.ts';
import { realClock, type Port } from './messages.ts';
import { createPace } from './pace.ts';

const THREAD = join(process.cwd(), 'components/host/crew/nodeHelper.ts');

function openHelper(): Port {
  const thread = new Worker(THREAD);
  return {
    post: (message, travels) => thread.postMessage(message, travels),
    listen(hear, fail) {
      thread.on('message', hear);
      for (const event of ['messageerror', 'error', 'exit']) thread.on(event, fail);
    },
    close: () => void thread.terminate(),
  };
}

/** @returns a crew of so many workers, and what ends them */
export function nodeCrew(workers: number): { readonly crew: RunCrew; close(): void } {
  const helpers = createHelpers(openHelper, realClock);
  const crew = createCrew(helpers, createPace(), realClock, { workers, most: SHARDS, plain: false });
  return {
    crew,
    close() {
      crew.end();
      helpers.close();
    },
  };
}
