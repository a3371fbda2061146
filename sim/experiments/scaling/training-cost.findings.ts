/** What prose quotes of `training-cost`, and what exercises ask of it. */
import { first, only, wordsOn } from '../../words.ts';
import { exp, log } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import { BESIROGLU, HOFFMANN, optimum, trainingCompute, type ScalingLaw } from '../../measure/scalingLaw.ts';
import { createRng } from '../../rng.ts';
import experiment, { GPUS, sizesOf, costOf } from './training-cost.ts';

/** The source's calculator: batch of one GPU, context, and its constant. */
const SOURCE = { sequences: 512, perGpu: 16, context: 2048, vocabulary: 50_000, share: 0.8 } as const;

const SOURCE_THROUGHPUT = SOURCE.sequences * SOURCE.context * SOURCE.share;

/** Expected loss of standard normal logits: ln V + 1/2. */
const SOURCE_LOSS = log(SOURCE.vocabulary) + 0.5;

/** Compute of Gopher and Chinchilla (Hoffmann et al. 2022). */
const CHINCHILLA_COMPUTE = 5.76e23;

const GPT3 = { width: 12288, layers: 96, gpus: 1024, perGpu: 1, accumulation: 2, steps: 72000 } as const;

/** Tokens a weight at the compute of Chinchilla. */
function chinchilla(law: ScalingLaw): number {
  const { weights, tokens } = optimum(law, CHINCHILLA_COMPUTE);
  return tokens / weights;
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

const lossBesiroglu = only('fit', 'loss', { fit: 'Besiroglu et al. 2024' });

const undivided = only('memory', 'gigabytes', { stage: 'all on each GPU' });

export default wordsOn(experiment, {
  findings: {
    tokensAStep: { says: 'tokens a step', at: first('step', 'tokens'), between: [1048576, 1048576] },
    secondsAStep: { says: 'seconds a step', at: first('step', 'seconds'), between: [0.77, 0.79] },
    exchanged: {
      says: 'what each GPU sends in a step',
      at: first('step', 'exchanged'),
      between: [0.43, 0.44],
    },
    weights: { says: 'weights', at: first('run', 'weights'), between: [123.3, 123.4] },
    tokens: { says: 'tokens of the run', at: first('run', 'tokens'), between: [104.8, 104.9] },
    compute: { says: '6 N D', at: first('run', 'compute'), unit: '·\u00a010¹⁸ FLOP', between: [77, 78] },
    attention: { says: 'what attention adds to it', at: first('run', 'attention'), between: [0.15, 0.16] },
    gpuHours: { says: 'GPU-hours', at: first('bill', 'gpuHours'), between: [170, 175] },
    hours: {
      says: 'hours on eight GPUs',
      measure: (rows) => rows.of('bill')[0]!.days * 24,
      between: [21, 22],
    },
    cost: { says: 'price of the run', at: first('bill', 'cost'), unit: '', between: [310, 325] },
    costAtHalf: {
      says: 'its price at half of the utilisation',
      settings: { utilisation: 0.2 },
      at: first('bill', 'cost'),
      unit: '',
      between: [620, 650],
    },
    ratio: {
      says: 'tokens a weight of the run',
      measure: (rows) => (1000 * rows.of('run')[0]!.tokens) / rows.of('run')[0]!.weights,
      between: [850, 851],
    },
    lossHoffmann: {
      says: 'its loss by the fit of 2022',
      at: only('fit', 'loss', { fit: 'Hoffmann et al. 2022' }),
      digits: 2,
      between: [2.5, 2.9],
    },
    lossBesiroglu: { says: 'its loss by the fit of 2024', at: lossBesiroglu, digits: 2, between: [2.5, 2.9] },
    bestBesiroglu: {
      says: 'the best loss for the same compute by the fit of 2024',
      at: only('fit', 'bestLoss', { fit: 'Besiroglu et al. 2024' }),
      digits: 2,
      between: [2.3, 2.8],
    },
    bestWeights: {
      says: 'the weights of the best model for the same compute by the fit of 2024',
      at: only('fit', 'bestWeights', { fit: 'Besiroglu et al. 2024' }),
      between: [600, 1200],
    },
    chinchillaHoffmann: {
      says: 'tokens a weight at the compute of Chinchilla, constants of 2022',
      measure: () => chinchilla(HOFFMANN),
      between: [92, 94],
    },
    chinchillaBesiroglu: {
      says: 'the same with the constants of 2024',
      measure: () => chinchilla(BESIROGLU),
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
      at: first('bill', 'days'),
      digits: 0,
      unit: '',
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
      at: undivided,
      digits: 0,
      between: [2750, 2850],
    },
    gpt3Divided: {
      says: 'the same on each of 1,024 GPUs when everything is divided',
      settings: GPT3,
      at: only('memory', 'gigabytes', { stage: 'ZeRO-3' }),
      between: [2.7, 2.8],
    },
    memory: { says: 'memory of the preset on each GPU', at: undivided, between: [1.9, 2.1] },
    sourceLoss: {
      says: 'expected loss of random logits among 50,000 tokens, ln V + 1/2',
      measure: () => SOURCE_LOSS,
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
    sourcePerplexity: { says: 'its perplexity', measure: () => exp(SOURCE_LOSS), between: [82000, 83000] },
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
      between: [838860, 838862],
    },
    sourceUtilisation: {
      says: 'the utilisation of eight A100 that it would need',
      measure: (rows) =>
        trainingCompute(rows.of('run')[0]!.weights * 1e6, SOURCE_THROUGHPUT) / (8 * GPUS.a100.peak),
      unit: 'share',
      between: [0.24, 0.26],
    },
    sourceCounted: {
      says: 'tokens that the source counts in a step',
      measure: () => SOURCE.perGpu * SOURCE.context,
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
      at: lossBesiroglu,
      unless: ({ gpu, priceA100, utilisation, ...settings }) => {
        if (gpu !== 'a100' || priceA100 !== 1.84 || utilisation !== 0.4)
          return 'GPU, price and utilisation have to stay as they are.';
        const { weights, tokens } = sizesOf(settings);
        const cost = costOf(trainingCompute(weights, tokens), GPUS.a100.peak, utilisation, priceA100);
        return cost > 330 ? 'it costs more than 330 dollars.' : undefined;
      },
      hint: 'The dot lies left of the lowest point of the curve: too small a model has read too much. A wider and deeper model needs fewer steps for the same bill.',
      solution: { width: 1536, layers: 24, steps: 16000 },
      because:
        'Twice the width and twice the layers make a model about six times as large. It reads a sixth of the text, about 20 tokens for each weight instead of several hundred.',
      wrong: [
        {
          settings: { width: 3072, layers: 32, steps: 2000 },
          fails: 'high',
          because: 'This model is too large for the bill: it reads about one token for every two weights.',
        },
        {
          settings: { width: 1536, layers: 24, steps: 20000 },
          fails: 'unless',
          because: 'The size is right, but 20,000 steps of it cost a quarter more than 16,000.',
        },
      ],
    },
  },
  presets: [
    { label: 'Model of the source', settings: {} },
    {
      label: 'The size of GPT-3',
      settings: { width: 12288, layers: 96, gpus: 1024, perGpu: 1, accumulation: 2, steps: 72000 },
    },
  ],
});
