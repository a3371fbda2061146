/** From the batch to the bill: tokens a step, compute, time, price, memory, and the loss that two published fits expect. */
import { defineExperiment } from '../../experiment.ts';
import { exp, log } from '../../float.ts';
import {
  BESIROGLU,
  HOFFMANN,
  lossOf,
  optimum,
  trainingCompute,
  type ScalingLaw,
} from '../../measure/scalingLaw.ts';
import { allReduceBytes, bytesOnEach } from '../../measure/trainingMemory.ts';
import { MLP_FACTOR } from '../../model/shape.ts';

/** Peaks: 16-bit tensor cores, dense (data sheets of NVIDIA, 2021 and 2023). Memory: of the machine that is priced. */
export const GPUS = {
  a100: { peak: 312e12, gigabytes: 40 },
  h100: { peak: 989e12, gigabytes: 80 },
} as const;

const FITS = [HOFFMANN, BESIROGLU] as const;

const FIT_NAMES = ['Hoffmann et al. 2022', 'Besiroglu et al. 2024'] as const;

const STAGES = [0, 1, 2, 3] as const;

const STAGE_NAMES = ['all on each GPU', 'ZeRO-1', 'ZeRO-2', 'ZeRO-3'] as const;

const LN10 = log(10);

const log10 = (x: number) => log(x) / LN10;

const powerOf10 = (x: number) => exp(x * LN10);

/** Decades to either side of the best model that are drawn, and points in a decade. */
const DECADES = 1.2;

const POINTS = 16;

const nats = (label: string, help: string) =>
  ({ label, unit: 'nats', help, hue: 'loss', digits: 3 }) as const;

const size = {
  label: 'weights',
  unit: 'power of ten',
  help: 'Logarithm of the number of weights.',
  digits: 2,
} as const;

const curve = (title: string) =>
  ({
    title,
    metrics: {
      size,
      loss: nats('expected loss', 'At the compute that is set, more weights and fewer tokens.'),
    },
  }) as const;

export const series = {
  step: {
    title: 'One step',
    metrics: {
      sequences: { label: 'sequences', unit: '', help: 'GPUs × batch × accumulation.', digits: 0 },
      tokens: { label: 'tokens', unit: '', help: 'Sequences × context.', digits: 0 },
      seconds: { label: 'time', unit: 's', help: 'Compute by what the GPUs really reach.', digits: 2 },
      exchanged: {
        label: 'sent by each GPU',
        unit: 'GB',
        help: 'Gradients in 16 bits, summed over a ring.',
        digits: 2,
      },
    },
  },
  run: {
    title: 'The run',
    metrics: {
      weights: { label: 'weights', unit: 'million', help: 'V d + 12 layers d².', digits: 1 },
      tokens: { label: 'tokens', unit: 'billion', help: 'Tokens a step × steps.', digits: 1 },
      compute: { label: '6 N D', unit: '10¹⁸ FLOP', help: 'Six operations a weight and token.', digits: 1 },
      attention: {
        label: 'attention on top',
        unit: 'share',
        help: 'What 6 N D leaves out: products of queries, keys and values, causal.',
        digits: 2,
      },
    },
  },
  bill: {
    title: 'The bill',
    metrics: {
      gpuHours: { label: 'GPU-hours', unit: '', help: 'Of all GPUs together.', digits: 0 },
      days: { label: 'time', unit: 'days', help: 'If nothing fails.', digits: 1 },
      cost: {
        label: 'price',
        unit: '$',
        help: 'GPU-hours × price; without storage, staff, failed runs.',
        digits: 0,
      },
      throughput: { label: 'throughput', unit: 'tokens/s', help: 'Tokens a step by its time.', digits: 0 },
    },
  },
  hoffmann: curve('Hoffmann et al. 2022'),
  besiroglu: curve('Besiroglu et al. 2024'),
  chosen: {
    title: 'The run that is set',
    metrics: { size, loss: nats('expected loss', 'By the fit of 2024.') },
  },
  fit: {
    title: 'Two fits of one law',
    metrics: {
      fit: { label: 'fit', unit: '', help: 'Whose constants.', digits: 0, names: FIT_NAMES },
      loss: nats('loss', 'Expected of this run.'),
      bestWeights: { label: 'best N', unit: 'million', help: 'Weights, for the same compute.', digits: 0 },
      bestTokens: { label: 'best D', unit: 'billion', help: 'Tokens, for the same compute.', digits: 1 },
      ratio: { label: 'D / N', unit: '', help: 'Tokens a weight at the best.', digits: 0 },
      bestLoss: nats('best loss', 'Expected there.'),
    },
  },
  memory: {
    title: 'Memory of one GPU',
    metrics: {
      stage: {
        label: 'divided',
        unit: '',
        help: 'What is spread over the GPUs.',
        digits: 0,
        names: STAGE_NAMES,
      },
      gigabytes: {
        label: 'memory',
        unit: 'GB',
        help: 'Weights, gradients, optimiser; without activations.',
        digits: 1,
      },
      share: {
        label: 'share of a GPU',
        unit: 'share',
        help: 'The same by the memory of one GPU.',
        digits: 2,
      },
      fits: { label: 'fits', unit: '', help: '1 if it fits into the GPU.', digits: 0 },
    },
  },
} as const;

