/** Data flow of a tokenizer, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const tokenization: Flow = {
  label: 'Data flow of a tokenizer',
  stage: 0,
  nodes: [
    {
      id: 'training',
      is: 'data',
      name: 'training text',
      note: 'as bytes, or as characters',
      says: 'is cut into words, and each word into bytes or characters',
      at: [0, 0],
    },
    {
      id: 'counting',
      is: 'trained',
      name: 'merges',
      note: 'learned by counting: the most frequent pair becomes one token, again and again',
      says: 'the most frequent pair of neighbours becomes one token, everywhere; then the pairs are counted again',
      at: [1, 0],
    },
    {
      id: 'vocabulary',
      is: 'given',
      name: 'vocabulary',
      note: 'one id for each token',
      says: 'every token has its id; the model will have a row of numbers for each (chapter 4)',
      at: [2, 0],
    },
    { id: 'new', is: 'data', name: 'new text', note: 'any text at all', at: [0, 1] },
    {
      id: 'encoding',
      is: 'frozen',
      name: 'encode',
      note: 'the same merges, in the order in which they were learned',
      says: 'applies the merges in the order in which they were learned; how often a pair occurs in the new text plays no part',
      at: [1, 1],
    },
    {
      id: 'ids',
      is: 'given',
      name: 'ids',
      note: 'what the model reads, chapter 4',
      says: 'are all that the model is given; decoding turns them back into text',
      at: [2, 1],
    },
  ],
  edges: [
    { from: 'training', to: 'counting' },
    { from: 'counting', to: 'vocabulary' },
    { from: 'counting', to: 'encoding' },
    { from: 'new', to: 'encoding' },
    { from: 'encoding', to: 'ids' },
  ],
};
