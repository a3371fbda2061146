/**
 * Proximal policy optimisation of a language model (Schulman et al. 2017, eq. 7) against a reward model, held near its
 * reference by a KL penalty on every token (Ziegler et al. 2019, eq. 2). A step samples answers, scores them, and makes
 * a few updates on them. One token is one action; the value head shares the trunk.
 */
import { exp, expm1 } from '../float.ts';
import type { Params, SettingsOf } from '../param.ts';
import { createAdamW } from '../model/adamW.ts';
import type { Decoder } from '../model/decoder.ts';
import { generate } from '../model/generate.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Transformer } from '../model/transformer.ts';
import type { Rng } from '../rng.ts';
import { advantagesOf, whitened } from './advantages.ts';
import { epochsOf } from './batches.ts';
import { eachToken, responseBatch, type Response } from './responses.ts';
import { rewardsOf } from './rewardModel.ts';

export const ppoParams = {
  beta: {
    kind: 'number',
    symbol: '\\beta',
    label: 'KL penalty',
    help: 'Price of a nat between the policy and the fine-tuned model.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.3,
  },
  clipRange: {
    kind: 'number',
    symbol: '\\varepsilon',
    label: 'clip range',
    help: 'How far the ratio of new to old probability may move an update; it acts when a batch is used several times.',
    min: 0.02,
    max: 0.4,
    step: 0.02,
    default: 0.2,
  },
  epochs: {
    kind: 'number',
    label: 'PPO epochs',
    help: 'Passes over each batch of answers.',
    min: 1,
    max: 8,
    step: 1,
    default: 2,
  },
  minibatch: {
    kind: 'number',
    label: 'PPO minibatch',
    unit: 'answers',
    help: 'Answers in each update.',
    min: 8,
    max: 64,
    step: 8,
    default: 64,
  },
  gamma: {
    kind: 'number',
    symbol: '\\gamma',
    label: 'discount',
    help: 'Weight of the next token’s reward relative to this one’s.',
    min: 0.8,
    max: 1,
    step: 0.01,
    default: 1,
  },
  lambda: {
    kind: 'number',
    symbol: '\\lambda',
    label: 'GAE λ',
    help: 'From trusting the value head (0) to trusting the sampled rewards (1).',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.7,
  },
  reward: {
    kind: 'choice',
    label: 'reward',
    help: 'Token by token, as the reward model splits it, or all of it at the end.',
    choices: { dense: 'by token', terminal: 'at the end' },
    default: 'dense',
  },
  klControl: {
    kind: 'choice',
    label: 'KL control',
    help: 'A fixed β, or one that is adapted to a target.',
    choices: { fixed: 'fixed β', adaptive: 'adaptive β' },
    default: 'fixed',
  },
  klTarget: {
    kind: 'number',
    label: 'KL target',
    unit: 'nats an answer',
    help: 'What an adaptive β aims at.',
    min: 0.1,
    max: 3,
    step: 0.1,
    default: 0.5,
    when: { param: 'klControl', is: 'adaptive' },
  },
} as const satisfies Params;

export interface PpoSettings extends SettingsOf<typeof ppoParams> {
  readonly temperature: number;
  readonly longest: number;
  readonly end: number;
  readonly schedule: Schedule;
}

export interface PpoModels {
  readonly policy: Transformer;
  readonly decoder: Decoder;
  readonly reference: Transformer;
  readonly rewardModel: Transformer;
}

/** What turns the reward model's scores into rewards of mean 0 and deviation 1 on answers of the reference. */
export interface Standard {
  readonly mean: number;
  readonly deviation: number;
}

export interface PpoStep {
  readonly step: number;
  readonly responses: readonly Response[];
  /** Mean standardised score of the reward model. */
  readonly proxy: number;
  /** Exact KL(policy ‖ reference) over the vocabulary at the sampled prefixes, summed over an answer; nats. */
  readonly kl: number;
  /** Estimates of the same from the sampled tokens alone (Schulman 2020). */
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
  /** Of the next-token distribution, nats a token. */
  readonly entropy: number;
  /** Tokens whose update was cut off by the clip, of all in all epochs. */
  readonly clipFraction: number;
  readonly valueLoss: number;
  readonly beta: number;
  readonly length: number;
  readonly learningRate: number;
}