interface Sizes {
  readonly gpus: number;
  readonly perGpu: number;
  readonly accumulation: number;
  readonly context: number;
  readonly steps: number;
  readonly width: number;
  readonly layers: number;
  readonly vocabulary: number;
}

/** Embeddings, which are the output too, and the matrices of the blocks: 4 d² for attention, 8 d² for the MLP. */
export function sizesOf(of: Sizes) {
  const sequences = of.gpus * of.perGpu * of.accumulation;
  const tokensAStep = sequences * of.context;
  const block = (4 + 2 * MLP_FACTOR) * of.width * of.width;
  const weights = of.vocabulary * of.width + of.layers * block;
  return { sequences, tokensAStep, weights, tokens: tokensAStep * of.steps };
}

/** Dollars. */
export function costOf(compute: number, peak: number, utilisation: number, price: number): number {
  return (compute / (peak * utilisation) / 3600) * price;
}

/** The loss of all models that this compute can train, around the best one, and out to the one that is set. */
function* curveOf(
  series: 'hoffmann' | 'besiroglu',
  fit: ScalingLaw,
  compute: number,
  weights: number,
): Generator<{ readonly series: typeof series; readonly size: number; readonly loss: number }> {
  const middle = log10(optimum(fit, compute).weights);
  const from = Math.min(middle - DECADES, log10(weights));
  const to = Math.max(middle + DECADES, log10(weights));
  const points = Math.ceil((to - from) * POINTS);
  for (let i = 0; i <= points; i++) {
    const exponent = from + ((to - from) * i) / points;
    const n = powerOf10(exponent);
    yield { series, size: exponent, loss: lossOf(fit, n, compute / 6 / n) };
  }
}

