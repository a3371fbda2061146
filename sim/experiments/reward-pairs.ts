/** A reward model trained on 20 preference pairs: the four panels of the original Program 1, and its held-out truth. */
import { pairFeatures, preferencePairs } from '../examples/preferencePairs.ts';
import { binomialTail } from '../measure/binomial.ts';
import { wilson } from '../measure/intervals.ts';
import { mean } from '../measure/mean.ts';
import { rankedRightly } from '../measure/ranking.ts';
import { defineExperiment } from '../experiment.ts';
import type { Rng } from '../rng.ts';
import {
  descend,
  dot,
  marginOf,
  rewardGradient,
  type FeaturePair,
  type Update,
} from '../stages/linearReward.ts';
import { pairLoss, rewardLoss, type RewardLoss } from '../stages/pairwiseLoss.ts';
import { features } from '../text/answerFeatures.ts';
import { wordsOf } from '../text/words.ts';
import { seedParam } from './seedParam.ts';

interface Training {
  readonly pairs: readonly FeaturePair[];
  readonly loss: RewardLoss;
  readonly update: Update;
  readonly learningRate: number;
  readonly batchSize: number;
}

/** A model under training; `epoch()` passes once over its pairs in a fresh order. */
function learner({ pairs, loss, update, learningRate, batchSize }: Training, rng: Rng) {
  const size = pairs[0]!.chosen.length;
  const w = Float64Array.from({ length: size }, () => 0.01 * rng.normal());
  const dw = new Float64Array(size);
  return {
    w,
    epoch() {
      const order = rng.shuffle(pairs);
      for (let start = 0; start < order.length; start += batchSize) {
        rewardGradient(w, order.slice(start, start + batchSize), loss, update, dw);
        descend(w, dw, learningRate);
      }
    },
  };
}

