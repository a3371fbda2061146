/** What prose quotes of `demonstrations`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './demonstrations.ts';
import experiment from './demonstrations.ts';

const last = (rows: Measured<typeof series>) => rows.of('fineTuning').at(-1)!;

const recital = (rows: Measured<typeof series>) => rows.of('recital').at(-1)!;

export default wordsOn(experiment, {
  findings: {
    uniform: {
      says: 'the loss when all characters are alike',
      measure: (rows) => rows.of('fineTuning')[0]!.uniform,
      digits: 2,
      unit: 'nats',
      between: [4, 4.4],
    },
    firstLoss: {
      says: 'the loss on the answers before the first demonstration, after pretraining',
      measure: (rows) => rows.of('fineTuning')[0]!.loss,
      digits: 2,
      unit: 'nats',
      between: [2.8, 3.2],
    },
    firstLossFromScratch: {
      says: 'the same without pretraining',
      settings: { pretrained: 0 },
      measure: (rows) => rows.of('fineTuning')[0]!.loss,
      digits: 2,
      unit: 'nats',
      between: [4.1, 4.4],
    },
    loss: {
      says: 'the training loss at the end',
      measure: (rows) => last(rows).loss,
      digits: 3,
      unit: 'nats',
      between: [0, 0.02],
    },
    heldOutLoss: {
      says: 'the held-out loss at the end',
      measure: (rows) => last(rows).heldOutLoss,
      digits: 1,
      unit: 'nats',
      between: [6.5, 9],
    },
    stepOfSource: {
      says: 'the first step with a training loss below the 0.2902 of the source',
      measure: (rows) => rows.of('fineTuning').find(({ loss }) => loss < 0.2902)!.step,
      digits: 0,
      between: [38, 50],
    },
    heldOutAtSource: {
      says: 'the held-out loss at that step',
      measure: (rows) => rows.of('fineTuning').find(({ loss }) => loss < 0.2902)!.heldOutLoss,
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
      measure: (rows) => recital(rows).seen,
      digits: 0,
      percent: true,
      between: [0.9, 1],
    },
    answered: {
      says: 'held-out prompts that are answered as the expert does',
      measure: (rows) => recital(rows).unseen,
      digits: 0,
      percent: true,
      between: [0, 0],
    },
    copied: {
      says: 'longest piece of another patient’s answer in an answer to a held-out prompt, mean',
      measure: (rows) => recital(rows).copied,
      digits: 0,
      unit: 'characters',
      between: [5, 40],
    },
  },
  goals: {
    likeTheSource: {
      says: 'End with a training loss between 0.27 and 0.31, where the original ends, with at least three demonstrations held out.',
      label: 'loss, training',
      unit: 'nats a character',
      digits: 3,
      scale: [0, 1],
      target: [0.27, 0.31],
      measure: (rows) => last(rows).loss,
      unless: ({ heldOut }) =>
        heldOut < 3 ? 'at least three demonstrations have to be held out.' : undefined,
      hint: 'Drag the playhead to where the thin line crosses the dotted one, and read off the step.',
      solution: { steps: 43 },
    },
  },
});
