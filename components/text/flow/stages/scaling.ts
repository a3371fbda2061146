/** Data flow of one step on many GPUs, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const scaling: Flow = {
  label: 'Data flow of one step on many GPUs',
  stage: 0,
  nodes: [
    {
      id: 'batch',
      is: 'data',
      name: 'batch',
      note: 'a part for each GPU, cut into micro-batches',
      says: 'cut into parts, one for each GPU; each part is cut into micro-batches',
      at: [0, 1],
    },
    {
      id: 'first',
      is: 'trained',
      name: 'GPU 1',
      note: 'adds up the gradients of its micro-batches',
      says: 'reads its micro-batches one after the other, and adds each gradient to those before; the weights stay as they are',
      at: [1, 0],
    },
    {
      id: 'second',
      is: 'trained',
      name: 'GPU 2',
      note: 'the same weights, other micro-batches',
      says: 'does the same with the same weights and other micro-batches',
      at: [1, 1],
    },
    {
      id: 'last',
      is: 'trained',
      name: 'GPU g',
      note: 'as many copies as there are GPUs',
      says: 'and so on, up to the last',
      at: [1, 2],
    },
    {
      id: 'sum',
      is: 'rule',
      name: 'all-reduce',
      note: 'the gradients are summed; every GPU receives the sum',
      says: 'the gradients of all GPUs are summed, and every GPU receives the sum',
      at: [2, 1],
    },
    {
      id: 'update',
      is: 'rule',
      name: 'update',
      note: 'the same step on every GPU',
      says: 'every GPU makes the same step, so that all copies of the model stay equal; then comes the next batch',
      at: [2, 2],
    },
  ],
  edges: [
    { from: 'batch', to: 'first' },
    { from: 'batch', to: 'second' },
    { from: 'batch', to: 'last' },
    { from: 'first', to: 'sum' },
    { from: 'second', to: 'sum' },
    { from: 'last', to: 'sum' },
    { from: 'sum', to: 'update' },
    { from: 'update', to: 'batch', is: 'again', label: 'next batch', sides: ['bottom', 'left'] },
  ],
};