export default defineExperiment({
  id: 'reward-pairs',
  title: 'Loss falls, margin and accuracy rise, and the scores of chosen and rejected answers part.',
  params: {
    features,
    update: {
      kind: 'choice',
      label: 'update',
      help: 'The gradient step, or the line printed in the source: wrong sign, and without the rejected answer.',
      choices: { correct: 'correct', source: 'as in the source' },
      default: 'correct',
    },
    noise: {
      kind: 'number',
      symbol: '\\eta',
      label: 'reversed labels',
      unit: 'share',
      help: 'Probability that a training label says the opposite of the expert. Held-out pairs keep the expert’s label.',
      min: 0,
      max: 0.5,
      step: 0.05,
      default: 0,
    },
    reversed: {
      kind: 'text',
      label: 'pairs that you would label the other way',
      help: 'Names of pairs, such as “C2 C7”: their training labels are reversed, besides those that err by chance.',
      maxLength: 80,
      default: '',
      example: 'C7',
      menu: true,
    },
    offset: {
      kind: 'number',
      symbol: 'c',
      label: 'constant added to every score',
      unit: 'logits',
      help: 'A reward is defined only up to a constant: this one moves every score and nothing else.',
      min: -5,
      max: 5,
      step: 0.5,
      default: 0,
    },
    rewardLoss: { ...rewardLoss, menu: true },
    learningRate: {
      kind: 'number',
      symbol: '\\alpha',
      label: 'learning rate',
      help: 'Step of gradient descent; features are scaled so that one rate suits every set.',
      min: 0.05,
      max: 2,
      step: 0.05,
      default: 0.5,
      menu: true,
    },
    epochs: {
      kind: 'number',
      label: 'epochs',
      unit: 'passes',
      help: 'Passes over the training pairs.',
      min: 5,
      max: 200,
      step: 5,
      default: 60,
      menu: true,
    },
    batchSize: {
      kind: 'number',
      symbol: 'B',
      label: 'batch size',
      unit: 'pairs',
      help: 'Pairs a step.',
      min: 1,
      max: 20,
      step: 1,
      default: 5,
      menu: true,
    },
    seed: seedParam('Fixes the first weights, the order of the pairs and which labels are reversed.'),
  },
  series: {
    training: {
      title: 'Training, epoch by epoch',
      metrics: {
        epoch: { label: 'epoch', unit: 'passes', help: 'Passes over the training pairs.', digits: 0 },
        loss: {
          label: 'loss, training',
          unit: 'nats',
          help: 'Mean loss of the 20 training pairs.',
          hue: 'loss',
          digits: 3,
        },
        heldOutLoss: {
          label: 'loss, held-out',
          unit: 'nats',
          help: 'Mean loss of each pair under the model that was trained on the other 19.',
          hue: 'loss',
          digits: 3,
        },
        margin: {
          label: 'margin, training',
          unit: 'logits',
          help: 'Mean of s_c − s_r over the training pairs.',
          hue: 'margin',
          digits: 3,
        },
        heldOutMargin: {
          label: 'margin, held-out',
          unit: 'logits',
          help: 'Mean margin of each pair under the model that was trained on the other 19.',
          hue: 'margin',
          digits: 3,
        },
        accuracy: {
          label: 'accuracy, training',
          unit: 'share',
          help: 'Share of training pairs with a positive margin; a tie counts one half.',
          digits: 2,
        },
        heldOutAccuracy: {
          label: 'accuracy, held-out',
          unit: 'share',
          help: 'Share of pairs ranked as the expert did by the model that never saw them.',
          digits: 2,
        },
        chosen: {
          label: 'score, chosen',
          unit: 'logits',
          help: 'Mean score of the experts’ chosen answers.',
          hue: 'reward',
          digits: 2,
        },
        rejected: {
          label: 'score, rejected',
          unit: 'logits',
          help: 'Mean score of the experts’ rejected answers.',
          hue: 'reward',
          digits: 2,
        },
      },
    },
  },
  clock: { series: 'training', metric: 'epoch' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats',
      size: 'panel',
      x: { label: 'epochs' },
      y: { domain: [0, 0.8] },
      layers: [
        { series: 'training', x: 'epoch', y: 'loss', mark: 'line', role: 'thin', label: 'training' },
        { series: 'training', x: 'epoch', y: 'heldOutLoss', mark: 'line', label: 'held-out' },
      ],
      references: [{ axis: 'y', at: 0.6931471805599453, label: 'a constant scorer: ln 2' }],
      head: [{ series: 'training', metric: 'heldOutLoss' }],
    },
    {
      kind: 'xy',
      id: 'margin',
      title: 'Margin',
      unit: 'Δ, logits',
      size: 'panel',
      x: { label: 'epochs' },
      y: { domain: [0, 2] },
      layers: [
        { series: 'training', x: 'epoch', y: 'margin', mark: 'line', role: 'thin', label: 'training' },
        { series: 'training', x: 'epoch', y: 'heldOutMargin', mark: 'line', label: 'held-out' },
      ],
      head: [{ series: 'training', metric: 'heldOutMargin' }],
    },
    {
      kind: 'xy',
      id: 'accuracy',
      title: 'Accuracy',
      unit: '% of pairs',
      size: 'panel',
      x: { label: 'epochs' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'training', x: 'epoch', y: 'accuracy', mark: 'line', role: 'thin', label: 'training' },
        { series: 'training', x: 'epoch', y: 'heldOutAccuracy', mark: 'line', label: 'held-out' },
      ],
      references: [{ axis: 'y', at: 0.5, label: 'chance' }],
      head: [{ series: 'training', metric: 'heldOutAccuracy' }],
    },
    {
      kind: 'xy',
      id: 'scores',
      title: 'Scores',
      unit: 'logits',
      size: 'panel',
      x: { label: 'epochs' },
      y: { domain: [-2, 2] },
      layers: [
        { series: 'training', x: 'epoch', y: 'chosen', y0: 'rejected', mark: 'band', label: 'gap' },
        { series: 'training', x: 'epoch', y: 'chosen', mark: 'line', label: 'chosen' },
        {
          series: 'training',
          x: 'epoch',
          y: 'rejected',
          mark: 'line',
          role: 'counterpart',
          label: 'rejected',
        },
      ],
      head: [
        { series: 'training', metric: 'chosen' },
        { series: 'training', metric: 'rejected' },
      ],
    },
  ],
  findings: {
    loss: {
      says: 'the training loss at the end',
      measure: (rows) => rows.of('training').at(-1)!.loss,
      digits: 3,
      unit: 'nats',
      between: [0.07, 0.13],
    },
    heldOutLoss: {
      says: 'the held-out loss at the end',
      measure: (rows) => rows.of('training').at(-1)!.heldOutLoss,
      digits: 3,
      unit: 'nats',
      between: [0.2, 0.32],
    },
    margin: {
      says: 'the training margin at the end',
      measure: (rows) => rows.of('training').at(-1)!.margin,
      digits: 2,
      between: [2.2, 2.7],
    },
    heldOutMargin: {
      says: 'the held-out margin at the end',
      measure: (rows) => rows.of('training').at(-1)!.heldOutMargin,
      digits: 2,
      unit: 'logits',
      between: [1.2, 1.7],
    },
    accuracy: {
      says: 'the training accuracy at the end',
      measure: (rows) => rows.of('training').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [1, 1],
    },
    heldOutAccuracy: {
      says: 'the held-out accuracy at the end',
      measure: (rows) => rows.of('training').at(-1)!.heldOutAccuracy,
      digits: 0,
      percent: true,
      between: [0.9, 1],
    },
    sharesAccuracy: {
      says: 'held-out accuracy on word shares',
      settings: { features: 'shares' },
      measure: (rows) => rows.of('training').at(-1)!.heldOutAccuracy,
      digits: 0,
      percent: true,
      between: [0.7, 0.9],
    },
    sharesTrainingAccuracy: {
      says: 'training accuracy on word shares',
      settings: { features: 'shares' },
      measure: (rows) => rows.of('training').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [1, 1],
    },
    noisyHeldOutAccuracy: {
      says: 'held-out accuracy with three in ten labels reversed',
      settings: { noise: 0.3 },
      measure: (rows) => rows.of('training').at(-1)!.heldOutAccuracy,
      digits: 0,
      percent: true,
      between: [0.55, 0.95],
    },
    epochs: {
      says: 'epochs of the default run',
      measure: (rows) => rows.of('training').at(-1)!.epoch,
      digits: 0,
      between: [60, 60],
    },
    words: {
      says: 'different words in the 40 answers',
      measure: () => pairFeatures('counts').pairs[0]!.chosen.length,
      digits: 0,
      between: [150, 300],
    },
    noisyTrainingAccuracy: {
      says: 'training accuracy with three in ten labels reversed',
      settings: { noise: 0.3 },
      measure: (rows) => rows.of('training').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [0.95, 1],
    },
    sourceLoss: {
      says: 'the training loss after the source’s update',
      settings: { update: 'source' },
      measure: (rows) => rows.of('training').at(-1)!.loss,
      digits: 1,
      unit: 'nats',
      between: [8, 25],
    },
    sourceAccuracy: {
      says: 'training accuracy after the source’s update',
      settings: { update: 'source' },
      measure: (rows) => rows.of('training').at(-1)!.accuracy,
      digits: 0,
      percent: true,
      between: [0, 0.1],
    },
    sourceMargin: {
      says: 'the training margin after the source’s update',
      settings: { update: 'source' },
      measure: (rows) => rows.of('training').at(-1)!.margin,
      digits: 1,
      unit: 'logits',
      between: [-25, -8],
    },
    earlyAccuracy: {
      says: 'held-out accuracy after five slow epochs of the source’s update on word shares',
      settings: { features: 'shares', update: 'source', learningRate: 0.2, epochs: 5 },
      measure: (rows) => rows.of('training').at(-1)!.heldOutAccuracy,
      digits: 0,
      percent: true,
      between: [0.1, 0.45],
    },
    earlyMargin: {
      says: 'its held-out margin',
      settings: { features: 'shares', update: 'source', learningRate: 0.2, epochs: 5 },
      measure: (rows) => rows.of('training').at(-1)!.heldOutMargin,
      digits: 3,
      between: [-0.05, 0],
    },
    earlyLoss: {
      says: 'its held-out loss',
      settings: { features: 'shares', update: 'source', learningRate: 0.2, epochs: 5 },
      measure: (rows) => rows.of('training').at(-1)!.heldOutLoss,
      digits: 4,
      unit: 'nats',
      between: [0.6931, 0.72],
    },
    sevenOfTwentyLow: {
      says: 'lower end of the 95 % interval of 7 right in 20',
      measure: () => wilson(7, 20)[0],
      digits: 0,
      percent: true,
      between: [0.17, 0.19],
    },
    sevenOfTwentyHigh: {
      says: 'upper end of the 95 % interval of 7 right in 20',
      measure: () => wilson(7, 20)[1],
      digits: 0,
      percent: true,
      between: [0.56, 0.58],
    },
    coinTail: {
      says: 'probability that a coin gets 7 or fewer of 20',
      measure: () => binomialTail(7, 20),
      digits: 0,
      percent: true,
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
      measure: (rows) => rows.of('training').at(-1)!.chosen,
      digits: 2,
      between: [7, 8.2],
    },
    rejected: {
      says: 'the mean score of rejected answers',
      measure: (rows) => rows.of('training').at(-1)!.rejected,
      digits: 2,
      between: [-0.5, 0.8],
    },
    chosen: {
      says: 'the mean score of chosen answers',
      measure: (rows) => rows.of('training').at(-1)!.chosen,
      digits: 2,
      between: [2, 3.2],
    },
    shiftedMargin: {
      says: 'the training margin with the constant 5',
      settings: { offset: 5 },
      measure: (rows) => rows.of('training').at(-1)!.margin,
      digits: 2,
      between: [2.2, 2.7],
    },
  },
  goals: {
    robust: {
      says: 'Three in ten labels are reversed. Find features with which the model still ranks at least 90 % of the held-out pairs.',
      label: 'accuracy, held-out',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.9, 1],
      measure: (rows) => rows.of('training').at(-1)!.heldOutAccuracy,
      unless: ({ noise, update }) =>
        noise < 0.3
          ? 'the share of reversed labels has to be at least 0.3.'
          : update === 'source'
            ? 'the update has to be the correct one.'
            : undefined,
      hint: 'A model with many weights can learn every reversed label by heart. How few weights can it have?',
      solution: { noise: 0.3, features: 'length' },
    },
    likeTheSource: {
      says: 'With the source’s update, find a run that ends with a held-out loss between 0.700 and 0.710, as the source reports.',
      label: 'loss, held-out',
      unit: 'nats',
      digits: 3,
      scale: [0.6, 0.8],
      target: [0.7, 0.71],
      measure: (rows) => rows.of('training').at(-1)!.heldOutLoss,
      unless: ({ update }) => (update === 'correct' ? 'the update has to be the source’s.' : undefined),
      hint: 'The loss starts at ln 2 = 0.693 and this update only raises it. Stop early: few epochs, a small learning rate (both under More).',
      solution: { features: 'shares', update: 'source', learningRate: 0.2, epochs: 5 },
    },
  },
  needs: [],
  small: { epochs: 5 },
  simplified: [
    'A linear model on word features instead of a transformer with a scalar head; it reads the answer, not the prompt.',
    'Held-out means leave-one-out: 20 further models, each trained without one pair; they share most of their pairs, so an interval over their results is a little too narrow.',
  ],
}).runs(function* (
  { features, update, noise, reversed, offset, rewardLoss, learningRate, epochs, batchSize },
  { rng },
) {
  const expert = pairFeatures(features).pairs;
  const labels = rng.stream('labels');
  const otherWay = new Set(wordsOf(reversed));
  const labelled = expert.map((pair, i) => {
    const erred = labels.uniform() < noise;
    const disagreed = otherWay.has(preferencePairs[i]!.id.toLowerCase());
    return erred !== disagreed ? { chosen: pair.rejected, rejected: pair.chosen } : pair;
  });
  const training = { loss: rewardLoss, update, learningRate, batchSize };
  const all = learner({ ...training, pairs: labelled }, rng.stream('all'));
  const without = expert.map((_, left) =>
    learner({ ...training, pairs: labelled.filter((_, i) => i !== left) }, rng.stream(`without ${left}`)),
  );
  for (let epoch = 0; epoch <= epochs; epoch++) {
    if (epoch > 0) for (const model of [all, ...without]) model.epoch();
    const margins = labelled.map((pair) => marginOf(all.w, pair));
    const heldOut = expert.map((pair, i) => marginOf(without[i]!.w, pair));
    yield {
      series: 'training',
      epoch,
      loss: mean(margins.map((margin) => pairLoss(rewardLoss, margin))),
      heldOutLoss: mean(heldOut.map((margin) => pairLoss(rewardLoss, margin))),
      margin: mean(margins),
      heldOutMargin: mean(heldOut),
      accuracy: mean(margins.map(rankedRightly)),
      heldOutAccuracy: mean(heldOut.map(rankedRightly)),
      chosen: offset + mean(expert.map((pair) => dot(all.w, pair.chosen))),
      rejected: offset + mean(expert.map((pair) => dot(all.w, pair.rejected))),
    };
  }
});
