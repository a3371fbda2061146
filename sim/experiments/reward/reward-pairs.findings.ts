/** What prose quotes of `reward-pairs`, and what exercises ask of it. */
import { last, wordsOn } from '../../words.ts';
import { pairFeatures } from '../../examples/preferencePairs.ts';
import { binomialTail } from '../../measure/binomial.ts';
import { wilson } from '../../measure/intervals.ts';
import { pairLoss } from '../../stages/pairwiseLoss.ts';
import experiment from './reward-pairs.ts';

/** The source's update, stopped where its loss is that of the source. */
const early = { settings: { features: 'shares', update: 'source', learningRate: 0.2, epochs: 5 } } as const;

export default wordsOn(experiment, {
  findings: {
    loss: { says: 'the training loss at the end', at: last('training', 'loss'), between: [0.07, 0.13] },
    heldOutLoss: {
      says: 'the held-out loss at the end',
      at: last('training', 'heldOutLoss'),
      between: [0.2, 0.32],
    },
    margin: {
      says: 'the training margin at the end',
      at: last('training', 'margin'),
      digits: 2,
      unit: '',
      between: [2.2, 2.7],
    },
    heldOutMargin: {
      says: 'the held-out margin at the end',
      at: last('training', 'heldOutMargin'),
      digits: 2,
      between: [1.2, 1.7],
    },
    accuracy: { says: 'the training accuracy at the end', at: last('training', 'accuracy'), between: [1, 1] },
    heldOutAccuracy: {
      says: 'the held-out accuracy at the end',
      at: last('training', 'heldOutAccuracy'),
      between: [0.9, 1],
    },
    epochs: { says: 'epochs of the default run', at: last('training', 'epoch'), unit: '', between: [60, 60] },
    words: {
      says: 'different words in the 40 answers',
      measure: () => pairFeatures('counts').pairs[0]!.chosen.length,
      between: [150, 300],
    },
    hingeAccuracy: {
      says: 'the held-out accuracy at the end with the hinge',
      settings: { rewardLoss: 'hinge' },
      at: last('training', 'heldOutAccuracy'),
      between: [0.9, 1],
    },
    noisyTrainingAccuracy: {
      says: 'training accuracy with each label reversed with a probability of 0.3',
      settings: { noise: 0.3 },
      at: last('training', 'accuracy'),
      between: [0.95, 1],
    },
    sourceLoss: {
      says: 'the training loss after the source’s update',
      settings: { update: 'source' },
      at: last('training', 'loss'),
      digits: 1,
      between: [8, 25],
    },
    sourceAccuracy: {
      says: 'training accuracy after the source’s update',
      settings: { update: 'source' },
      at: last('training', 'accuracy'),
      between: [0, 0.1],
    },
    sourceMargin: {
      says: 'the training margin after the source’s update',
      settings: { update: 'source' },
      at: last('training', 'margin'),
      digits: 1,
      between: [-25, -8],
    },
    earlyAccuracy: {
      says: 'held-out accuracy after five slow epochs of the source’s update on word shares',
      ...early,
      at: last('training', 'heldOutAccuracy'),
      between: [0.1, 0.45],
    },
    earlyMargin: {
      says: 'its held-out margin',
      ...early,
      at: last('training', 'heldOutMargin'),
      unit: '',
      between: [-0.05, 0],
    },
    earlyLoss: {
      says: 'its held-out loss',
      ...early,
      at: last('training', 'heldOutLoss'),
      digits: 4,
      between: [0.6931, 0.72],
    },
    sevenOfTwentyLow: {
      says: 'lower end of the 95 % interval of 7 right in 20',
      measure: () => wilson(7, 20)[0],
      unit: 'share',
      between: [0.17, 0.19],
    },
    sevenOfTwentyHigh: {
      says: 'upper end of the 95 % interval of 7 right in 20',
      measure: () => wilson(7, 20)[1],
      unit: 'share',
      between: [0.56, 0.58],
    },
    coinTail: {
      says: 'probability that a coin gets 7 or fewer of 20',
      measure: () => binomialTail(7, 20),
      unit: 'share',
      between: [0.13, 0.14],
    },
    lossOfSourceMargin: {
      says: 'the loss of a pair with margin −0.022',
      measure: () => pairLoss('bradley-terry', -0.022),
      digits: 4,
      unit: 'nats',
      between: [0.704, 0.7044],
    },
    shiftedChosen: {
      says: 'the mean score of chosen answers with the constant 5',
      settings: { offset: 5 },
      at: last('training', 'chosen'),
      unit: '',
      between: [7, 8.2],
    },
    rejected: {
      says: 'the mean score of rejected answers',
      at: last('training', 'rejected'),
      unit: '',
      between: [-0.5, 0.8],
    },
    chosen: {
      says: 'the mean score of chosen answers',
      at: last('training', 'chosen'),
      unit: '',
      between: [2, 3.2],
    },
  },
  goals: {
    robust: {
      says: 'Each label is reversed with a probability of 0.3. Find features with which the model still ranks at least 90 % of the held-out pairs.',
      label: 'accuracy, held-out',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.9, 1],
      at: last('training', 'heldOutAccuracy'),
      unless: ({ noise, update }) =>
        noise < 0.3
          ? 'the probability of a reversed label has to be at least 0.3.'
          : update === 'source'
            ? 'the update has to be the correct one.'
            : undefined,
      hint: 'A model with many weights can learn every reversed label by heart. How few weights can it have?',
      solution: { noise: 0.3, features: 'length' },
      because:
        'A model with one weight, the length of the answer, cannot learn single labels by heart, and on most seeds about three wrong labels in ten leave the sign of that weight as it was. On a few they bring it close to 0 or turn it, and then many pairs, or nearly all, are ranked the wrong way round: the table counts this over fifty seeds. It knows nothing about pharmacy: in these pairs the expert’s answers are the longer ones.',
      wrong: [
        {
          settings: { noise: 0.3 },
          fails: 'low',
          because: 'A weight for every word is enough to learn each reversed label by heart.',
        },
        {
          settings: { noise: 0.3, features: 'shares' },
          fails: 'low',
          because: 'Shares of words are as many weights as counts, without the help of length.',
        },
        {
          settings: { features: 'length' },
          fails: 'unless',
          because: 'The features are right, but no label is reversed.',
        },
      ],
    },
    likeTheSource: {
      says: 'With the wrong update, find a run that ends with a held-out loss between 0.700 and 0.710.',
      label: 'loss, held-out',
      unit: 'nats',
      digits: 3,
      scale: [0.6, 0.8],
      target: [0.7, 0.71],
      at: last('training', 'heldOutLoss'),
      unless: ({ update, learningRate, epochs }) =>
        update === 'correct'
          ? 'the update has to be the wrong one.'
          : learningRate === early.settings.learningRate && epochs === early.settings.epochs
            ? 'the run that the text links does not count.'
            : undefined,
      hint: 'The loss starts at ln 2 = 0.693 and this update only raises it. Stop early: few epochs, a small learning rate (both under More).',
      solution: { ...early.settings, learningRate: 0.1, epochs: 10 },
      because:
        'The loss starts at ln 2, 0.693, and this update only raises it. Shares of words raise it slowly, and half the rate of the text for twice as many epochs goes about as far. All three numbers give the mistake away, each beside what a model that says nothing would print: the loss stands above ln 2, the margin below 0, the accuracy below 50 %.',
      wrong: [
        {
          settings: { update: 'source' },
          fails: 'high',
          because: 'Sixty epochs with the wrong sign: the loss ends far above ln 2.',
        },
        {
          settings: early.settings,
          fails: 'unless',
          because: 'This is the run of the text: another one is asked for.',
        },
        {
          settings: { update: 'source', epochs: 5 },
          fails: 'high',
          because: 'Counts of words are large features: five epochs already take it far beyond 0.710.',
        },
      ],
    },
  },
  presets: [
    { label: 'Labels of experts', settings: {} },
    { label: 'Labels reversed (0.3)', settings: { noise: 0.3 } },
    { label: 'A wrong update', settings: { update: 'source' } },
    { settings: { offset: 5 } },
    { settings: { reversed: 'C2' } },
    { settings: { features: 'shares', update: 'source', learningRate: 0.2, epochs: 5 } },
  ],
});
