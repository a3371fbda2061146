/** Data flow of the data stage, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const data: Flow = {
  label: 'Data flow of the data stage',
  stage: 0,
  nodes: [
    {
      id: 'raw',
      is: 'data',
      name: 'raw text',
      note: 'web pages, books, papers',
      says: 'web pages, books and papers arrive with markup and damage',
      at: [0, 0],
    },
    {
      id: 'clean',
      is: 'rule',
      name: 'clean',
      note: 'tags, addresses, broken characters',
      says: 'tags, addresses and broken characters are removed or repaired',
      at: [1, 0],
    },
    {
      id: 'filter',
      is: 'rule',
      name: 'filter',
      note: 'rules of thumb',
      says: 'rules of thumb drop what does not look like a text worth reading',
      at: [1, 1],
    },
    {
      id: 'dropped',
      is: 'data',
      name: 'dropped',
      note: 'no model ever reads it',
      at: [2, 1],
    },
    {
      id: 'deduplicate',
      is: 'rule',
      name: 'deduplicate',
      note: 'one of those that say nearly the same',
      says: 'of documents that say nearly the same, one is kept',
      at: [1, 2],
    },
    {
      id: 'corpus',
      is: 'given',
      name: 'corpus',
      note: 'to the tokenizer, chapter 3',
      says: 'what is left is cut into tokens (chapter 3), and the model reads nothing else (chapter 4)',
      at: [2, 2],
    },
  ],
  edges: [
    { from: 'raw', to: 'clean' },
    { from: 'clean', to: 'filter' },
    { from: 'filter', to: 'dropped' },
    { from: 'filter', to: 'deduplicate' },
    { from: 'deduplicate', to: 'corpus' },
  ],
};
