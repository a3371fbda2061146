/**
 * Proximal policy optimisation of a language model against a reward model. A step samples answers y to prompts x, turns
 * their scores into rewards, and makes a few updates on them. One token is one action:
 *
 *     R_t = r_φ's share of token t, standardised − β (log π_old(y_t) − log π_ref(y_t))
 *
 * Schulman et al. 2017, algorithm 1 [@schulman2017], with the loss in `surrogate.ts`; the penalty on every token is
 * eq. 2 of Ziegler et al. 2019 [@ziegler2019]. Unlike there, the value head shares the trunk of the policy, the score may
 * be paid out token by token (`dense`), and λ is smaller. `klForm` puts the penalty into the loss instead.
 */
import { createAdamW } from '../model/adamW.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { SettingsOf } from '../param.ts';
import type { Rng } from '../rng.ts';
import { advantagesOf, whitened } from './advantages.ts';
import { epochsOf } from './batches.ts';
import { proportional } from './klController.ts';
import type { Divergence } from './divergence.ts';
import type { ppoParams } from './ppoParams.ts';
import type { Response } from './responses.ts';
import type { RewardHead } from './rewardHead.ts';
import { rolloutTask, type Trajectory } from './rollout.ts';
import { askedOf } from './sampling.ts';
import { shardsOf, together, type Team } from './shards.ts';
import { standardised, type Standard } from './standard.ts';
import { surrogateTask, type Episode } from './surrogate.ts';

/** What is paid in place of the reward model's score: true scores of the answers of a step, and their scale. */
export interface Judge {
  scoresOf(step: number, responses: readonly Response[]): ArrayLike<number>;
  readonly standard: Standard;
}

type Discounts = Pick<SettingsOf<typeof ppoParams>, 'gamma' | 'lambda'>;

/** What an update learns from the answers of a step, given R_t of every token of each. */
export type Credit = (
  trajectories: readonly Trajectory[],
  rewards: readonly (readonly number[])[],
  settings: Discounts,
) => Episode[];

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
  /** Estimates of the same from the sampled tokens alone, nats per answer. */
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
  /** Of the next-token distribution, nats per token. */
  readonly entropy: number;
  /** Tokens whose update was cut off by the clip, of all in all epochs. */
  readonly clipFraction: number;
  /** Minus the clipped objective, a mean over the updates of the step; in deviations of the advantage. */
  readonly policyLoss: number;
  readonly valueLoss: number;
  readonly beta: number;
  readonly length: number;
  readonly learningRate: number;
}

/**
 * A step for each batch of prompts.
 *
 * @param head of the reward model
 * @param judge judges in place of the reward model, at the end of each answer; the proxy is the reward model's all the same
 * @param credit gives every token its advantage; one that is wrong shows what the right one is for
 */
export function* ppo(
  team: Team,
  head: RewardHead,
  prompts: Iterable<readonly (readonly number[])[]>,
  standard: Standard,
  settings: PpoSettings,
  rng: Rng,
  judge?: Judge,
  credit: Credit = episodesOf,
): Generator<PpoStep | undefined, void, undefined> {
  const optimiser = createAdamW(team.workbench.model('policy'));
  const samples = rng.stream('samples');
  const order = rng.stream('order');
  const { clipRange, minibatch, epochs, valueWeight, entropyBonus, klForm } = settings;
  const { temperature, end, longest } = settings;
  const sampling = { temperature, end, longest };
  let { beta } = settings;
  let step = 0;
  for (const asked of prompts) {
    const rate = learningRate(step, settings.schedule);
    const questions = askedOf(asked, samples.stream(`step ${step}`));
    const rollouts = yield* together(rolloutTask, team, { sampling, head }, questions);
    const trajectories = rollouts.flatMap((rollout) => rollout.trajectories);
    const responses = trajectories.map(({ response }) => response);
    const judged = judge
      ? { scores: judge.scoresOf(step, responses), standard: judge.standard, kind: 'terminal' as const }
      : { scores: trajectories.map((each) => each.score), standard, kind: settings.reward };
    const kl = klForm === 'reward' ? undefined : { estimator: klForm, beta };
    const rewards = rewardsOf(trajectories, judged, kl ? 0 : beta);
    const credited = credit(trajectories, rewards, settings);
    const episodes = kl
      ? credited.map((each, s) => ({ ...each, logProbsRef: trajectories[s]!.logProbsRef }))
      : credited;

    const weights = { clipRange, valueWeight, entropyBonus, ...(kl && { kl }) };
    const done = { clipped: 0, tokens: 0, surrogate: 0, squaredError: 0 };
    for (const some of epochsOf(episodes, minibatch, epochs, order)) {
      const tokens = some.reduce((sum, { returns }) => sum + returns.length, 0);
      const updates = yield* together(surrogateTask, team, { ...weights, tokens }, shardsOf(some));
      optimiser.step(rate);
      done.tokens += tokens;
      for (const { clipped, surrogate, squaredError } of updates) {
        done.clipped += clipped;
        done.surrogate += surrogate;
        done.squaredError += squaredError;
      }
    }
    step += 1;
    const tokens = trajectories.reduce((sum, { logProbs }) => sum + logProbs.length, 0);
    const summed = (name: keyof Divergence) =>
      rollouts.reduce((sum, { divergence }) => sum + divergence[name], 0);
    const perAnswer = (sum: number) => sum / responses.length;
    const measuredKl = perAnswer(summed('kl'));
    yield {
      step,
      responses,
      proxy: perAnswer(trajectories.reduce((sum, each) => sum + standardised(each.score, standard), 0)),
      kl: measuredKl,
      k1: perAnswer(summed('k1')),
      k2: perAnswer(summed('k2')),
      k3: perAnswer(summed('k3')),
      entropy: summed('entropy') / tokens,
      clipFraction: done.clipped / done.tokens,
      policyLoss: done.surrogate / done.tokens,
      valueLoss: done.squaredError / done.tokens,
      beta,
      length: perAnswer(tokens),
      learningRate: rate,
    };
    if (settings.klControl === 'adaptive') beta = proportional(beta, measuredKl, settings.klTarget);
  }
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
export function rewardsOf(
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
export function episodesOf(
  trajectories: readonly Trajectory[],
  rewards: readonly (readonly number[])[],
  { gamma, lambda }: Discounts,
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
