/** A helper in a browser: a worker that another worker has started. */
import { createWorkbench } from '../../../sim/stages/workbench.ts';
import { perform } from '../../../sim/stages/tasks.ts';
import { kernelsHere } from '../browserKernels.ts';
import type { ToHelper } from './messages.ts';
import { serveLead } from './serve.ts';

const hear = serveLead(
  (message, travels) => self.postMessage(message, { transfer: travels }),
  async (plain) => {
    const { kernels } = await kernelsHere(plain);
    const workbench = createWorkbench(kernels());
    return (order, shards) => perform(workbench, order, shards);
  },
);
self.onmessage = ({ data }: MessageEvent<ToHelper>) => hear(data);
