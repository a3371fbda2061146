/** What prose quotes of `surrogate-value`, and what exercises ask of it. */
import { baselineChoices, type Baseline } from '../../stages/baselines.ts';
import type { Measured } from '../../experiment.ts';
import { first, last, only, wordsOn } from '../../words.ts';
import experiment from './surrogate-value.ts';

type Rows = Measured<typeof experiment.series>;

const NAMES = Object.keys(baselineChoices);
const scatter = (rows: Rows, baseline: Baseline) =>
  rows.of('baselines').find((row) => row.baseline === NAMES.indexOf(baseline))!.spread;
const against = (baseline: Baseline, other: Baseline) => ({
  measure: (rows: Rows) => scatter(rows, baseline) / scatter(rows, other),
  digits: 2,
});

/** The log of the source: loss = −objective + β · KL, with a KL of −0.0606; the objective follows from its first line. */
const SOURCE = { loss: -2.1936, kl: -0.0606, beta: 0.5, falls: 0.95 } as const;
const sourceLoss = (line: number) => {
  const objective = SOURCE.beta * SOURCE.falls * SOURCE.kl - SOURCE.loss;
  let { beta } = SOURCE as { beta: number };
  for (let k = 0; k < line; k++) beta *= SOURCE.falls;
  return -objective + beta * SOURCE.kl;
};
const ofSource = (line: number, value: number) => ({
  says: `loss on line ${line} of the source’s log, if only β has changed since line 1`,
  measure: () => sourceLoss(line),
  digits: 4,
  between: [value - 5e-5, value + 5e-5] as const,
});

export default wordsOn(experiment, {
  findings: {
    lossAtStart: {
      says: 'loss before the first update, without a baseline',
      at: first('raw', 'loss'),
      digits: 2,
      between: [-1.2, -0.6],
    },
    whitenedAtStart: {
      says: 'size of the loss before the first update, advantages whitened',
      measure: (rows) => Math.abs(rows.of('white')[0]!.loss),
      digits: 3,
      between: [0, 1e-6],
    },
    normAtStart: {
      says: 'gradient norm before the first update, without a baseline',
      at: first('raw', 'norm'),
      digits: 2,
      between: [0.15, 0.6],
    },
    whitenedNormAtStart: {
      says: 'gradient norm before the first update, advantages whitened',
      at: first('white', 'norm'),
      digits: 2,
      between: [0.2, 0.7],
    },
    lossAtEnd: {
      says: 'loss after four updates, advantages whitened',
      at: last('white', 'loss'),
      between: [-0.05, -0.02],
    },
    normAtEnd: {
      says: 'gradient norm after four updates, advantages whitened',
      at: last('white', 'norm'),
      digits: 2,
      between: [0.005, 0.12],
    },
    logged: {
      says: 'mean loss over four passes, advantages whitened',
      at: only('white', 'logged', { update: 3 }),
      between: [-0.03, -0.012],
    },
    cutAfterOne: {
      says: 'tokens cut off after one update',
      at: only('white', 'cut', { update: 1 }),
      digits: 0,
      between: [0.02, 0.1],
    },
    cutAfterFour: {
      says: 'tokens cut off after four updates',
      at: last('white', 'cut'),
      digits: 0,
      between: [0.05, 0.16],
    },
    cutWhenNarrow: {
      says: 'tokens cut off after four updates with a clip range of 0.02',
      settings: { clipRange: 0.02 },
      at: last('white', 'cut'),
      digits: 0,
      between: [0.18, 0.35],
    },
    largestAfterFour: {
      says: 'largest ratio after four updates',
      at: last('white', 'largest'),
      between: [1.5, 60],
    },
    smallestAfterOne: {
      says: 'smallest ratio after one update',
      at: only('white', 'smallest', { update: 1 }),
      digits: 3,
      between: [0, 0.1],
    },
    withoutBaseline: {
      says: 'mean advantage without a baseline',
      at: only('baselines', 'advantage', { baseline: baselineChoices.none }),
      between: [0.6, 1.2],
    },
    aboveZero: {
      says: 'tokens with an advantage above 0 without a baseline',
      at: only('baselines', 'positive', { baseline: baselineChoices.none }),
      digits: 0,
      between: [0.7, 0.95],
    },
    constantAgainstNone: {
      says: 'scatter of the gradient with the mean of the batch as baseline, relative to none',
      ...against('constant', 'none'),
      between: [1.02, 1.8],
    },
    othersAgainstNone: {
      says: 'scatter of the gradient with leave-one-out, relative to none',
      ...against('others', 'none'),
      between: [1.02, 1.9],
    },
    othersAgainstConstant: {
      says: 'scatter of the gradient with leave-one-out, relative to the mean of the batch',
      ...against('others', 'constant'),
      between: [0.7, 1.3],
    },
    othersAgainstPrompt: {
      says: 'scatter of the gradient with leave-one-out, relative to the mean of the prompt’s answers',
      ...against('others', 'prompt'),
      between: [1.333, 1.334],
    },
    valueAgainstConstant: {
      says: 'scatter of the gradient with a fitted value head, relative to the mean of the batch',
      ...against('value', 'constant'),
      between: [0.85, 1.15],
    },
    sourceLine2: ofSource(2, -2.1922),
    sourceLine3: ofSource(3, -2.1908),
    sourceLine4: ofSource(4, -2.1895),
  },
  goals: {
    zeroLoss: {
      says: 'a loss before the first update within 0.05 of 0, on advantages that are not whitened',
      label: 'loss before the first update',
      unit: '',
      digits: 2,
      scale: [-1.5, 0.5],
      target: [-0.05, 0.05],
      at: first('raw', 'loss'),
      hint: 'At the policy that sampled, every ratio is 1. What is then left of the objective?',
      solution: { baseline: 'prompt' },
      because:
        'With all ratios at 1 the loss is minus the mean advantage. A baseline that takes off the mean reward, of the batch or of each prompt’s own answers, makes it about 0 (not exactly: the mean is over tokens, and answers differ in length). The gradient is still there.',
      wrong: [
        {
          settings: { updates: 8 },
          fails: 'low',
          because:
            'Updates come after the first value. They make the loss smaller still, and do not move where it begins.',
        },
        {
          settings: { rate: 0.1 },
          fails: 'low',
          because: 'A small step changes the policy less. The first loss is measured before any step.',
        },
        {
          settings: { clipRange: 0.02 },
          fails: 'low',
          because:
            'A ratio of 1 lies inside every clip range: before the first update the clip does nothing.',
        },
      ],
    },
  },
  presets: [
    { label: 'No baseline', settings: {} },
    { label: 'Mean of each prompt', settings: { baseline: 'prompt' } },
    { settings: { clipRange: 0.02 } },
  ],
});
