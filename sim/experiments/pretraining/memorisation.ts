/** A transformer trained on a dozen sentences: it learns them by heart, and gets worse on those it has not seen. */
import { defineExperiment } from '../../experiment.ts';
import { pretrainingSequences } from '../../examples/pretrainingSequences.ts';
import { log } from '../../float.ts';
import { ngramLosses } from '../../measure/ngrams.ts';
import { createAdamW } from '../../model/adamW.ts';
import { initialise } from '../../model/parameters.ts';
import { createTransformer } from '../../model/transformer.ts';
import { batchOf, meanLoss } from '../../stages/languageModel.ts';
import { BOUNDARY, charactersOf } from '../../text/characters.ts';
import { seedParam } from '../seed.ts';

const HEAD_SIZE = 8;

export const texts = pretrainingSequences.map(({ context, continuation }) => `${context} ${continuation}`);

export const characters = charactersOf(texts);

const encoded = texts.map((text) => [BOUNDARY, ...characters.encode(text), BOUNDARY]);

const longest = Math.max(...encoded.map((text) => text.length)) - 1;

export const shapeOf = (width: number) => ({
  vocabulary: characters.size,
  context: longest,
  width,
  layers: 1,
  heads: width / HEAD_SIZE,
});

export default defineExperiment({
  id: 'memorisation',
  title: 'A model that learns a few sentences by heart gets worse on others that it has not seen.',
  params: {
    width: {
      kind: 'number',
      symbol: 'd',
      label: 'width',
      unit: 'numbers',
      help: 'Numbers in a hidden state; one head of attention for every eight of them.',
      min: 8,
      max: 64,
      step: 8,
      default: 32,
    },
    heldOut: {
      kind: 'number',
      label: 'held-out sentences',
      unit: 'of 15',
      help: 'Sentences that training never sees.',
      min: 1,
      max: 10,
      step: 1,
      default: 3,
      menu: true,
    },
    steps: {
      kind: 'number',
      label: 'steps',
      help: 'Updates; each sees all training sentences.',
      min: 5,
      max: 300,
      step: 5,
      default: 100,
    },
    learningRate: {
      kind: 'number',
      symbol: '\\alpha',
      label: 'learning rate',
      help: 'Step size of AdamW; constant here, without warm-up.',
      min: 0.001,
      max: 0.03,
      step: 0.001,
      default: 0.01,
      menu: true,
    },
    seed: seedParam('Fixes the first weights and which sentences are held out.'),
  },
  series: {
    training: {
      title: 'Training, step by step',
      metrics: {
        step: { label: 'step', unit: 'updates', help: 'Updates so far.', digits: 0 },
        loss: {
          label: 'loss, training',
          symbol: '\\mathcal L',
          unit: 'nats per character',
          help: 'Mean −log P of the next character in the training sentences.',
          hue: 'loss',
          digits: 3,
        },
        heldOutLoss: {
          label: 'loss, held-out',
          unit: 'nats per character',
          help: 'The same on the sentences that training never sees.',
          hue: 'loss',
          digits: 3,
        },
        uniform: {
          label: 'all characters alike',
          symbol: '\\ln V',
          unit: 'nats per character',
          help: 'The loss of a model that gives every character the same probability.',
          digits: 3,
        },
        unigram: {
          label: 'counting characters',
          unit: 'nats per character',
          help: 'Held-out loss of the frequencies of characters in the training sentences.',
          digits: 3,
        },
        bigram: {
          label: 'counting pairs',
          unit: 'nats per character',
          help: 'Held-out loss of the frequencies of pairs of characters (0.1 added to each count).',
          digits: 3,
        },
        gradientNorm: {
          label: 'gradient norm',
          unit: '',
          help: 'Length of the whole gradient, before it is clipped to 1.',
          digits: 2,
        },
      },
    },
  },
  clock: { series: 'training', metric: 'step', end: 'steps' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats per character',
      size: 'wide',
      x: { label: 'steps' },
      y: { domain: [0, 7] },
      layers: [
        {
          series: 'training',
          x: 'step',
          y: 'uniform',
          mark: 'line',
          role: 'guide',
          label: 'guessing',
        },
        { series: 'training', x: 'step', y: 'bigram', mark: 'line', role: 'guide', label: 'pairs' },
        { series: 'training', x: 'step', y: 'unigram', mark: 'line', role: 'guide', label: 'counts' },
        { series: 'training', x: 'step', y: 'loss', mark: 'line', role: 'thin', label: 'training' },
        { series: 'training', x: 'step', y: 'heldOutLoss', mark: 'line', label: 'held-out' },
      ],
      head: [{ series: 'training', metric: 'heldOutLoss', prefix: 'held-out' }],
    },
  ],
  needs: [],
  engine: true,
  small: { steps: 5, width: 8 },
  simplified: [
    'One layer, and characters instead of word pieces: a vocabulary of 60, so that a dozen sentences fill it.',
    'All training sentences in every step, at a constant learning rate.',
  ],
}).runs(function* runMemorisation({ width, heldOut, steps, learningRate }, { kernels, rng }) {
  const order = rng.stream('split').shuffle(encoded);
  const [unseen, seen] = [order.slice(0, heldOut), order.slice(heldOut)];
  const { unigram, bigram } = ngramLosses(seen, unseen, characters.size);
  const uniform = log(characters.size);

  const model = createTransformer(kernels, shapeOf(width), encoded.length - 1);
  initialise(kernels, model.parameters, rng.stream('weights'));
  const optimiser = createAdamW(model);
  const [batch, test] = [batchOf(seen), batchOf(unseen)];
  for (let step = 0; step <= steps; step++) {
    const heldOutLoss = meanLoss(model, test).loss;
    model.zeroGradients();
    const { loss, backward } = meanLoss(model, batch);
    backward();
    const gradientNorm = optimiser.step(learningRate);
    yield { series: 'training', step, loss, heldOutLoss, uniform, unigram, bigram, gradientNorm };
  }
});
