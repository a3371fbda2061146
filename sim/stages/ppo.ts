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
import type { Sampling } from '../model/generate.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Params, SettingsOf } from '../param.ts';
import type { Rng } from '../rng.ts';
import { advantagesOf, whitened } from './advantages.ts';
import { epochsOf } from './batches.ts';
import { divergenceOf, opinionOf, type Divergence } from './divergence.ts';
import { responseBatch, tokensByAnswer, type Response } from './responses.ts';
import type { RewardHead } from './rewardHead.ts';
import { score } from './rewardModel.ts';
import { askedOf, sampled, type Asked } from './sampling.ts';
import { partsOf, shardsOf, together, type Task, type Team } from './shards.ts';
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

/** One answer as it was sampled; each list has a number a token (T). */
interface Trajectory {
  readonly response: Response;
  /** log π_old and log π_ref, nats. */
  readonly logProbs: readonly number[];
  readonly logProbsRef: readonly number[];
  /** V of the value head before each token. */
  readonly values: readonly number[];
  /** The reward model's, of its score. */
  readonly shares: readonly number[];
  readonly score: number;
}

/** The answers of a shard. */
interface Rollout {
  readonly trajectories: readonly Trajectory[];
  /** Sums over their tokens. */
  readonly divergence: Divergence;
}

interface RolloutSettings {
  readonly sampling: Sampling;
  readonly head: RewardHead;
}

/** Answers of the policy, and what policy, reference and reward model think of them. */
export const rolloutTask: Task<RolloutSettings, Asked, Rollout> = {
  name: 'rollout',
  roles: ['policy', 'reference', 'reward'],
  run(bench, { sampling, head }, asked) {
    const answers = sampled(bench, sampling, asked);
    const responses = asked.flatMap(({ prompts }, i) =>
      prompts.map((prompt, k) => ({ prompt, answer: answers[i]![k]! })),
    );
    const policy = bench.model('policy');
    const old = opinionOf(policy, responses);
    const ref = opinionOf(bench.model('reference'), responses);
    const { scores, shares } = score({ network: bench.model('reward'), head }, responses);
    const trajectories = tokensByAnswer(old.batch).map((tokens, s): Trajectory => {
      const of = (list: ArrayLike<number>) => tokens.map((token) => list[token]!);
      return {
        response: responses[s]!,
        logProbs: of(old.logProbs),
        logProbsRef: of(ref.logProbs),
        values: of(old.values),
        shares: of(shares),
        score: scores[s]!,
      };
    });
    let [answer, token] = [0, 0];
    return asked.map(({ prompts }) => {
      const own = trajectories.slice(answer, (answer += prompts.length));
      const span = [token, (token += own.reduce((sum, each) => sum + each.logProbs.length, 0))] as const;
      return { trajectories: own, divergence: divergenceOf(old, ref, policy.shape.vocabulary, span) };
    });
  },
};

/** One answer, with what is to be learned from it; each list has a number a token (T). */
interface Episode {
  readonly response: Response;
  /** log π_old, nats. */
  readonly logProbsOld: readonly number[];
  /** Â, whitened over all answers of the step. */
  readonly advantages: readonly number[];
  /** G, what the value head should have foretold; reward units. */
  readonly returns: readonly number[];
}

/** Of a minibatch, what its shards need to know of the whole. */
interface Minibatch {
  readonly clipRange: number;
  /** Of the answers, in all shards. */
  readonly tokens: number;
}

/** What the update of a shard did: tokens that the clip cut off, and Σ (V − G)². */
interface Updated {
  readonly clipped: number;
  readonly squaredError: number;
}

/** The gradient of the clipped surrogate and of the value loss on a minibatch. */
export const surrogateTask: Task<Minibatch, readonly Episode[], Updated> = {
  name: 'surrogate',
  roles: ['policy'],
  trains: 'policy',
  run(bench, { clipRange, tokens }, shards) {
    const policy = bench.model('policy');
    const episodes = shards.flat();
    const batch = responseBatch(episodes.map(({ response }) => response));
    const pass = policy.forward(batch);
    const values = policy.values();
    const losses = policy.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
    // ∂L/∂logits = weight · ∂(−log π)/∂logits, where weight = ρ Â / tokens since ∂ρ = ρ ∂log π.
    const weights = new Float32Array(batch.predicted);
    const dValues = new Float32Array(batch.tokens.length);
    const places = tokensByAnswer(batch);
    let s = 0;
    const updated = shards.map((own) => {
      let clipped = 0;
      let squaredError = 0;
      for (const { logProbsOld, advantages, returns } of own) {
        for (const [t, token] of places[s]!.entries()) {
          const row = batch.predicting[token]!;
          const ratio = exp(-losses[token]! - logProbsOld[t]!);
          const advantage = advantages[t]!;
          // Beyond the clip, and on the side on which the surrogate would reward going further, the slope is 0.
          const beyond = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
          if (beyond) clipped += 1;
          else weights[token] = (ratio * advantage) / tokens;
          const error = values[row]! - returns[t]!;
          squaredError += error * error;
          dValues[row] = (VALUE_WEIGHT * 2 * error) / tokens;
        }
        s += 1;
      }
      return { clipped, squaredError };
    });
    policy.weighLogits(weights);
    policy.backward(
      pass,
      { logits: true, dValues },
      partsOf(
        policy,
        shards.map((own) => own.length),
      ),
    );
    return updated;
  },
};