const VALUE_WEIGHT = 0.5;
/** Largest relative error that an adaptive β answers, and its gain (Ziegler et al. 2019, sec. 2.2). */
const KL_ERROR = 0.2;
const KL_GAIN = 0.1;

/** One token of an answer, as it was sampled. */
interface Action {
  readonly logProbability: number;
  readonly advantage: number;
  readonly valueTarget: number;
}

/** A step for each batch of prompts. */
export function* ppo(
  { policy, decoder, reference, rewardModel }: PpoModels,
  prompts: Iterable<readonly (readonly number[])[]>,
  { mean, deviation }: Standard,
  settings: PpoSettings,
  rng: Rng,
): Generator<PpoStep, void, undefined> {
  const optimiser = createAdamW(policy);
  const samples = rng.stream('samples');
  const order = rng.stream('order');
  let { beta } = settings;
  let step = 0;
  for (const batchPrompts of prompts) {
    const rate = learningRate(step, settings.schedule);
    const answers = generate(policy, decoder, batchPrompts, settings, samples);
    const responses = answers.map((answer, i) => ({ prompt: batchPrompts[i]!, answer }));

    const now = lookAt(policy, responses);
    const before = lookAt(reference, responses);
    const { totals, shares, batch: read } = rewardsOf(rewardModel, responses);
    const divergence = compare(now, before, policy.shape.vocabulary);

    // Rewards by answer and token, then advantages.
    const tokens = responses.map(() => ({ rows: [] as number[], rewards: [] as number[] }));
    eachToken(now.batch, (s, row) => {
      const scored = s * read.length + (row % now.batch.length);
      const penalty = beta * (before.losses[row]! - now.losses[row]!);
      tokens[s]!.rows.push(row);
      tokens[s]!.rewards.push((settings.reward === 'dense' ? shares[scored]! / deviation : 0) - penalty);
    });
    const actions: Action[][] = [];
    const flat: number[] = [];
    for (const [s, { rows, rewards }] of tokens.entries()) {
      rewards[rewards.length - 1]! -= (mean - (settings.reward === 'dense' ? 0 : totals[s]!)) / deviation;
      const values = rows.map((row) => now.values[row]!);
      const { advantages, returns } = advantagesOf(rewards, values, settings.gamma, settings.lambda);
      flat.push(...advantages);
      actions.push(
        rows.map((row, t) => ({
          logProbability: -now.losses[row]!,
          advantage: advantages[t]!,
          valueTarget: returns[t]!,
        })),
      );
    }
    const white = whitened(Float64Array.from(flat));
    let next = 0;
    const episodes = actions.map((each, s) => ({
      response: responses[s]!,
      actions: each.map((action) => ({ ...action, advantage: white[next++]! })),
    }));

    let clipped = 0;
    let seen = 0;
    let valueLoss = 0;
    for (const some of epochsOf(episodes, settings.minibatch, settings.epochs, order)) {
      const result = update(policy, some, settings.clipRange);
      optimiser.step(rate);
      clipped += result.clipped;
      seen += result.tokens;
      valueLoss += result.squaredError;
    }
    step += 1;
    const perAnswer = (sum: number) => sum / responses.length;
    const kl = perAnswer(divergence.kl);
    yield {
      step,
      responses,
      proxy: perAnswer(totals.reduce((sum, total) => sum + (total - mean) / deviation, 0)),
      kl,
      k1: perAnswer(divergence.k1),
      k2: perAnswer(divergence.k2),
      k3: perAnswer(divergence.k3),
      entropy: divergence.entropy / flat.length,
      clipFraction: clipped / seen,
      valueLoss: valueLoss / seen,
      beta,
      length: flat.length / responses.length,
      learningRate: rate,
    };
    if (settings.klControl === 'adaptive') {
      const error = Math.max(-KL_ERROR, Math.min(KL_ERROR, (kl - settings.klTarget) / settings.klTarget));
      beta *= 1 + KL_GAIN * error;
    }
  }
}