export default defineExperiment({
  id: 'training-cost',
  title: 'From a batch to a bill, and what two published fits say the money should have bought.',
  params: {
    gpus: {
      kind: 'number',
      label: 'GPUs',
      help: 'All with a copy of the model, or a part of it.',
      min: 1,
      max: 4096,
      step: 1,
      default: 8,
    },
    perGpu: {
      kind: 'number',
      label: 'batch of a GPU',
      unit: 'sequences',
      help: 'What one GPU reads at once.',
      min: 1,
      max: 128,
      step: 1,
      default: 16,
      menu: true,
    },
    accumulation: {
      kind: 'number',
      label: 'accumulation',
      unit: 'times',
      help: 'Micro-batches before an update.',
      min: 1,
      max: 64,
      step: 1,
      default: 4,
      menu: true,
    },
    context: {
      kind: 'number',
      symbol: 'T',
      label: 'context',
      unit: 'tokens',
      help: 'Length of a sequence.',
      min: 128,
      max: 8192,
      step: 128,
      default: 2048,
    },
    steps: {
      kind: 'number',
      symbol: 'S',
      label: 'steps',
      help: 'Updates of the run.',
      min: 1000,
      max: 1000000,
      step: 1000,
      default: 100000,
    },
    width: {
      kind: 'number',
      symbol: 'd',
      label: 'width',
      help: 'Numbers in a hidden state; the number of heads divides it, and changes no count.',
      min: 128,
      max: 16384,
      step: 128,
      default: 768,
    },
    layers: {
      kind: 'number',
      label: 'layers',
      help: 'Blocks of attention and MLP.',
      min: 1,
      max: 128,
      step: 1,
      default: 12,
    },
    gpu: {
      kind: 'choice',
      label: 'GPU',
      help: 'A100 40 GB, 312 TFLOP/s; H100 80 GB, 989 TFLOP/s (NVIDIA, 16 bits, dense).',
      choices: { a100: 'A100', h100: 'H100' },
      default: 'a100',
    },
    utilisation: {
      kind: 'number',
      label: 'utilisation',
      unit: 'share',
      help: 'Share of the peak that training reaches (MFU).',
      min: 0.05,
      max: 0.7,
      step: 0.05,
      default: 0.4,
    },
    priceA100: {
      kind: 'number',
      label: 'price of an A100',
      unit: '$ an hour',
      help: 'AWS Capacity Blocks listed 1.84 in late 2024.',
      min: 0.1,
      max: 15,
      step: 0.02,
      default: 1.84,
      when: { param: 'gpu', is: 'a100' },
    },
    priceH100: {
      kind: 'number',
      label: 'price of an H100',
      unit: '$ an hour',
      help: 'AWS Capacity Blocks listed 4.92 in late 2024.',
      min: 0.1,
      max: 15,
      step: 0.02,
      default: 4.92,
      when: { param: 'gpu', is: 'h100' },
    },
    vocabulary: {
      kind: 'number',
      symbol: 'V',
      label: 'vocabulary',
      unit: 'tokens',
      help: 'Rows of the table of embeddings, which is also the output (tied).',
      min: 1000,
      max: 200000,
      step: 1000,
      default: 50000,
      menu: true,
    },
  },
  series,
  views: [
    {
      kind: 'table',
      id: 'step',
      title: 'One step',
      size: 'wide',
      table: { series: 'step', columns: ['sequences', 'tokens', 'seconds', 'exchanged'] },
    },
    {
      kind: 'table',
      id: 'run',
      title: 'The run',
      size: 'wide',
      table: { series: 'run', columns: ['weights', 'tokens', 'compute', 'attention'] },
    },
    {
      kind: 'table',
      id: 'bill',
      title: 'The bill',
      size: 'wide',
      table: { series: 'bill', columns: ['gpuHours', 'days', 'cost', 'throughput'] },
    },
    {
      kind: 'xy',
      id: 'loss',
      title: 'Expected loss at this compute',
      unit: 'nats per token',
      size: 'wide',
      x: { label: 'weights, powers of ten' },
      y: {},
      layers: [
        { series: 'hoffmann', x: 'size', y: 'loss', mark: 'line', role: 'counterpart', label: '2022' },
        { series: 'besiroglu', x: 'size', y: 'loss', mark: 'line', label: '2024' },
        { series: 'chosen', x: 'size', y: 'loss', mark: 'dot' },
      ],
    },
    {
      kind: 'table',
      id: 'fits',
      title: 'The best division of this compute',
      size: 'wide',
      table: { series: 'fit', columns: ['fit', 'loss', 'bestWeights', 'bestTokens', 'ratio', 'bestLoss'] },
    },
    {
      kind: 'bars',
      id: 'memory',
      title: 'Memory taken on each GPU',
      unit: '% of what it has, without activations; filled: fits',
      size: 'strip',
      x: { percent: true },
      bars: { series: 'memory', by: 'stage', value: 'share', marked: 'fits' },
    },
  ],
  tabs: [
    { label: 'Bill', views: ['run', 'bill'] },
    { label: 'One step', views: ['step', 'memory'] },
    { label: 'Expected loss', views: ['loss'] },
    { label: 'Two fits', views: ['fits'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Peaks and prices are those of a date and a list; both have changed since, and will again.',
    'The fits were made on one corpus with one tokenizer: their nats cannot be compared with those of another.',
    'Weights without biases, norms and positions; memory without activations, which often take as much again.',
  ],
}).runs(function* runTrainingCost(settings) {
  const { gpus, gpu, utilisation, priceA100, priceH100, width, layers, context } = settings;
  const { sequences, tokensAStep, weights, tokens } = sizesOf(settings);
  const { peak, gigabytes } = GPUS[gpu];
  const reached = gpus * peak * utilisation;
  const compute = trainingCompute(weights, tokens);
  const seconds = trainingCompute(weights, tokensAStep) / reached;
  yield {
    series: 'step',
    sequences,
    tokens: tokensAStep,
    seconds,
    exchanged: allReduceBytes(weights, gpus) / 1e9,
  };
  yield {
    series: 'run',
    weights: weights / 1e6,
    tokens: tokens / 1e9,
    compute: compute / 1e18,
    attention: (layers * width * (context + 1)) / weights,
  };
  const price = gpu === 'a100' ? priceA100 : priceH100;
  yield {
    series: 'bill',
    gpuHours: compute / (peak * utilisation) / 3600,
    days: compute / reached / 86_400,
    cost: costOf(compute, peak, utilisation, price),
    throughput: tokensAStep / seconds,
  };
  for (const [i, fit] of FITS.entries()) {
    const best = optimum(fit, compute);
    yield* curveOf(i === 0 ? 'hoffmann' : 'besiroglu', fit, compute, weights);
    const loss = lossOf(fit, weights, tokens);
    yield {
      series: 'fit',
      fit: i,
      loss,
      bestWeights: best.weights / 1e6,
      bestTokens: best.tokens / 1e9,
      ratio: best.tokens / best.weights,
      bestLoss: lossOf(fit, best.weights, best.tokens),
    };
  }
  yield { series: 'chosen', size: log10(weights), loss: lossOf(BESIROGLU, weights, tokens) };
  for (const stage of STAGES) {
    const taken = bytesOnEach(weights, gpus, stage) / 1e9;
    yield {
      series: 'memory',
      stage,
      gigabytes: taken,
      share: taken / gigabytes,
      fits: taken <= gigabytes ? 1 : 0,
    };
  }
});
