/** Policy gradients in the verdict game, from sampled verdicts or from all of them. */
import { slope as clippedSlope } from '../clippedObjective.ts';
import { exp } from '../../float.ts';
import { centred, leaveOneOut, standardisedInGroup } from '../methods/groupAdvantages.ts';
import { groupLoss } from '../methods/groupLoss.ts';
import { gradientOf } from '../verdictGame.ts';
import { createLearner, type Match, type Slopes, type VerdictMethod } from './learner.ts';
import { BATCH, PEAKS, rateOf } from './rates.ts';
import { logitSlopes, places, saidBy, type Said } from './said.ts';

/** What has been said in a batch, group by group. */
export interface Sampled {
  readonly said: readonly Said[];
  readonly rewards: readonly number[];
  /** log π of each verdict when it was sampled, and log π_ref; nats. */
  readonly old: readonly number[];
  readonly reference: readonly number[];
  /** V of its prompt when it was sampled. */
  readonly values: readonly number[];
  readonly groupSize: number;
  readonly beta: number;
}

/** The slope of the loss in log π of each verdict, and in the value of each, if there is a critic. */
interface VerdictSlopes {
  readonly slopes: readonly number[];
  readonly values?: readonly number[];
}

/** @param policy log π of each verdict now @param values V of its prompt now */
export type LossOf = (
  sampled: Sampled,
  policy: readonly number[],
  values: readonly number[],
) => VerdictSlopes;

interface Settings {
  /** Verdicts to a prompt. */
  readonly groupSize: number;
  /** Updates on a batch. */
  readonly epochs: number;
  readonly peak: number;
  /** Whether the checker pays in place of the judge. */
  readonly checked?: true;
  readonly loss: LossOf;
}

const CLIP_RANGE = 0.2;
const GROUP = 4;

function byGroup(
  values: readonly number[],
  size: number,
  of: (group: readonly number[]) => number[],
): number[] {
  const groups = Array.from({ length: values.length / size }, (_, g) => g * size);
  return groups.flatMap((from) => of(values.slice(from, from + size)));
}

/** R = r − β log π/π_ref. */
const penalised = ({ rewards, old, reference, beta }: Sampled) =>
  rewards.map((reward, k) => reward - beta * (old[k]! - reference[k]!));

const scoreFunction = (advantages: readonly number[]): VerdictSlopes => ({
  slopes: advantages.map((advantage) => -advantage / advantages.length),
});

const inGroups =
  (advantagesOf: (group: readonly number[]) => number[]): LossOf =>
  ({ rewards, old, reference, groupSize, beta }, policy) => ({
    slopes: byGroup(rewards, groupSize, advantagesOf).map((advantage, k) => {
      const logProbs = { policy: [policy[k]!], old: [old[k]!], reference: [reference[k]!] };
      // One token: whatever divides by the length divides by 1.
      return groupLoss(logProbs, advantage, 1, { clipRange: CLIP_RANGE, beta }).slopes[0]! / rewards.length;
    }),
  });

/** One step, so that the return is the reward; the advantage is what a value function did not expect. */
const withCritic: LossOf = (sampled, policy, values) => {
  const returns = penalised(sampled);
  const count = returns.length;
  return {
    slopes: returns.map((reward, k) => {
      const ratio = exp(policy[k]! - sampled.old[k]!);
      return (-ratio * clippedSlope(ratio, reward - sampled.values[k]!, CLIP_RANGE)) / count;
    }),
    values: returns.map((reward, k) => (values[k]! - reward) / count),
  };
};

/** Samples a batch from the policy as it is; gives what its loss needs. */
export function sampledFrom(
  { game, gold, beta, rng }: Match,
  rows: readonly number[],
  policy: Float64Array,
  values: readonly number[],
  { groupSize, checked }: Pick<Settings, 'groupSize' | 'checked'>,
  step: number,
): Sampled {
  const said = saidBy(policy, game.verdicts, groupSize, rng.stream(`verdicts ${step}`));
  const at = places(said, rows, game.verdicts);
  return {
    said,
    rewards: at.map((place) => (checked ? gold : game.rewards)[place]!),
    old: said.map(({ row, verdict }) => policy[row * game.verdicts + verdict]!),
    reference: at.map((place) => game.reference[place]!),
    values: said.map(({ row }) => values[row]!),
    groupSize,
    beta,
  };
}