interface Look {
  readonly batch: ReturnType<typeof responseBatch>;
  readonly logits: Float32Array;
  /** By row: −log P of the sampled token. */
  readonly losses: Float64Array;
  readonly values: Float32Array;
  /** softmax − one-hot, by row. */
  readonly excess: Float32Array;
}

/** What a model thinks of every token of the answers. */
function lookAt(model: Transformer, responses: readonly Response[]): Look {
  const batch = responseBatch(responses);
  model.forward(batch.tokens, batch.sequences);
  const rows = () => {
    const { at, rows: count, columns } = model.logits;
    return model.kernels.heap.f32.slice(at, at + count * columns);
  };
  const logits = rows();
  const values = model.values();
  const losses = model.crossEntropy(batch.targets, new Float32Array(batch.tokens.length).fill(1));
  return { batch, logits, losses, values, excess: rows() };
}

/** Exact KL(policy ‖ reference) over the vocabulary at the prefixes of these answers, nats an answer. */
export function divergenceOn(
  policy: Transformer,
  reference: Transformer,
  responses: readonly Response[],
): number {
  const sums = compare(lookAt(policy, responses), lookAt(reference, responses), policy.shape.vocabulary);
  return sums.kl / responses.length;
}

/** Sums over all tokens of all answers. */
function compare(now: Look, before: Look, vocabulary: number) {
  const sums = { kl: 0, k1: 0, k2: 0, k3: 0, entropy: 0 };
  eachToken(now.batch, (_, row) => {
    const target = now.batch.targets[row]!;
    const at = row * vocabulary;
    let cross = 0;
    let own = 0;
    for (let i = at; i < at + vocabulary; i++) {
      const p = now.excess[i]! + (i === at + target ? 1 : 0);
      own += p * now.logits[i]!;
      cross += p * before.logits[i]!;
    }
    // log Σ e^logit = loss + logit of the target.
    const normaliser = now.losses[row]! + now.logits[at + target]!;
    const normaliserBefore = before.losses[row]! + before.logits[at + target]!;
    sums.kl += own - normaliser - (cross - normaliserBefore);
    sums.entropy += normaliser - own;
    const logRatio = now.losses[row]! - before.losses[row]!; // log reference − log policy
    sums.k1 -= logRatio;
    sums.k2 += (logRatio * logRatio) / 2;
    sums.k3 += expm1(logRatio) - logRatio;
  });
  return sums;
}

interface Episode {
  readonly response: Response;
  readonly actions: readonly Action[];
}

/** Gradients of the clipped surrogate and of the value loss on some episodes. */
function update(policy: Transformer, episodes: readonly Episode[], clipRange: number) {
  const batch = responseBatch(episodes.map(({ response }) => response));
  const tokens = batch.predicted;
  policy.zeroGradients();
  policy.forward(batch.tokens, batch.sequences);
  const values = policy.values();
  const losses = policy.crossEntropy(batch.targets, new Float32Array(batch.tokens.length).fill(1));
  const weights = new Float32Array(batch.tokens.length);
  const dValues = new Float32Array(batch.tokens.length);
  const seen = new Int32Array(batch.sequences);
  let clipped = 0;
  let squaredError = 0;
  eachToken(batch, (s, row) => {
    const { logProbability, advantage, valueTarget } = episodes[s]!.actions[seen[s]!]!;
    seen[s]! += 1;
    const ratio = exp(-losses[row]! - logProbability);
    // Beyond the clip, and on the side on which the surrogate would reward going further, the slope is 0.
    const beyond = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
    if (beyond) clipped += 1;
    else weights[row] = (ratio * advantage) / tokens;
    const error = values[row]! - valueTarget;
    squaredError += error * error;
    dValues[row] = (VALUE_WEIGHT * 2 * error) / tokens;
  });
  policy.weighLogits(weights);
  policy.backward({ logits: true, dValues });
  return { clipped, tokens, squaredError };
}
