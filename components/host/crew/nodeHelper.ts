/** A helper in Node: a thread. */
import { parentPort } from 'node:worker_threads';
import { createWorkbench } from '../../../sim/stages/workbench.ts';
import { perform } from '../../../sim/stages/tasks.ts';
import { nodeKernels } from '../node.ts';
import { serveLead } from './serve.ts';

const hear = serveLead(
  (message, travels) => parentPort!.postMessage(message, travels),
  () => {
    const workbench = createWorkbench(nodeKernels());
    return Promise.resolve((order, shards) => perform(workbench, order, shards));
  },
);
parentPort!.on('message', hear);
