/** What prose quotes of `kl-estimators`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './kl-estimators.ts';

const levels = { hundredth: 0.01, tenth: 0.1, three: 3 } as const;
const earlier = { drawn: 'earlier' } as const;
const k3 = { use: 'k3 as a loss' } as const;

export default wordsOn(experiment, {
  findings: {
    cosineHundredth: {
      says: 'cosine of k3 as a loss to the truth at 0.01 nats',
      settings: { kl: levels.hundredth },
      at: only('uses', 'cosine', k3),
      digits: 3,
      between: [0.985, 0.999],
    },
    biasHundredth: {
      says: 'relative error of k3 as a loss at 0.01 nats',
      settings: { kl: levels.hundredth },
      at: only('uses', 'bias', k3),
      unit: 'share',
      digits: 0,
      between: [0.05, 0.17],
    },
    biasTenth: {
      says: 'relative error of k3 as a loss at 0.1 nats',
      settings: { kl: levels.tenth },
      at: only('uses', 'bias', k3),
      unit: 'share',
      digits: 0,
      between: [0.22, 0.5],
    },
    cosineOne: {
      says: 'cosine of k3 as a loss to the truth at 1 nat',
      at: only('uses', 'cosine', k3),
      between: [0.4, 0.75],
    },
    biasOne: {
      says: 'relative error of k3 as a loss at 1 nat',
      at: only('uses', 'bias', k3),
      unit: 'share',
      digits: 0,
      between: [0.75, 1.3],
    },
    cosineThree: {
      says: 'cosine of k3 as a loss to the truth at 3 nats',
      settings: { kl: levels.three },
      at: only('uses', 'cosine', k3),
      between: [0.05, 0.45],
    },
    spreadK1: {
      says: 'spread of k1 in the reward at 1 nat, eight samples',
      at: only('uses', 'spread', { use: 'k1 in the reward' }),
      between: [0.4, 0.9],
    },
    spreadK3: {
      says: 'spread of k3 as a loss at 1 nat, eight samples',
      at: only('uses', 'spread', k3),
      digits: 0,
      between: [1.5, 5000],
    },
    deviationK1Hundredth: {
      says: 'standard deviation of k1 at 0.01 nats',
      settings: { kl: levels.hundredth },
      at: only('estimates', 'deviation', { estimator: 'k1' }),
      between: [0.135, 0.15],
    },
    deviationK3Hundredth: {
      says: 'standard deviation of k3 at 0.01 nats',
      settings: { kl: levels.hundredth },
      at: only('estimates', 'deviation', { estimator: 'k3' }),
      between: [0.014, 0.024],
    },
    deviationK1: {
      says: 'standard deviation of k1 at 1 nat',
      at: only('estimates', 'deviation', { estimator: 'k1' }),
      digits: 1,
      between: [0.9, 1.3],
    },
    deviationK3: {
      says: 'standard deviation of k3 at 1 nat',
      at: only('estimates', 'deviation', { estimator: 'k3' }),
      digits: 0,
      between: [2, 20000],
    },
    staleK1: {
      says: 'relative error of k1 in the reward with samples half of the way behind',
      settings: earlier,
      at: only('uses', 'bias', { use: 'k1 in the reward' }),
      unit: 'share',
      digits: 0,
      between: [0.8, 1.8],
    },
    staleRatio: {
      says: 'relative error of k3 times the ratio with samples half of the way behind',
      settings: earlier,
      at: only('uses', 'bias', { use: 'k3 times the ratio' }),
      unit: 'share',
      digits: 0,
      between: [0, 0.001],
    },
  },
  goals: {
    third: {
      says: 'How near must the policy be to the reference, if k3 as a loss may be off by a quarter of the true gradient at most, but by more than a sixth?',
      label: 'bias of k3 as a loss',
      unit: 'of the true gradient',
      digits: 2,
      scale: [0, 1.5],
      target: [1 / 6, 1 / 4],
      at: only('uses', 'bias', k3),
      unless: ({ drawn }) => (drawn === 'earlier' ? 'the samples are not the policy’s own' : undefined),
      hint: 'The curve *Distance from the true gradient* starts steeply: look at its left end.',
      solution: { kl: 0.04 },
      because:
        'Near the reference the two directions of the KL agree to second order, and their gradients part with the square root of the distance: the policy has to be quite near before the error is small.',
      wrong: [
        {
          settings: { kl: 1 },
          fails: 'high',
          because:
            'At 1 nat the two directions of the KL have long parted: the error is no longer small beside the gradient.',
        },
        {
          settings: { kl: 0.01 },
          fails: 'low',
          because: 'At a hundredth of a nat the two directions of the KL still agree too well.',
        },
      ],
    },
  },
  presets: [
    { label: 'On-policy', settings: {} },
    { label: 'Samples from half of the way', settings: earlier },
    { label: 'The same, with weights', settings: { drawn: 'weighted' } },
  ],
});
