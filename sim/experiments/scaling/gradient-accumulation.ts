/** One large batch, computed at once, in micro-batches, on several devices: the same gradient, or not. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { initialise } from '../../model/parameters.ts';
import { createTransformer } from '../../model/transformer.ts';
import { accumulate, dataParallel, predictedIn, relativeDifference } from '../../stages/accumulation.ts';
import { batchOf, meanLoss } from '../../stages/languageModel.ts';
import { createWorld, END, webDocument } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const MOST = 4;

const CAPACITY = MOST * MOST * MOST;

/** A common length of the documents of the teaching world, the boundary before them included. */
const COMMON_LENGTH = 13;

const SHAPE = { context: 32, width: 16, layers: 1, heads: 2 } as const;

/** float32 has 24 bits, a little more than 7 digits: where two gradients have the same bits, so many are named. */
const ALL_DIGITS = 8;

const LN10 = log(10);

/** Components of the gradient that are drawn. */
const DRAWN = 150;

const WAYS = ['micro-batches', 'GPUs', 'means averaged'] as const;

const share = (label: string, help: string) => ({ label, unit: 'share', help, digits: 3 }) as const;

const component = (label: string, help: string) => ({ label, unit: '10⁻³', help, digits: 2 }) as const;

export const series = {
  way: {
    title: 'Ways to the gradient of the large batch',
    metrics: {
      way: { label: 'way', unit: '', help: 'How the gradient is computed.', digits: 0, names: WAYS },
      digits: {
        label: 'equal digits',
        unit: 'digits',
        help: 'Minus the power of ten of the relative difference from the gradient that is computed at once; 8: the same bits.',
        digits: 1,
      },
      difference: share('difference', 'Length of the difference by the length of the gradient.'),
      loss: { label: 'loss', unit: 'nats', help: 'What training reports as loss.', hue: 'loss', digits: 4 },
      lossAtOnce: {
        label: 'loss, at once',
        unit: 'nats',
        help: 'The loss of the large batch.',
        hue: 'loss',
        digits: 4,
      },
    },
  },
  component: {
    title: 'Components of the gradient',
    metrics: {
      atOnce: component('at once', 'Derivative of the loss of the large batch by one weight.'),
      tokens: component('by tokens', 'The same from micro-batches on all GPUs, every token alike.'),
      means: component('means averaged', 'The same, every micro-batch alike.'),
    },
  },
  diagonal: {
    title: 'Where both are equal',
    metrics: {
      atOnce: component('at once', 'A component.'),
      same: component('the same', 'The same component.'),
    },
  },
  microBatch: {
    title: 'Micro-batches',
    metrics: {
      gpu: { label: 'GPU', unit: '', help: 'Which device.', digits: 0 },
      round: { label: 'round', unit: '', help: 'Which of its micro-batches.', digits: 0 },
      tokens: { label: 'tokens', unit: '', help: 'Tokens that are predicted.', digits: 0 },
      loss: { label: 'mean loss', unit: 'nats', help: 'Over its own tokens.', hue: 'loss', digits: 3 },
      byTokens: share('weight by tokens', 'Its share in the loss of the large batch.'),
      byMeans: share('weight if means are averaged', 'One by the number of micro-batches.'),
    },
  },
} as const;

const panel = (of: 'tokens' | 'means', title: string) =>
  ({
    kind: 'xy',
    id: of,
    title,
    unit: 'derivative, 10⁻³',
    size: 'panel',
    x: { label: 'at once, 10⁻³' },
    y: {},
    layers: [
      { series: 'diagonal', x: 'atOnce', y: 'same', mark: 'line', role: 'guide' },
      { series: 'component', x: 'atOnce', y: of, mark: 'dot' },
    ],
  }) as const;

