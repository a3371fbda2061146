/** What prose quotes of `program-1`, and what exercises ask of it. */
import { last, wordsOn } from '../../words.ts';
import { exp } from '../../float.ts';
import experiment from './program-1.ts';

const asPrinted = { settings: { trainer: 'source', epochs: 5 } } as const;

export default wordsOn(experiment, {
  findings: {
    printedPretraining: {
      says: 'tokens among which a model with the printed pretraining loss of 4.67 guesses',
      measure: () => exp(4.67),
      between: [106, 108],
    },
    printedRoughly: {
      says: 'the same for the rounded loss of 4.6',
      measure: () => exp(4.6),
      digits: 1,
      between: [99, 100],
    },
    printedSft: {
      says: 'probability of a token at the printed SFT loss of 0.2902 (geometric mean)',
      measure: () => exp(-0.2902),
      unit: 'share',
      between: [0.74, 0.75],
    },
    printedPairs: {
      says: 'probability of a choice at the printed loss of 0.7044 (geometric mean)',
      measure: () => exp(-0.7044),
      digits: 1,
      unit: 'share',
      between: [0.494, 0.495],
    },
    pairs: {
      says: 'the same for the held-out loss of the course’s reward model',
      measure: (rows) => exp(-rows.of('training').at(-1)!.heldOutLoss),
      unit: 'share',
      between: [0.72, 0.82],
    },
    asPrintedLoss: {
      says: 'held-out loss after five epochs with the printed update',
      ...asPrinted,
      at: last('training', 'heldOutLoss'),
      digits: 4,
      between: [0.6931, 0.72],
    },
    asPrintedMargin: {
      says: 'its held-out margin',
      ...asPrinted,
      at: last('training', 'heldOutMargin'),
      unit: '',
      between: [-0.05, 0],
    },
    asPrintedAccuracy: {
      says: 'its held-out accuracy',
      ...asPrinted,
      at: last('training', 'heldOutAccuracy'),
      between: [0.1, 0.45],
    },
  },
  goals: {
    asPrinted: {
      says: 'With the printed update, end with a held-out loss between 0.700 and 0.708.',
      label: 'loss, held-out',
      unit: 'nats',
      digits: 4,
      scale: [0.68, 0.76],
      target: [0.7, 0.708],
      at: last('training', 'heldOutLoss'),
      unless: ({ trainer }) =>
        trainer === 'course' ? 'the trainer has to be the printed update.' : undefined,
      hint: 'This trainer starts at ln 2, 0.693, and only gets worse. How soon do you have to stop it?',
      solution: asPrinted.settings,
      because:
        'It starts at ln 2, which is 0.693, and each epoch takes it further away. Five epochs, the fewest that can be set, raise it only a little. The accuracy panel warns first: it is far below one half from the first epochs on, and the margin is below 0, while the loss still looks like ln 2.',
      wrong: [
        {
          settings: { trainer: 'source' },
          fails: 'high',
          because: 'Sixty epochs of a reversed sign leave ln 2 far behind.',
        },
        {
          settings: { trainer: 'source', epochs: 15 },
          fails: 'high',
          because: 'Three times as many epochs move it about three times as far.',
        },
        {
          settings: { epochs: 5 },
          fails: 'unless',
          because: 'The course’s trainer goes the other way: it lowers the loss.',
        },
      ],
    },
  },
  presets: [
    { label: 'This course’s trainer', settings: {} },
    { label: 'The printed update, five epochs', settings: { trainer: 'source', epochs: 5 } },
  ],
});
