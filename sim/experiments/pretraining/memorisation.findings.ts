/** What prose quotes of `memorisation`, and what exercises ask of it. */
import { first, last, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { exp } from '../../float.ts';
import { parameterCount } from '../../model/shape.ts';
import experiment, { texts, characters, shapeOf } from './memorisation.ts';

/** The row in which the held-out loss is lowest. */
const best = (rows: Measured<typeof experiment.series>) =>
  rows.of('training').reduce((lowest, row) => (row.heldOutLoss < lowest.heldOutLoss ? row : lowest));

const atFirst = (metric: 'loss' | 'uniform' | 'unigram' | 'bigram') =>
  ({ at: first('training', metric), digits: 2 }) as const;

export default wordsOn(experiment, {
  findings: {
    vocabulary: {
      says: 'different characters, the boundary included',
      measure: () => characters.size,
      between: [55, 65],
    },
    characters: {
      says: 'characters in the 15 sentences',
      measure: () => texts.join('').length,
      between: [1600, 1900],
    },
    parameters: {
      says: 'parameters of the model',
      measure: () => parameterCount(shapeOf(32)),
      between: [20000, 25000],
    },
    uniform: { says: 'the loss when all characters are alike', ...atFirst('uniform'), between: [4, 4.2] },
    unigram: { says: 'held-out loss of counting characters', ...atFirst('unigram'), between: [2.9, 3.5] },
    bigram: { says: 'held-out loss of counting pairs', ...atFirst('bigram'), between: [2.4, 3] },
    bigramPerplexity: {
      says: 'its perplexity',
      measure: (rows) => exp(rows.of('training')[0]!.bigram),
      between: [11, 21],
    },
    firstLoss: { says: 'the training loss before the first step', ...atFirst('loss'), between: [4, 4.2] },
    loss: {
      says: 'the training loss at the end',
      at: last('training', 'loss'),
      digits: 2,
      between: [0, 0.1],
    },
    perplexity: {
      says: 'the perplexity of the training sentences at the end',
      measure: (rows) => exp(rows.of('training').at(-1)!.loss),
      digits: 2,
      between: [1, 1.1],
    },
    heldOutLoss: {
      says: 'the held-out loss at the end',
      at: last('training', 'heldOutLoss'),
      digits: 1,
      between: [5, 9],
    },
    heldOutPerplexity: {
      says: 'the perplexity of the held-out sentences at the end',
      measure: (rows) => exp(rows.of('training').at(-1)!.heldOutLoss),
      between: [150, 8000],
    },
    bestHeldOut: {
      says: 'the lowest held-out loss',
      measure: (rows) => best(rows).heldOutLoss,
      digits: 2,
      unit: 'nats',
      between: [2.4, 3.2],
    },
    bestStep: {
      says: 'the step of the lowest held-out loss',
      measure: (rows) => best(rows).step,
      between: [8, 30],
    },
  },
  goals: {
    stopInTime: {
      says: 'Stop when the model is at its best: end with a held-out loss of at most 3.00 nats.',
      label: 'loss, held-out',
      unit: 'nats a character',
      digits: 2,
      scale: [2, 8],
      target: [2, 3],
      at: last('training', 'heldOutLoss'),
      unless: ({ heldOut }) => (heldOut < 3 ? 'at least three sentences have to be held out.' : undefined),
      hint: 'Drag the playhead to the lowest point of the heavy line, and read off the step.',
      solution: { steps: 20 },
      because:
        'The held-out line falls only at first, while the model learns which letters are frequent and what follows them. After that it learns the twelve sentences themselves, and the line rises.',
      wrong: [
        {
          settings: { steps: 5 },
          fails: 'high',
          because: 'Five steps are too few: the model has hardly learned which letters there are.',
        },
        {
          settings: { steps: 50 },
          fails: 'high',
          because:
            'After 50 steps it already recites. The training loss is lower than ever, and the held-out loss is above that of guessing.',
        },
        {
          settings: { steps: 20, heldOut: 1 },
          fails: 'unless',
          because: 'Stopped in time, but judged on one sentence: that is luck, not a measurement.',
        },
      ],
    },
  },
  presets: [
    { label: 'Width 32', settings: {} },
    { label: 'A smaller model', settings: { width: 8 } },
    { label: 'Two more sentences', settings: { heldOut: 1 } },
  ],
});
