/** What prose quotes of `clipped-objective`, and what exercises ask of it. */
import { first, last, wordsOn } from '../../words.ts';
import experiment from './clipped-objective.ts';

const point = (metric: 'objective' | 'slope') => first('point', metric);

export default wordsOn(experiment, {
  findings: {
    objectiveAbove: {
      says: 'objective at ratio 1.5 and advantage 1',
      at: point('objective'),
      between: [1.2, 1.2],
    },
    slopeAbove: { says: 'slope there', at: point('slope'), digits: 0, between: [0, 0] },
    objectiveWorse: {
      says: 'objective at ratio 2 and advantage −1',
      settings: { ratio: 2, advantage: -1 },
      at: point('objective'),
      digits: 0,
      between: [-2, -2],
    },
    slopeWorse: {
      says: 'slope there',
      settings: { ratio: 2, advantage: -1 },
      at: point('slope'),
      digits: 0,
      between: [-1, -1],
    },
    objectiveRid: {
      says: 'objective at ratio 0.5 and advantage −1',
      settings: { ratio: 0.5, advantage: -1 },
      at: point('objective'),
      digits: 1,
      between: [-0.8, -0.8],
    },
    overshoot: {
      says: 'ratio of the better answer in the end',
      at: last('steps', 'good'),
      digits: 1,
      between: [1.39, 1.42],
    },
    overshootLarge: {
      says: 'the same with steps of 3',
      settings: { rate: 3 },
      at: last('steps', 'good'),
      digits: 1,
      between: [2.3, 2.4],
    },
  },
  goals: {
    outsideAndPushed: {
      says: 'a token whose ratio lies outside the clip range and that is still pushed, at a slope of −1',
      label: 'slope',
      unit: '',
      digits: 1,
      scale: [-3, 3],
      target: [-1, -1],
      at: point('slope'),
      unless: ({ ratio, clipRange }) =>
        Math.abs(ratio - 1) > clipRange + 1e-9 ? undefined : 'The ratio lies within the clip range.',
      hint: 'A slope of −1 needs an advantage of −1. On which side of the range does the clip leave such a token alone?',
      solution: { ratio: 1.5, advantage: -1 },
      because:
        'A token that was worse than expected and has become likelier all the same is pushed down with its whole advantage, however far outside its ratio is. That is what the minimum is for: the clip never hides a mistake.',
      wrong: [
        {
          settings: { ratio: 0.5, advantage: -1 },
          fails: 'high',
          because:
            'Here the ratio has already gone where the advantage points, beyond 1 − ε: the slope is 0.',
        },
        {
          settings: { ratio: 1.5, advantage: 1 },
          fails: 'high',
          because: 'A good token above 1 + ε gets no further push.',
        },
        {
          settings: { ratio: 1, advantage: -1 },
          fails: 'unless',
          because: 'The slope is −1, but the ratio lies within the range.',
        },
      ],
    },
  },
  presets: [
    { label: 'Better, above the range', settings: {} },
    { label: 'Worse, above the range', settings: { advantage: -1 } },
    { label: 'Worse, below the range', settings: { ratio: 0.5, advantage: -1 } },
  ],
});
