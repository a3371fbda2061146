/**
 * Proximal policy optimisation of a language model against a reward model. A step samples answers y to prompts x, turns
 * their scores into rewards, and makes a few updates on them. One token is one action:
 *
 *     R_t = r_φ's share of token t, standardised − β (log π_old(y_t) − log π_ref(y_t))
 *     L = mean over tokens of −min(ρ_t Â_t, clip(ρ_t, 1 − ε, 1 + ε) Â_t) + ½ (V_t − G_t)²,   ρ_t = π_θ(y_t) / π_old(y_t)
 *
 * Schulman et al. 2017, eq. 7 [@schulman2017]; the penalty on every token is eq. 2 of Ziegler et al. 2019
 * [@ziegler2019]. Unlike there, the value head shares the trunk of the policy, the score may be paid out token by token
 * (`dense`), and λ is smaller. The entropy bonus is left out.
 */
import { exp } from '../float.ts';
import { createAdamW } from '../model/adamW.ts';
import type { Decoder } from '../model/decoder.ts';
import { generate } from '../model/generate.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Transformer } from '../model/transformer.ts';
import type { Params, SettingsOf } from '../param.ts';
import type { Rng } from '../rng.ts';
import { advantagesOf, whitened } from './advantages.ts';
import { epochsOf } from './batches.ts';
import { divergenceOf, opinionOf, type Opinion } from './divergence.ts';
import { responseBatch, rowsByAnswer, type Response } from './responses.ts';
import type { RewardModel } from './rewardHead.ts';
import { score, type Scored } from './rewardModel.ts';
import { standardised, type Standard } from './standard.ts';

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
    max: 128,
    step: 8,
    default: 128,
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

/** What is paid in place of the reward model's score: true scores of the answers of a step, and their scale. */
export interface Truth {
  scoresOf(step: number, responses: readonly Response[]): ArrayLike<number>;
  readonly standard: Standard;
}

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
  readonly rewardModel: RewardModel;
}

