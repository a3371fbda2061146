/** What prose quotes of `training-cost`, and what its prose reckons with. */
import { first, wordsOn } from '../../words.ts';
import { exp, log } from '../../float.ts';
import { GPUS } from '../../measure/gpus.ts';
import { mean } from '../../measure/mean.ts';
import { trainingCompute } from '../../measure/scalingLaw.ts';
import { createRng } from '../../rng.ts';
import experiment from './training-cost.ts';

/** The calculator of the training document: batch of one GPU, context, and its constant. */
const SOURCE = { sequences: 512, perGpu: 16, context: 2048, vocabulary: 50_000, share: 0.8 } as const;

const SOURCE_THROUGHPUT = SOURCE.sequences * SOURCE.context * SOURCE.share;

/** Expected loss of standard normal logits: ln V + 1/2. */
const SOURCE_LOSS = log(SOURCE.vocabulary) + 0.5;

const GPT3 = { width: 12288, layers: 96, gpus: 1024, perGpu: 1, accumulation: 2, steps: 72000 } as const;

/** Mean losses over all targets of rows of standard normal logits: what that trainer computes. */
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

export default wordsOn(experiment, {
  findings: {
    tokensAStep: { says: 'tokens per step', at: first('step', 'tokens'), between: [1048576, 1048576] },
    secondsAStep: { says: 'seconds per step', at: first('step', 'seconds'), between: [1, 1.05] },
    exchanged: {
      says: 'what each GPU sends in a step',
      at: first('step', 'exchanged'),
      between: [0.43, 0.44],
    },
    weights: { says: 'weights', at: first('run', 'weights'), between: [123.3, 123.4] },
    tokens: { says: 'tokens of the run', at: first('run', 'tokens'), between: [104.8, 104.9] },
    compute: { says: '6 N D', at: first('run', 'compute'), unit: '·\u00a010¹⁸ FLOP', between: [77, 78] },
    causal: { says: 'what attention adds to it, causal', at: first('run', 'causal'), between: [0.15, 0.16] },
    attention: {
      says: 'what attention adds to it, counted in full',
      at: first('run', 'attention'),
      between: [0.3, 0.31],
    },
    gpuHours: { says: 'GPU-hours', at: first('bill', 'gpuHours'), between: [220, 230] },
    hours: {
      says: 'hours on eight GPUs',
      measure: (rows) => rows.of('bill')[0]!.days * 24,
      between: [27, 30],
    },
    cost: { says: 'price of the run', at: first('bill', 'cost'), unit: '', between: [400, 430] },
    costAtHalf: {
      says: 'its price at half of the utilisation',
      settings: { utilisation: 0.2 },
      at: first('bill', 'cost'),
      unit: '',
      between: [800, 860],
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
      says: 'the throughput that the document’s script prints',
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
      says: 'tokens that it counts per step',
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
  presets: [
    { label: 'A model of GPT-2’s size', settings: {} },
    {
      label: 'The size of GPT-3',
      settings: { width: 12288, layers: 96, gpus: 1024, perGpu: 1, accumulation: 2, steps: 72000 },
    },
  ],
});
