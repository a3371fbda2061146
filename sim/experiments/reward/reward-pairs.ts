/** A reward model trained on 20 preference pairs: the four panels of the original Program 1, and its held-out truth. */
import { pairFeatures, preferencePairs } from '../../examples/preferencePairs.ts';
import { mean } from '../../measure/mean.ts';
import { rankedRightly } from '../../measure/ranking.ts';
import { defineExperiment } from '../../experiment.ts';
import type { Rng } from '../../rng.ts';
import {
  descend,
  dot,
  marginOf,
  rewardGradient,
  type FeaturePair,
  type Update,
} from '../../stages/linearReward.ts';
import { pairLoss, rewardLoss, type RewardLoss } from '../../stages/pairwiseLoss.ts';
import { features } from '../../text/answerFeatures.ts';
import { wordsOf } from '../../text/words.ts';
import { seedParam } from '../seed.ts';

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
  title: 'What a reward model does on the pairs it was trained on, and on those it never saw.',
  params: {
    features,
    update: {
      kind: 'choice',
      label: 'update',
      help: 'The gradient step, or one with two slips: wrong sign, and without the rejected answer.',
      choices: { correct: 'correct', source: 'wrong sign, chosen only' },
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
      help: 'Pairs per step.',
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
  clock: { series: 'training', metric: 'epoch', end: 'epochs' },
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
  tabs: [
    { label: 'Loss and accuracy', views: ['loss', 'accuracy'] },
    { label: 'Margin and scores', views: ['margin', 'scores'] },
  ],
  needs: [],
  small: { epochs: 5 },
  simplified: [
    'A linear model on word features instead of a transformer with a scalar head; it reads the answer, not the prompt.',
    'Held-out means leave-one-out: 20 further models, each trained without one pair; they share most of their pairs, so an interval over their results is a little too narrow.',
  ],
}).runs(function* runRewardPairs(
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
