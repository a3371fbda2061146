/** What prose quotes of `demonstrations`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import { ngramLosses } from '../../measure/ngrams.ts';
import { BOUNDARY } from '../../text/characters.ts';
import { first, last, wordsOn } from '../../words.ts';
import experiment, { characters, read, shown } from './demonstrations.ts';

/** The last training loss in the log of the programs that the course grew from. */
const SOURCE_LOSS = 0.2902;

const firstLoss = { at: first('fineTuning', 'loss'), digits: 2 } as const;

/** The first row with a training loss below that of the log. */
const likeTheSource = (rows: Measured<typeof experiment.series>) =>
  rows.of('fineTuning').find(({ loss }) => loss < SOURCE_LOSS)!;

export default wordsOn(experiment, {
  findings: {
    uniform: {
      says: 'the loss when all characters are alike',
      at: first('fineTuning', 'uniform'),
      digits: 2,
      between: [4, 4.4],
    },
    firstLoss: {
      says: 'the loss on the answers before the first demonstration, after pretraining',
      ...firstLoss,
      between: [2.8, 3.2],
    },
    firstLossFromScratch: {
      says: 'the same without pretraining',
      settings: { pretrained: 0 },
      ...firstLoss,
      between: [4.1, 4.4],
    },
    firstLossOverread: {
      says: 'the same after 60 steps of pretraining',
      settings: { pretrained: 60 },
      ...firstLoss,
      between: [4.4, 8],
    },
    counted: {
      says: 'what one would pay for the answers who has counted the characters of the 15 sentences',
      measure: () => {
        const answers = shown.map(({ answer }) => [BOUNDARY, ...answer]);
        return ngramLosses(read, answers, characters.size).unigram;
      },
      digits: 2,
      unit: 'nats',
      between: [3.1, 3.4],
    },
    loss: {
      says: 'the training loss at the end',
      at: last('fineTuning', 'loss'),
      digits: 3,
      between: [0, 0.02],
    },
    heldOutLoss: {
      says: 'the held-out loss at the end',
      at: last('fineTuning', 'heldOutLoss'),
      digits: 1,
      between: [6.5, 9],
    },
    stepOfSource: {
      says: 'the first step with a training loss below 0.2902',
      measure: (rows) => likeTheSource(rows).step,
      between: [38, 50],
    },
    heldOutAtSource: {
      says: 'the held-out loss at that step',
      measure: (rows) => likeTheSource(rows).heldOutLoss,
      digits: 1,
      unit: 'nats',
      between: [4.5, 6],
    },
    bestHeldOut: {
      says: 'the lowest held-out loss',
      measure: (rows) => Math.min(...rows.of('fineTuning').map(({ heldOutLoss }) => heldOutLoss)),
      digits: 2,
      unit: 'nats',
      between: [2.5, 3],
    },
    recited: {
      says: 'training prompts whose answer comes back word for word',
      at: last('recital', 'seen'),
      between: [0.9, 1],
    },
    answered: {
      says: 'held-out prompts that are answered as the expert does',
      at: last('recital', 'unseen'),
      as: 'count',
      between: [0, 0],
    },
  },
  goals: {
    likeTheSource: {
      says: 'End with a training loss between 0.22 and 0.36, with at least three demonstrations held out.',
      label: 'loss, training',
      unit: 'nats per character',
      digits: 3,
      scale: [0, 1],
      target: [0.22, 0.36],
      at: last('fineTuning', 'loss'),
      unless: ({ heldOut }) =>
        heldOut < 3 ? 'at least three demonstrations have to be held out.' : undefined,
      hint: 'Drag the playhead to where the thin line crosses the dotted one, and read off the step.',
      solution: { steps: 44 },
      because:
        'The training loss passes through every value from guessing to nearly 0. A loss of 0.29 says when a run was stopped, and not what the model has learned: on held-out answers it is by then worse than guessing.',
      wrong: [
        {
          settings: { steps: 20 },
          fails: 'high',
          because: 'Twenty steps are too few: the answers are not yet learned by heart.',
        },
        {
          settings: { steps: 60 },
          fails: 'low',
          because: 'Sixty steps are too many: the model recites, and the loss is near 0.',
        },
      ],
    },
  },
  presets: [
    { label: 'Pretrained first', settings: {} },
    { label: 'From scratch', settings: { pretrained: 0 } },
    { settings: { pretrained: 60 } },
  ],
});