export default defineExperiment({
  id: 'gradient-accumulation',
  title: 'Micro-batches and GPUs give the gradient of the large batch if every token counts alike.',
  params: {
    gpus: {
      kind: 'number',
      label: 'GPUs',
      help: 'Devices with a copy of the model each.',
      min: 1,
      max: MOST,
      step: 1,
      default: 2,
    },
    perGpu: {
      kind: 'number',
      label: 'documents per micro-batch',
      help: 'What a device reads at once.',
      min: 1,
      max: MOST,
      step: 1,
      default: 2,
    },
    accumulation: {
      kind: 'number',
      label: 'accumulation',
      unit: 'micro-batches',
      help: 'Micro-batches that each device reads before the update.',
      min: 1,
      max: MOST,
      step: 1,
      default: 4,
    },
    lengths: {
      kind: 'choice',
      label: 'documents',
      help: 'In which order they come, and whether they differ in length.',
      choices: { sorted: 'sorted by length', drawn: 'as they come', equal: 'all of one length' },
      default: 'sorted',
    },
    seed: seedParam('Fixes the documents and the weights.'),
  },
  series,
  views: [
    {
      kind: 'bars',
      id: 'digits',
      title: 'Digits that agree with the large batch at once',
      unit: 'of about 7 in float32; 8 stands for the same bits',
      size: 'strip',
      x: { domain: [0, ALL_DIGITS] },
      bars: { series: 'way', by: 'way', value: 'digits' },
    },
    panel('tokens', 'In pieces, every token alike'),
    panel('means', 'In pieces, means averaged'),
    {
      kind: 'table',
      id: 'ways',
      title: 'Difference from the large batch at once',
      size: 'wide',
      table: { series: 'way', columns: ['way', 'difference', 'loss', 'lossAtOnce'] },
    },
    {
      kind: 'table',
      id: 'micro-batches',
      title: 'Micro-batches, and how much each of them counts',
      size: 'wide',
      table: { series: 'microBatch', columns: ['gpu', 'round', 'tokens', 'loss', 'byTokens', 'byMeans'] },
    },
  ],
  tabs: [
    { label: 'Gradients', views: ['digits', 'tokens', 'means'] },
    { label: 'Differences', views: ['ways'] },
    { label: 'Micro-batches', views: ['micro-batches'] },
  ],
  needs: [],
  engine: true,
  small: { gpus: 1, accumulation: 2 },
  simplified: [
    'The devices are one processor that computes their shares one after the other; nothing travels over a wire.',
    'A fresh model of 16 numbers a hidden state, on documents of the teaching world.',
  ],
}).runs(function* runGradientAccumulation({ gpus, perGpu, accumulation, lengths }, { kernels, rng }) {
  const world = createWorld();
  const documents = rng.stream('documents');
  const texts: number[][] = [];
  while (texts.length < gpus * perGpu * accumulation) {
    const text = [END, ...webDocument(world, documents, {})];
    if (lengths !== 'equal' || text.length === COMMON_LENGTH) texts.push(text);
  }
  if (lengths === 'sorted') texts.sort((a, b) => a.length - b.length);
  const microBatches = Array.from({ length: gpus * accumulation }, (_, i) =>
    batchOf(texts.slice(i * perGpu, (i + 1) * perGpu)),
  );
  const devices = Array.from({ length: gpus }, (_, gpu) => microBatches.filter((_, i) => i % gpus === gpu));

  const model = createTransformer(kernels, { vocabulary: world.vocabulary.length, ...SHAPE }, CAPACITY);
  initialise(kernels, model.parameters, rng.stream('weights'));
  const total = predictedIn(microBatches);
  const everyToken = () => 1 / total;
  const atOnce = accumulate(model, [batchOf(texts)], everyToken);
  const accumulated = accumulate(model, microBatches, everyToken);
  const parallel = dataParallel(model, devices, 'tokens');
  const means = dataParallel(model, devices, 'means');

  for (const [way, { values, loss }] of [accumulated, parallel, means].entries()) {
    const difference = relativeDifference(values, atOnce.values);
    const digits = difference > 0 ? Math.min(ALL_DIGITS, -log(difference) / LN10) : ALL_DIGITS;
    yield { series: 'way', way, digits, difference, loss, lossAtOnce: atOnce.loss };
  }

  const milli = (of: Float32Array, i: number) => of[i]! * 1000;
  const moved = [...atOnce.values.keys()].filter((i) => atOnce.values[i] !== 0);
  const drawn = Array.from({ length: DRAWN }, (_, k) => moved[Math.floor((k * moved.length) / DRAWN)]!);
  const shown = drawn.map((i) => milli(atOnce.values, i));
  for (const end of [Math.min(...shown), Math.max(...shown)]) {
    yield { series: 'diagonal', atOnce: end, same: end };
  }
  for (const i of drawn) {
    yield {
      series: 'component',
      atOnce: milli(atOnce.values, i),
      tokens: milli(parallel.values, i),
      means: milli(means.values, i),
    };
  }
  for (const [i, batch] of microBatches.entries()) {
    yield {
      series: 'microBatch',
      gpu: (i % gpus) + 1,
      round: Math.floor(i / gpus) + 1,
      tokens: batch.predicted,
      loss: meanLoss(model, batch).loss,
      byTokens: batch.predicted / total,
      byMeans: 1 / microBatches.length,
    };
  }
});