/** The slopes of a loss of sampled verdicts where the learner wants them. */
export function slopesAt(
  loss: LossOf,
  sampled: Sampled,
  policy: Float64Array,
  values: readonly number[],
  verdicts: number,
): Slopes {
  const now = sampled.said.map(({ row, verdict }) => policy[row * verdicts + verdict]!);
  const each = loss(
    sampled,
    now,
    sampled.said.map(({ row }) => values[row]!),
  );
  const logits = logitSlopes(policy, verdicts, sampled.said, each.slopes);
  return each.values ? { logits, values: each.values } : { logits };
}

const rowsOf = ({ game, rng }: Match, count: number, step: number): number[] => {
  const stream = rng.stream(`prompts ${step}`);
  return Array.from({ length: count }, () => stream.integer(game.prompts));
};

const policyGradient = ({ epochs, peak, loss, ...settings }: Settings): VerdictMethod =>
  function* (match) {
    const learner = createLearner(match);
    const steps = Math.floor(match.samples / BATCH);
    for (let step = 0; step < steps; step++) {
      const rows = rowsOf(match, BATCH / settings.groupSize, step);
      let sampled: Sampled | undefined;
      for (let epoch = 0; epoch < epochs; epoch++) {
        learner.update(rows, rateOf(peak, step, steps), (policy, values) => {
          sampled ??= sampledFrom(match, rows, policy, values, settings, step);
          return slopesAt(loss, sampled, policy, values, match.game.verdicts);
        });
      }
      yield (step + 1) * BATCH;
    }
  };

export const losses = {
  reinforce: (sampled) => scoreFunction(centred(penalised(sampled))),
  rloo: (sampled) => scoreFunction(byGroup(penalised(sampled), sampled.groupSize, leaveOneOut)),
  grpo: inGroups(standardisedInGroup),
  drGrpo: inGroups(centred),
  ppo: withCritic,
} as const satisfies Readonly<Record<string, LossOf>>;

const once = { epochs: 1, peak: PEAKS.gradient } as const;
const twice = { epochs: 2, peak: PEAKS.gradient / 2 } as const;

/** The mean of the batch is the baseline (Williams 1992 [@williams1992]). */
export const reinforce = policyGradient({ ...once, groupSize: 1, loss: losses.reinforce });
/** Ahmadian et al. 2024 [@ahmadian2024]. */
export const rloo = policyGradient({ ...once, groupSize: GROUP, loss: losses.rloo });
/** Schulman et al. 2017 [@schulman2017], in one step: γ and λ have nothing to weigh. */
export const ppo = policyGradient({ ...twice, groupSize: 1, loss: losses.ppo });
/** Shao et al. 2024 [@shao2024]. */
export const grpo = policyGradient({ ...twice, groupSize: GROUP, loss: losses.grpo });
/** Without the deviation (Liu et al. 2025 [@liu2025]); the length is 1 anyway. */
export const drGrpo = policyGradient({ ...twice, groupSize: GROUP, loss: losses.drGrpo });
/** GRPO paid by the checker. */
export const rlvr = policyGradient({ ...twice, groupSize: GROUP, checked: true, loss: losses.grpo });

/** All verdicts of each prompt in place of samples: what a policy gradient without its noise would do. */
export const exactGradient: VerdictMethod = function* (match) {
  const { game, beta } = match;
  const { verdicts } = game;
  const learner = createLearner(match);
  const steps = Math.floor(match.samples / BATCH);
  for (let step = 0; step < steps; step++) {
    const rows = rowsOf(match, BATCH, step);
    const part = (table: Float64Array) =>
      Float64Array.from(rows.flatMap((row) => [...table.subarray(row * verdicts, (row + 1) * verdicts)]));
    const board = {
      prompts: rows.length,
      verdicts,
      rewards: part(game.rewards),
      reference: part(game.reference),
    };
    learner.update(rows, rateOf(once.peak, step, steps), (policy) => ({
      logits: gradientOf(board, policy, beta).map((slope) => -slope),
    }));
    yield (step + 1) * BATCH;
  }
};
