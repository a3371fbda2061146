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
    overPairs: {
      says: 'how far the lowest held-out loss is from that of counting pairs',
      measure: (rows) => {
        const { heldOutLoss, bigram } = best(rows);
        return Math.abs(heldOutLoss - bigram);
      },
      digits: 2,
      unit: 'nats',
      between: [0, 0.25],
    },
    smallHeldOut: {
      says: 'the held-out loss at the end with a width of 8',
      settings: { width: 8 },
      at: last('training', 'heldOutLoss'),
      digits: 2,
      between: [3.2, 4.09],
    },
    oneHeldOutLoss: {
      says: 'the loss on the held-out sentence at the end, if one alone is held out',
      settings: { heldOut: 1 },
      at: last('training', 'heldOutLoss'),
      digits: 1,
      between: [4.2, 9],
    },
  },
  goals: {
    stopInTime: {
      says: 'Stop a model of width 8 in time: end with a held-out loss of at most 3.16 nats.',
      label: 'loss, held-out',
      unit: 'nats per character',
      digits: 2,
      scale: [2, 8],
      target: [2, 3.16],
      at: last('training', 'heldOutLoss'),
      unless: ({ width, heldOut }) => {
        if (width !== 8) return 'the model is to have a width of 8.';
        return heldOut < 3 ? 'at least three sentences have to be held out.' : undefined;
      },
      hint: 'Run it once at the full length, drag the playhead to the lowest point of the heavy line, and read off the step.',
      solution: { width: 8, steps: 45 },
      because:
        'A model of a quarter of the width learns more slowly: its held-out loss is lowest near step 45, and not near step 18. The step is found on sentences that are held out, and then it is no longer an honest measurement on them: one needs a validation set to choose, and a test set to report.',
      wrong: [
        {
          settings: { width: 8, steps: 15 },
          fails: 'high',
          because:
            'About as many steps as the larger model needs. The small one has hardly learned yet which letters follow which.',
        },
        {
          settings: { width: 8, steps: 100 },
          fails: 'high',
          because:
            'The training loss is lower than ever, but the held-out loss has been rising for half of the run.',
        },
        {
          settings: { width: 8, steps: 45, heldOut: 1 },
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
