/** From the batch to the bill: tokens per step, compute, time and price. */
import { defineExperiment } from '../../experiment.ts';
import { GPUS } from '../../measure/gpus.ts';
import { trainingCompute } from '../../measure/scalingLaw.ts';
import { allReduceBytes } from '../../measure/trainingMemory.ts';
import { MLP_FACTOR } from '../../model/shape.ts';

const share = (label: string, help: string) => ({ label, unit: 'share', help, digits: 2 }) as const;

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
      tokens: { label: 'tokens', unit: 'billion', help: 'Tokens per step × steps.', digits: 1 },
      compute: { label: '6 N D', unit: '10¹⁸ FLOP', help: 'Six operations per weight and token.', digits: 1 },
      causal: share(
        'attention, causal',
        'Of 6 N D: products of queries, keys and values, each token with those before it.',
      ),
      attention: share('attention, full', 'The same with every pair of tokens counted, as PaLM does.'),
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
      throughput: { label: 'throughput', unit: 'tokens/s', help: 'Tokens per step by its time.', digits: 0 },
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

/**
 * What the products inside attention cost, by 6 N D: 12 · layers · width operations per token and token that it looks at,
 * on average (T + 1) / 2 of them, or all T (Chowdhery et al. 2022, appendix B).
 */
export function attentionOf({ layers, width, context }: Sizes, weights: number) {
  const each = (2 * layers * width) / weights;
  return { causal: (each * (context + 1)) / 2, full: each * context };
}

export default defineExperiment({
  id: 'training-cost',
  title: 'From a batch to a bill: tokens, compute, time and price of a run.',
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
      label: 'micro-batch',
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
      help: 'MFU as PaLM counts it: 6 N D and attention in full, by what the GPUs could do at their peak.',
      min: 0.05,
      max: 0.7,
      step: 0.05,
      default: 0.4,
    },
    priceA100: {
      kind: 'number',
      label: 'price of an A100',
      unit: '$ per hour',
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
      unit: '$ per hour',
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
      table: { series: 'run', columns: ['weights', 'tokens', 'compute', 'causal', 'attention'] },
    },
    {
      kind: 'table',
      id: 'bill',
      title: 'The bill',
      size: 'wide',
      table: { series: 'bill', columns: ['gpuHours', 'days', 'cost', 'throughput'] },
    },
  ],
  tabs: [
    { label: 'Bill', views: ['run', 'bill'] },
    { label: 'One step', views: ['step'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Peaks and prices are those of a date and a list; both have changed since, and will again.',
    'Weights without biases, norms and positions.',
  ],
}).runs(function* runTrainingCost(settings) {
  const { gpus, gpu, utilisation, priceA100, priceH100 } = settings;
  const { sequences, tokensAStep, weights, tokens } = sizesOf(settings);
  const { causal, full } = attentionOf(settings, weights);
  const { peak } = GPUS[gpu];
  const reached = gpus * peak * utilisation;
  const compute = trainingCompute(weights, tokens);
  const counted = compute * (1 + full);
  const seconds = (trainingCompute(weights, tokensAStep) * (1 + full)) / reached;
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
    causal,
    attention: full,
  };
  const price = gpu === 'a100' ? priceA100 : priceH100;
  yield {
    series: 'bill',
    gpuHours: counted / (peak * utilisation) / 3600,
    days: counted / reached / 86_400,
    cost: costOf(counted, peak, utilisation, price),
    throughput: tokensAStep / seconds,
  };
});
