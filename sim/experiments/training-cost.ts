/** From the batch to the bill: tokens a step, compute, time, price, memory, and the loss that two published fits expect. */
import { defineExperiment, type Measured } from '../experiment.ts';
import { exp, log } from '../float.ts';
import { mean } from '../measure/mean.ts';
import {
  BESIROGLU,
  HOFFMANN,
  lossOf,
  optimum,
  trainingCompute,
  type ScalingLaw,
} from '../measure/scalingLaw.ts';
import { allReduceBytes, bytesOnEach } from '../measure/trainingMemory.ts';
import { MLP_FACTOR } from '../model/shape.ts';
import { createRng } from '../rng.ts';

/** Peaks: 16-bit tensor cores, dense (data sheets of NVIDIA, 2021 and 2023). Memory: of the machine that is priced. */
const GPUS = {
  a100: { peak: 312e12, gigabytes: 40 },
  h100: { peak: 989e12, gigabytes: 80 },
} as const;

const FITS = [HOFFMANN, BESIROGLU] as const;
const FIT_NAMES = ['Hoffmann et al. 2022', 'Besiroglu et al. 2024'] as const;
const STAGES = [0, 1, 2, 3] as const;
const STAGE_NAMES = ['all on each GPU', 'ZeRO-1', 'ZeRO-2', 'ZeRO-3'] as const;

/** The source's calculator: batch of one GPU, context, and its constant. */
const SOURCE = { sequences: 512, perGpu: 16, context: 2048, vocabulary: 50_000, share: 0.8 } as const;
const SOURCE_THROUGHPUT = SOURCE.sequences * SOURCE.context * SOURCE.share;
/** Compute of Gopher and Chinchilla (Hoffmann et al. 2022). */
const CHINCHILLA_COMPUTE = 5.76e23;

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

