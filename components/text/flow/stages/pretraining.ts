/** Data flow of pretraining, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const pretraining: Flow = {
  label: 'Data flow of pretraining',
  stage: 0,
  nodes: [
    {
      id: 'corpus',
      is: 'data',
      name: 'corpus',
      note: 'cleaned (chapter 2), in tokens (chapter 3)',
      says: 'cleaned text (chapter 2), cut into tokens (chapter 3)',
      at: [0, 0],
    },
    {
      id: 'batch',
      is: 'data',
      name: 'batch',
      note: 'some texts side by side',
      says: 'some texts side by side, the shorter ones filled up',
      at: [0, 1],
    },
    {
      id: 'model',
      is: 'trained',
      name: 'transformer',
      note: 'logits at each position: a number for every token',
      says: 'reads them; at each position its logits give a number for every token of the vocabulary',
      at: [1, 1],
    },
    {
      id: 'loss',
      is: 'loss',
      name: 'mean of −log P',
      note: 'of the token that came next',
      says: 'each position is compared with the token that came next; the gradient of the mean of $-\\log P$ flows back through the model, and its length is bounded',
      at: [2, 1],
    },
    {
      id: 'base',
      is: 'given',
      name: 'base model',
      note: 'continues texts; to chapter 6',
      says: 'after many small steps of the weights: it continues texts, and every later stage starts from it',
      at: [1, 2],
    },
  ],
  edges: [
    { from: 'corpus', to: 'batch' },
    { from: 'batch', to: 'model' },
    { from: 'model', to: 'loss' },
    { from: 'loss', to: 'model', is: 'gradient', label: 'gradient' },
    { from: 'model', to: 'base' },
  ],
};
