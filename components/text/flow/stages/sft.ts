/** From demonstrations to a fine-tuned model, as its chapter draws it. */
import type { Flow } from '../flow.ts';

export const sft: Flow = {
  label: 'From demonstrations to a fine-tuned model',
  stage: 1,
  nodes: [
    {
      id: 'demonstrations',
      is: 'data',
      name: 'demonstrations',
      note: 'questions, experts’ answers',
      says: 'questions with answers that experts wrote',
      at: [0, 0],
    },
    {
      id: 'format',
      is: 'rule',
      name: 'format and mask',
      note: 'the prompt is read, not scored',
      says: 'each becomes one text; its prompt is read and not scored',
      at: [0, 1],
    },
    {
      id: 'base',
      is: 'given',
      name: 'base model',
      note: 'from chapter 4',
      says: 'comes from chapter 4; training starts with its weights',
      at: [1, 0],
    },
    {
      id: 'model',
      is: 'trained',
      name: 'policy',
      note: 'predicts the tokens of the answer',
      at: [1, 1],
    },
    {
      id: 'loss',
      is: 'loss',
      name: 'mean of −log P',
      note: 'of the answer’s tokens only',
      says: 'the mean of $-\\log P$ over the tokens of the answer; its gradient makes those tokens likelier',
      at: [2, 1],
    },
    {
      id: 'tuned',
      is: 'given',
      name: 'fine-tuned model',
      note: 'answers; to chapter 7',
      says: 'answers; goes on to chapter 7',
      at: [1, 2],
    },
  ],
  edges: [
    { from: 'demonstrations', to: 'format' },
    { from: 'format', to: 'model' },
    { from: 'base', to: 'model' },
    { from: 'model', to: 'loss' },
    { from: 'loss', to: 'model', is: 'gradient', label: 'gradient' },
    { from: 'model', to: 'tuned' },
  ],
};
