/** Data flow of the reward model stage, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const rewardModel: Flow = {
  label: 'Data flow of the reward model stage',
  stage: 2,
  nodes: [
    { id: 'prompt', is: 'data', name: 'prompt', note: 'a question', at: [0, 0] },
    {
      id: 'writer',
      is: 'frozen',
      name: 'fine-tuned model',
      note: 'writes two answers',
      says: 'writes two answers to it',
      at: [1, 0],
    },
    { id: 'answers', is: 'data', name: 'two answers', note: 'to one prompt', at: [2, 0] },
    {
      id: 'annotator',
      is: 'judgement',
      name: 'annotator',
      note: 'one is chosen, the other rejected',
      says: 'marks one answer as chosen, the other as rejected',
      at: [2, 1],
    },
    {
      id: 'model',
      is: 'trained',
      name: 'reward model',
      note: 'scores each on its own',
      says: 'scores the chosen and the rejected answer, each on its own: $s_c$ and $s_r$',
      at: [1, 1],
    },
    {
      id: 'loss',
      is: 'loss',
      name: '−log σ(margin)',
      note: 'the margin: score of the chosen less that of the rejected',
      says: 'the margin $\\Delta=s_c-s_r$ goes through $-\\log\\sigma$; the slope, $-\\sigma(-\\Delta)$, flows back through both answers into the weights',
      at: [0, 1],
    },
    {
      id: 'judge',
      is: 'given',
      name: 'reward model',
      note: 'scores any answer; to chapter 10',
      says: 'scores any answer from now on; PPO, the last stage of the course (chapter 10), will ask it thousands of times',
      at: [1, 2],
    },
  ],
  edges: [
    { from: 'prompt', to: 'writer' },
    { from: 'writer', to: 'answers' },
    { from: 'answers', to: 'annotator' },
    { from: 'annotator', to: 'model' },
    { from: 'model', to: 'loss' },
    { from: 'loss', to: 'model', is: 'gradient', label: 'gradient' },
    { from: 'model', to: 'judge' },
  ],
};