const series = {
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
    title: 'Two fits to the same runs',
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

type Rows = Measured<typeof series>;
const fitOf = (rows: Rows, fit: number) => rows.of('fit')[fit]!;
const GPT3 = { width: 12288, layers: 96, gpus: 1024, perGpu: 1, accumulation: 2, steps: 72000 } as const;

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
      unit: 'nats a token',
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
  findings: {
    sequences: {
      says: 'sequences a step',
      measure: (rows) => rows.of('step')[0]!.sequences,
      digits: 0,
      between: [512, 512],
    },
    tokensAStep: {
      says: 'tokens a step',
      measure: (rows) => rows.of('step')[0]!.tokens,
      digits: 0,
      between: [1048576, 1048576],
    },
    secondsAStep: {
      says: 'seconds a step',
      measure: (rows) => rows.of('step')[0]!.seconds,
      digits: 2,
      unit: 's',
      between: [0.77, 0.79],
    },
    exchanged: {
      says: 'what each GPU sends in a step',
      measure: (rows) => rows.of('step')[0]!.exchanged,
      digits: 2,
      unit: 'GB',
      between: [0.43, 0.44],
    },
    weights: {
      says: 'weights',
      measure: (rows) => rows.of('run')[0]!.weights,
      digits: 1,
      unit: 'million',
      between: [123.3, 123.4],
    },
    tokens: {
      says: 'tokens of the run',
      measure: (rows) => rows.of('run')[0]!.tokens,
      digits: 1,
      unit: 'billion',
      between: [104.8, 104.9],
    },
    compute: {
      says: '6 N D',
      measure: (rows) => rows.of('run')[0]!.compute,
      digits: 1,
      unit: '·\u00a010¹⁸ FLOP',
      between: [77, 78],
    },
    attention: {
      says: 'what attention adds to it',
      measure: (rows) => rows.of('run')[0]!.attention,
      digits: 0,
      percent: true,
      between: [0.15, 0.16],
    },
    gpuHours: {
      says: 'GPU-hours',
      measure: (rows) => rows.of('bill')[0]!.gpuHours,
      digits: 0,
      between: [170, 175],
    },
    hours: {
      says: 'hours on eight GPUs',
      measure: (rows) => rows.of('bill')[0]!.days * 24,
      digits: 0,
      between: [21, 22],
    },
    cost: {
      says: 'price of the run',
      measure: (rows) => rows.of('bill')[0]!.cost,
      digits: 0,
      between: [310, 325],
    },
    costAtHalf: {
      says: 'its price at half of the utilisation',
      settings: { utilisation: 0.2 },
      measure: (rows) => rows.of('bill')[0]!.cost,
      digits: 0,
      between: [620, 650],
    },
    ratio: {
      says: 'tokens a weight of the run',
      measure: (rows) => (1000 * rows.of('run')[0]!.tokens) / rows.of('run')[0]!.weights,
      digits: 0,
      between: [850, 851],
    },
    lossHoffmann: {
      says: 'its loss by the fit of 2022',
      measure: (rows) => fitOf(rows, 0).loss,
      digits: 2,
      unit: 'nats',
      between: [2.5, 2.9],
    },
    lossBesiroglu: {
      says: 'its loss by the fit of 2024',
      measure: (rows) => fitOf(rows, 1).loss,
      digits: 2,
      unit: 'nats',
      between: [2.5, 2.9],
    },
    bestBesiroglu: {
      says: 'the best loss for the same compute by the fit of 2024',
      measure: (rows) => fitOf(rows, 1).bestLoss,
      digits: 2,
      unit: 'nats',
      between: [2.3, 2.8],
    },
    bestWeights: {
      says: 'the weights of the best model for the same compute by the fit of 2024',
      measure: (rows) => fitOf(rows, 1).bestWeights,
      digits: 0,
      unit: 'million',
      between: [600, 1200],
    },
    chinchillaHoffmann: {
      says: 'tokens a weight at the compute of Chinchilla, constants of 2022',
      measure: () => {
        const { weights, tokens } = optimum(HOFFMANN, CHINCHILLA_COMPUTE);
        return tokens / weights;
      },
      digits: 0,
      between: [92, 94],
    },
    chinchillaBesiroglu: {
      says: 'the same with the constants of 2024',
      measure: () => {
        const { weights, tokens } = optimum(BESIROGLU, CHINCHILLA_COMPUTE);
        return tokens / weights;
      },
      digits: 0,
      between: [18, 19],
    },
    gpt3Compute: {
      says: '6 N D of a model of the size of GPT-3',
      settings: GPT3,
      measure: (rows) => rows.of('run')[0]!.compute / 1e5,
      digits: 2,
      unit: '·\u00a010²³ FLOP',
      between: [3.1, 3.2],
    },
    gpt3Days: {
      says: 'days on 1,024 A100',
      settings: GPT3,
      measure: (rows) => rows.of('bill')[0]!.days,
      digits: 0,
      between: [27, 30],
    },
    gpt3Cost: {
      says: 'its price in millions',
      settings: GPT3,
      measure: (rows) => rows.of('bill')[0]!.cost / 1e6,
      digits: 1,
      unit: 'million dollars',
      between: [1.2, 1.4],
    },
    gpt3Memory: {
      says: 'memory of its training, undivided',
      settings: GPT3,
      measure: (rows) => rows.of('memory')[0]!.gigabytes,
      digits: 0,
      unit: 'GB',
      between: [2750, 2850],
    },
    gpt3Divided: {
      says: 'the same on each of 1,024 GPUs when everything is divided',
      settings: GPT3,
      measure: (rows) => rows.of('memory')[3]!.gigabytes,
      digits: 1,
      unit: 'GB',
      between: [2.7, 2.8],
    },
    memory: {
      says: 'memory of the preset on each GPU',
      measure: (rows) => rows.of('memory')[0]!.gigabytes,
      digits: 1,
      unit: 'GB',
      between: [1.9, 2.1],
    },
    sourceLoss: {
      says: 'expected loss of random logits among 50,000 tokens, ln V + 1/2',
      measure: () => log(SOURCE.vocabulary) + 0.5,
      digits: 2,
      unit: 'nats',
      between: [11.31, 11.33],
    },
    sourceLossDrawn: {
      says: 'mean loss of 20 rows of random logits over all targets',
      measure: () => mean(randomLosses(20, SOURCE.vocabulary)),
      digits: 2,
      unit: 'nats',
      between: [11.3, 11.34],
    },
    sourcePerplexity: {
      says: 'its perplexity',
      measure: () => exp(log(SOURCE.vocabulary) + 0.5),
      digits: 0,
      between: [82000, 83000],
    },
    guessing: {
      says: 'loss of guessing among 50,000 tokens',
      measure: () => log(SOURCE.vocabulary),
      digits: 2,
      unit: 'nats',
      between: [10.81, 10.83],
    },
    sourceThroughput: {
      says: 'the source’s throughput',
      measure: () => SOURCE_THROUGHPUT,
      digits: 0,
      between: [838860, 838862],
    },
    sourceUtilisation: {
      says: 'the utilisation of eight A100 that it would need',
      measure: (rows) => {
        const weights = rows.of('run')[0]!.weights * 1e6;
        return trainingCompute(weights, SOURCE_THROUGHPUT) / (8 * GPUS.a100.peak);
      },
      digits: 0,
      percent: true,
      between: [0.24, 0.26],
    },
    sourceCounted: {
      says: 'tokens that the source counts in a step',
      measure: () => SOURCE.perGpu * SOURCE.context,
      digits: 0,
      between: [32768, 32768],
    },
    sourceLogits: {
      says: 'its logits for one batch, in 64 bits',
      measure: () => (SOURCE.perGpu * SOURCE.context * SOURCE.vocabulary * 8) / 1e9,
      digits: 1,
      unit: 'GB',
      between: [13, 13.2],
    },
  },
  goals: {
    sameMoney: {
      says: 'Spend at most 330 dollars, and reach an expected loss of at most 2.62 by the fit of 2024.',
      label: 'expected loss',
      unit: 'nats',
      digits: 3,
      scale: [2.4, 3],
      target: [2.4, 2.62],
      measure: (rows) => fitOf(rows, 1).loss,
      unless: ({ gpu, priceA100, utilisation, ...settings }) => {
        if (gpu !== 'a100' || priceA100 !== 1.84 || utilisation !== 0.4)
          return 'GPU, price and utilisation have to stay as they are.';
        const { weights, tokens } = sizesOf(settings);
        const cost = costOf(trainingCompute(weights, tokens), GPUS.a100.peak, utilisation, priceA100);
        return cost > 330 ? 'it costs more than 330 dollars.' : undefined;
      },
      hint: 'The dot lies left of the lowest point of the curve: too small a model has read too much. A wider and deeper model needs fewer steps for the same bill.',
      solution: { width: 1536, layers: 24, steps: 16000 },
    },
  },
  needs: [],
  small: {},
  simplified: [
    'Peaks and prices are those of a date and a list; both have changed since, and will again.',
    'The fits were made on one corpus with one tokenizer: their nats cannot be compared with those of another.',
    'Weights without biases, norms and positions; memory without activations, which often take as much again.',
  ],
}).runs(function* (settings) {
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
function sizesOf(of: Sizes) {
  const sequences = of.gpus * of.perGpu * of.accumulation;
  const tokensAStep = sequences * of.context;
  const block = (4 + 2 * MLP_FACTOR) * of.width * of.width;
  const weights = of.vocabulary * of.width + of.layers * block;
  return { sequences, tokensAStep, weights, tokens: tokensAStep * of.steps };
}

/** Dollars. */
function costOf(compute: number, peak: number, utilisation: number, price: number): number {
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

/** Mean losses over all targets of rows of standard normal logits: what the source's trainer computes. */
function randomLosses(rows: number, vocabulary: number): number[] {
  const rng = createRng(20);
  return Array.from({ length: rows }, () => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < vocabulary; i++) {
      const logit = rng.normal();
      sum += exp(logit);
      total += logit;
    }
    return log(sum) - total / vocabulary;
  });
}