export interface PpoStep {
  readonly step: number;
  readonly responses: readonly Response[];
  /** Mean standardised score of the reward model. */
  readonly proxy: number;
  /** Exact KL(policy ‖ reference) over the vocabulary at the sampled prefixes, summed over an answer; nats. */
  readonly kl: number;
  /** Estimates of the same from the sampled tokens alone, nats an answer. */
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
/** Largest relative error that an adaptive β answers, and its gain (Ziegler et al. 2019, sec. 2.2 [@ziegler2019]). */
const KL_ERROR = 0.2;
const KL_GAIN = 0.1;

/** One answer as it was sampled, with what is to be learned from it; each list has a number a token (T). */
interface Episode {
  readonly response: Response;
  /** log π_old, nats. */
  readonly logProbsOld: readonly number[];
  /** Â, whitened over all answers of the step. */
  readonly advantages: Float64Array;
  /** G, what the value head should have foretold; reward units. */
  readonly returns: readonly number[];
}

/**
 * A step for each batch of prompts.
 *
 * @param truth judges in place of the reward model, at the end of each answer; the proxy is the reward model's all the same
 */
export function* ppo(
  { policy, decoder, reference, rewardModel }: PpoModels,
  prompts: Iterable<readonly (readonly number[])[]>,
  standard: Standard,
  settings: PpoSettings,
  rng: Rng,
  truth?: Truth,
): Generator<PpoStep, void, undefined> {
  const optimiser = createAdamW(policy);
  const samples = rng.stream('samples');
  const order = rng.stream('order');
  let { beta } = settings;
  let step = 0;
  for (const asked of prompts) {
    const rate = learningRate(step, settings.schedule);
    const answers = generate(policy, decoder, asked, settings, samples);
    const responses = answers.map((answer, i) => ({ prompt: asked[i]!, answer }));

    const old = opinionOf(policy, responses);
    const ref = opinionOf(reference, responses);
    const scored = score(rewardModel, responses);
    const rewards = truth
      ? rewardsOf(
          old,
          ref,
          { ...scored, scores: truth.scoresOf(step, responses) },
          truth.standard,
          beta,
          'terminal',
        )
      : rewardsOf(old, ref, scored, standard, beta, settings.reward);
    const episodes = episodesOf(responses, old, rewards, settings);

    const done = { clipped: 0, tokens: 0, squaredError: 0 };
    for (const some of epochsOf(episodes, settings.minibatch, settings.epochs, order)) {
      const update = backpropagate(policy, some, settings.clipRange);
      optimiser.step(rate);
      done.clipped += update.clipped;
      done.tokens += update.tokens;
      done.squaredError += update.squaredError;
    }
    step += 1;
    const { entropy, ...divergence } = divergenceOf(old, ref, policy.shape.vocabulary);
    const perAnswer = (sum: number) => sum / responses.length;
    const kl = perAnswer(divergence.kl);
    yield {
      step,
      responses,
      proxy: perAnswer(scored.scores.reduce((sum, each) => sum + standardised(each, standard), 0)),
      kl,
      k1: perAnswer(divergence.k1),
      k2: perAnswer(divergence.k2),
      k3: perAnswer(divergence.k3),
      entropy: entropy / old.batch.predicted,
      clipFraction: done.clipped / done.tokens,
      valueLoss: done.squaredError / done.tokens,
      beta,
      length: perAnswer(old.batch.predicted),
      learningRate: rate,
    };
    if (settings.klControl === 'adaptive') beta *= adaptation(kl, settings.klTarget);
  }
}

/** What β is multiplied by after a step: more where the policy is farther away than the target, less where nearer. */
function adaptation(kl: number, target: number): number {
  const error = Math.max(-KL_ERROR, Math.min(KL_ERROR, (kl - target) / target));
  return 1 + KL_GAIN * error;
}

/**
 * R_t of every token of every answer, in deviations of the score.
 *
 * The mean score is taken off at the last token, so that the rewards of an answer add up to its standardised score minus
 * its penalties, dense or terminal.
 */
function rewardsOf(
  old: Opinion,
  ref: Opinion,
  { batch, scores, shares }: Pick<Scored, 'batch' | 'shares'> & { readonly scores: ArrayLike<number> },
  standard: Standard,
  beta: number,
  kind: PpoSettings['reward'],
): number[][] {
  const scoredRows = rowsByAnswer(batch); // a scalar head reads one token more: its rows are others
  return rowsByAnswer(old.batch).map((rows, s) => {
    const rewards = rows.map((row, t) => {
      const share = kind === 'dense' ? shares[scoredRows[s]![t]!]! / standard.deviation : 0;
      return share - beta * (old.logProbs[row]! - ref.logProbs[row]!);
    });
    const left = kind === 'dense' ? -standard.mean / standard.deviation : standardised(scores[s]!, standard);
    rewards[rewards.length - 1]! += left;
    return rewards;
  });
}

/** Advantages and returns of all answers, beside what the policy thought of them. */
function episodesOf(
  responses: readonly Response[],
  old: Opinion,
  rewards: readonly (readonly number[])[],
  { gamma, lambda }: PpoSettings,
): Episode[] {
  const rowsOf = rowsByAnswer(old.batch);
  const estimates = rowsOf.map((rows, s) => {
    const values = rows.map((row) => old.values[row]!);
    return advantagesOf(rewards[s]!, values, gamma, lambda);
  });
  const white = whitened(Float64Array.from(estimates.flatMap(({ advantages }) => advantages)));
  let start = 0;
  return rowsOf.map((rows, s) => ({
    response: responses[s]!,
    logProbsOld: rows.map((row) => old.logProbs[row]!),
    advantages: white.subarray(start, (start += rows.length)),
    returns: estimates[s]!.returns,
  }));
}

/** Adds the gradients of the clipped surrogate and of the value loss on some episodes. */
function backpropagate(policy: Transformer, episodes: readonly Episode[], clipRange: number) {
  const batch = responseBatch(episodes.map(({ response }) => response));
  const tokens = batch.predicted;
  policy.zeroGradients();
  const pass = policy.forward(batch.tokens, batch.sequences);
  const values = policy.values();
  const losses = policy.crossEntropy(batch.targets, new Float32Array(batch.tokens.length).fill(1));
  // ∂L/∂logits = weight · ∂(−log π)/∂logits, where weight = ρ Â / tokens since ∂ρ = ρ ∂log π.
  const weights = new Float32Array(batch.tokens.length);
  const dValues = new Float32Array(batch.tokens.length);
  let clipped = 0;
  let squaredError = 0;
  for (const [s, rows] of rowsByAnswer(batch).entries()) {
    const { logProbsOld, advantages, returns } = episodes[s]!;
    for (const [t, row] of rows.entries()) {
      const ratio = exp(-losses[row]! - logProbsOld[t]!);
      const advantage = advantages[t]!;
      // Beyond the clip, and on the side on which the surrogate would reward going further, the slope is 0.
      const beyond = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
      if (beyond) clipped += 1;
      else weights[row] = (ratio * advantage) / tokens;
      const error = values[row]! - returns[t]!;
      squaredError += error * error;
      dValues[row] = (VALUE_WEIGHT * 2 * error) / tokens;
    }
  }
  policy.weighLogits(weights);
  policy.backward(pass, { logits: true, dValues });
  return { clipped, tokens, squaredError };
}
