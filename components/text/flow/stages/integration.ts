/** What the three stages hand on, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const integration: Flow = {
  label: 'What the three stages hand on',
  nodes: [
    { id: 'texts', is: 'data', name: 'texts', note: 'true and false alike', at: [0, 0] },
    {
      id: 'base',
      is: 'trained',
      name: 'base model',
      note: 'continues any text',
      says: 'pretraining makes it of the texts; it continues any text',
      at: [1, 0],
    },
    {
      id: 'demonstrations',
      is: 'data',
      name: 'demonstrations',
      note: 'experts’ answers',
      at: [0, 1],
    },
    {
      id: 'policy',
      is: 'trained',
      name: 'policy',
      note: 'answers, in the form of its experts',
      says: 'fine-tuning makes it of the base model; it answers, in the form that its experts used',
      at: [1, 1],
    },
    {
      id: 'answers',
      is: 'data',
      name: 'several answers',
      note: 'to each prompt',
      says: 'the policy writes several to each prompt',
      at: [2, 1],
    },
    {
      id: 'pairs',
      is: 'judgement',
      name: 'pairs of answers',
      note: 'annotators choose',
      says: 'are made of them, and annotators choose',
      at: [0, 2],
    },
    {
      id: 'judge',
      is: 'trained',
      name: 'reward model',
      note: 'scores as they choose',
      says: 'learns to score as they choose',
      at: [1, 2],
    },
    {
      id: 'best',
      is: 'judgement',
      name: 'choose best of n',
      note: 'the answer with the highest score is given',
      says: 'the first link between the two: one writes *n* answers, the other scores them, and the best-scored one is given. No weight changes; training the policy on the score is PPO (chapter 10)',
      at: [2, 2],
    },
  ],
  edges: [
    { from: 'texts', to: 'base' },
    { from: 'demonstrations', to: 'policy' },
    { from: 'base', to: 'policy' },
    { from: 'policy', to: 'answers' },
    { from: 'answers', to: 'pairs' },
    { from: 'pairs', to: 'judge' },
    { from: 'answers', to: 'best' },
    { from: 'judge', to: 'best' },
  ],
};