/**
 * A step for each batch of prompts.
 *
 * @param head of the reward model
 * @param truth judges in place of the reward model, at the end of each answer; the proxy is the reward model's all the same
 */
export function* ppo(
  team: Team,
  head: RewardHead,
  prompts: Iterable<readonly (readonly number[])[]>,
  standard: Standard,
  settings: PpoSettings,
  rng: Rng,
  truth?: Truth,
): Generator<PpoStep | undefined, void, undefined> {
  const optimiser = createAdamW(team.bench.model('policy'));
  const samples = rng.stream('samples');
  const order = rng.stream('order');
  const { clipRange, minibatch, epochs, temperature, end, longest } = settings;
  const sampling = { temperature, end, longest };
  let { beta } = settings;
  let step = 0;
  for (const asked of prompts) {
    const rate = learningRate(step, settings.schedule);
    const questions = askedOf(asked, samples.stream(`step ${step}`));
    const rollouts = yield* together(rolloutTask, team, { sampling, head }, questions);
    const trajectories = rollouts.flatMap((rollout) => rollout.trajectories);
    const responses = trajectories.map(({ response }) => response);
    const judged = truth
      ? { scores: truth.scoresOf(step, responses), standard: truth.standard, kind: 'terminal' as const }
      : { scores: trajectories.map((each) => each.score), standard, kind: settings.reward };
    const rewards = rewardsOf(trajectories, judged, beta);
    const episodes = episodesOf(trajectories, rewards, settings);

    const done = { clipped: 0, tokens: 0, squaredError: 0 };
    for (const some of epochsOf(episodes, minibatch, epochs, order)) {
      const tokens = some.reduce((sum, { returns }) => sum + returns.length, 0);
      const updates = yield* together(surrogateTask, team, { clipRange, tokens }, shardsOf(some));
      optimiser.step(rate);
      done.tokens += tokens;
      for (const { clipped, squaredError } of updates) {
        done.clipped += clipped;
        done.squaredError += squaredError;
      }
    }
    step += 1;
    const tokens = trajectories.reduce((sum, { logProbs }) => sum + logProbs.length, 0);
    const summed = (name: keyof Divergence) =>
      rollouts.reduce((sum, { divergence }) => sum + divergence[name], 0);
    const perAnswer = (sum: number) => sum / responses.length;
    const kl = perAnswer(summed('kl'));
    yield {
      step,
      responses,
      proxy: perAnswer(trajectories.reduce((sum, each) => sum + standardised(each.score, standard), 0)),
      kl,
      k1: perAnswer(summed('k1')),
      k2: perAnswer(summed('k2')),
      k3: perAnswer(summed('k3')),
      entropy: summed('entropy') / tokens,
      clipFraction: done.clipped / done.tokens,
      valueLoss: done.squaredError / done.tokens,
      beta,
      length: perAnswer(tokens),
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

/** What is paid for the answers of a step, and how. */
interface Judged {
  /** Of each answer. */
  readonly scores: ArrayLike<number>;
  readonly standard: Standard;
  readonly kind: PpoSettings['reward'];
}

/**
 * R_t of every token of every answer, in deviations of the score.
 *
 * The mean score is taken off at the last token, so that the rewards of an answer add up to its standardised score minus
 * its penalties, dense or terminal.
 */
function rewardsOf(
  trajectories: readonly Trajectory[],
  { scores, standard, kind }: Judged,
  beta: number,
): number[][] {
  return trajectories.map(({ logProbs, logProbsRef, shares }, s) => {
    const rewards = logProbs.map((logProb, t) => {
      const share = kind === 'dense' ? shares[t]! / standard.deviation : 0;
      return share - beta * (logProb - logProbsRef[t]!);
    });
    const left = kind === 'dense' ? -standard.mean / standard.deviation : standardised(scores[s]!, standard);
    rewards[rewards.length - 1]! += left;
    return rewards;
  });
}

/** Advantages and returns of all answers, beside what the policy thought of them. */
function episodesOf(
  trajectories: readonly Trajectory[],
  rewards: readonly (readonly number[])[],
  { gamma, lambda }: PpoSettings,
): Episode[] {
  const estimates = trajectories.map(({ values }, s) => advantagesOf(rewards[s]!, values, gamma, lambda));
  const white = whitened(Float64Array.from(estimates.flatMap(({ advantages }) => advantages)));
  let start = 0;
  return trajectories.map(({ response, logProbs }, s) => ({
    response,
    logProbsOld: logProbs,
    advantages: [...white.subarray(start, (start += logProbs.length))],
    returns: estimates[s]!.returns,
  }));
}
