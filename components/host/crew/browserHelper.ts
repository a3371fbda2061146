/** A helper in a browser: a worker that another worker has started. */
import { createBench } from '../../../sim/stages/bench.ts';
import { perform } from '../../../sim/stages/tasks.ts';
import { kernelsHere } from '../browserKernels.ts';
import type { ToHelper } from './messages.ts';
import { serveLead } from './serve.ts';

const hear = serveLead(
  (message, travels) => self.postMessage(message, { transfer: travels }),
  async (plain) => {
    const { kernels } = await kernelsHere(plain);
    const bench = createBench(kernels());
    return (order, shards) => perform(bench, order, shards);
  },
);
self.onmessage = ({ data }: MessageEvent<ToHelper>) => hear(data);
