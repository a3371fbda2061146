/** A helper in Node: a thread. */
import { parentPort } from 'node:worker_threads';
import { createBench } from '../../../sim/stages/bench.ts';
import { perform } from '../../../sim/stages/tasks.ts';
import { nodeKernels } from '../node.ts';
import { serveLead } from './serve.ts';

const hear = serveLead(
  (message, travels) => parentPort!.postMessage(message, travels),
  () => {
    const bench = createBench(nodeKernels());
    return Promise.resolve((order, shards) => perform(bench, order, shards));
  },
);
parentPort!.on('message', hear);
