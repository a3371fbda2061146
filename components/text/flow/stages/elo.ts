/** Data flow of a tournament, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const elo: Flow = {
  label: 'Data flow of a tournament',
  stage: 2,
  nodes: [
    { id: 'case', is: 'data', name: 'case', note: 'a question', at: [0, 0] },
    {
      id: 'assistants',
      is: 'frozen',
      name: 'two assistants',
      note: 'each answers on its own',
      says: 'answer it, each on its own',
      at: [1, 0],
    },
    {
      id: 'answers',
      is: 'data',
      name: 'two answers',
      note: 'no names; a coin orders them',
      says: 'lose their names; a coin decides which is shown first',
      at: [2, 0],
    },
    { id: 'judge', is: 'judgement', name: 'judge', note: 'picks one, or calls a tie', at: [2, 1] },
    {
      id: 'record',
      is: 'data',
      name: 'record of all games',
      note: 'first, second, score',
      says: 'one line for each game: first, second, score',
      at: [1, 1],
    },
    {
      id: 'elo',
      is: 'rule',
      name: 'Elo',
      note: 'reads it line by line',
      says: 'reads the record line by line',
      at: [0, 1],
    },
    {
      id: 'fit',
      is: 'trained',
      name: 'Bradley–Terry',
      note: 'reads it at once',
      says: 'reads the same record at once',
      at: [1, 2],
    },
    {
      id: 'ratings',
      is: 'given',
      name: 'ratings',
      note: 'with an interval each',
      says: 'have an interval each; beside them stand the measures that a rating hides',
      at: [0, 2],
    },
  ],
  edges: [
    { from: 'case', to: 'assistants' },
    { from: 'assistants', to: 'answers' },
    { from: 'answers', to: 'judge' },
    { from: 'judge', to: 'record' },
    { from: 'record', to: 'elo' },
    { from: 'record', to: 'fit' },
    { from: 'elo', to: 'ratings' },
    { from: 'fit', to: 'ratings' },
  ],
};
