/** What prose quotes of `preference-votes`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import experiment from './preference-votes.ts';

/** Mean distance of a share from the curve. */
const scatter = {
  measure: (rows: Measured<typeof experiment.series>) => {
    const pairs = rows.of('pair');
    let sum = 0;
    for (const { share, probability } of pairs) sum += Math.abs(share - probability);
    return sum / pairs.length;
  },
  digits: 1,
  unit: 'share',
} as const;

export default wordsOn(experiment, {
  findings: {
    scatter: {
      says: 'the mean distance of a share from σ(Δ) with 15 annotators',
      ...scatter,
      between: [0.02, 0.12],
    },
    scatterOfMany: {
      says: 'the mean distance with 200 annotators',
      settings: { annotators: 200 },
      ...scatter,
      between: [0.005, 0.035],
    },
    certainAtOneLogit: { says: 'σ(1)', measure: () => sigmoid(1), unit: 'share', between: [0.73, 0.74] },
    certainAtTwoLogits: { says: 'σ(2)', measure: () => sigmoid(2), unit: 'share', between: [0.88, 0.89] },
    ceilingAtInstructGpt: {
      says: 'the share p at which two annotators agree on 73 % of pairs: p² + (1 − p)² = 0.73',
      measure: () => (1 + Math.sqrt(2 * 0.73 - 1)) / 2,
      unit: 'share',
      between: [0.83, 0.85],
    },
  },
  goals: {
    narrow: {
      says: 'Find a number of annotators with which the shares lie on average less than 3 points from the curve.',
      label: 'mean distance',
      unit: 'points',
      digits: 1,
      percent: true,
      scale: [0, 0.3],
      target: [0, 0.03],
      measure: scatter.measure,
      hint: 'The scatter of a share shrinks with the square root of the number of votes: four times the votes, half the scatter.',
      solution: { annotators: 75 },
      because:
        'The distance at 15 votes is about twice what is asked for. Half of it takes four times the votes, 60; with 75 there is some room.',
      wrong: [
        {
          settings: { annotators: 30 },
          fails: 'high',
          because: 'Twice the votes divide the scatter by the square root of 2, not by 2.',
        },
        {
          settings: { annotators: 45 },
          fails: 'high',
          because:
            'Three times the votes divide it by the square root of 3, about 1.7, and it has to be divided by 2.',
        },
      ],
    },
  },
  presets: [
    { label: 'One vote per pair', settings: { annotators: 1 } },
    { label: '15 votes', settings: {} },
    { label: '200 votes', settings: { annotators: 200 } },
  ],
});
