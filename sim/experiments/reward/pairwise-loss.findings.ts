/** What prose quotes of `pairwise-loss`, and what exercises ask of it. */
import { first, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { dPairLoss } from '../../stages/pairwiseLoss.ts';
import experiment from './pairwise-loss.ts';

const loss = first('point', 'loss');

const slope = { at: first('point', 'slope'), unit: '' } as const;

/** The margin after one step with learning rate 0.5. */
const stepped = {
  measure: (rows: Measured<typeof experiment.series>) => {
    const { margin, slope } = rows.of('point')[0]!;
    return margin - 0.5 * slope;
  },
  digits: 2,
} as const;

export default wordsOn(experiment, {
  findings: {
    lossAtZero: {
      says: 'the loss of a pair with margin 0',
      settings: { margin: 0 },
      at: loss,
      between: [0.6931, 0.6932],
    },
    lossAtDefault: { says: 'the loss at margin 1.5', at: loss, between: [0.2, 0.21] },
    slopeAtDefault: { says: 'the slope at margin 1.5', ...slope, between: [-0.19, -0.18] },
    probabilityAtDefault: {
      says: 'the probability of the annotator’s choice at margin 1.5',
      at: first('point', 'probability'),
      unit: 'share',
      between: [0.81, 0.83],
    },
    lossWhenWrong: {
      says: 'the loss at margin −3',
      settings: { margin: -3 },
      at: loss,
      between: [3.04, 3.06],
    },
    slopeWhenWrong: {
      says: 'the slope at margin −3',
      settings: { margin: -3 },
      ...slope,
      between: [-0.96, -0.95],
    },
    afterOneStep: {
      says: 'the margin after one step with learning rate 0.5 when the features of the two answers differ by length 1',
      ...stepped,
      between: [1.58, 1.6],
    },
    afterOneStepWhenWrong: {
      says: 'the margin after the same step from −3',
      settings: { margin: -3 },
      ...stepped,
      between: [-2.55, -2.5],
    },
    wrongAgainstRight: {
      says: 'how many pairs at margin 1.5 pull as hard as one at −3',
      measure: () => dPairLoss('bradley-terry', -3) / dPairLoss('bradley-terry', 1.5),
      digits: 1,
      between: [5.1, 5.3],
    },
    hingeSlopePastOne: {
      says: 'the slope of the hinge at margin 1.5',
      settings: { rewardLoss: 'hinge' },
      ...slope,
      digits: 0,
      between: [0, 0],
    },
  },
  goals: {
    tenth: {
      says: 'Find the margin at which the slope is one tenth of the steepest.',
      label: 'slope',
      unit: 'nats per logit',
      digits: 3,
      scale: [-1, 0],
      target: [-0.105, -0.095],
      at: slope.at,
      hint: 'The slope is −σ(−Δ). It is −½ at 0, and each further logit divides the odds of the other choice by e, about 2.7. One tenth means odds of 1 to 9.',
      solution: { margin: 2.2 },
      because: 'The slope is −σ(−Δ). One tenth means odds of 1 to 9, so Δ = ln 9 = 2.2.',
      wrong: [
        {
          settings: { margin: -2.2 },
          fails: 'low',
          because:
            'The sign is reversed: at a pair that is ranked wrongly by 2.2 the slope is nine tenths of the steepest.',
        },
        {
          settings: { margin: 0.1 },
          fails: 'low',
          because:
            '0.1 is the slope that is asked for, not the margin. At a margin of 0.1 the model has hardly an opinion, and the slope is nearly −½.',
        },
      ],
    },
  },
  presets: [
    { label: 'No opinion', settings: { margin: 0 } },
    { label: 'Ranked correctly', settings: {} },
    { label: 'Ranked wrongly', settings: { margin: -3 } },
  ],
});
