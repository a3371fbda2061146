/** Policy gradients without a critic: sample, judge, update, and again. */
import { createAdamW } from '../../model/adamW.ts';
import { learningRate } from '../../model/schedule.ts';
import { mean } from '../../measure/mean.ts';
import { LARGEST_BATCH } from '../batches.ts';
import { centred, leaveOneOut, standardisedInGroup } from './groupAdvantages.ts';
import { groupLoss } from './groupLoss.ts';
import { sampledGroups } from './groups.ts';
import type { Judge, Method } from './trial.ts';
import { tokenLogProbs, weightedGradient, type LogProbs, type SlopesOf } from './weightedUpdate.ts';

/** What a batch of groups is to the loss. */
interface Batch {
  /** (answers), group by group. */
  readonly rewards: readonly number[];
  readonly groupSize: number;
  readonly old: LogProbs;
  readonly reference: LogProbs;
  readonly beta: number;
}

interface PolicyGradient {
  /** Answers to a prompt. */
  readonly groupSize: number;
  /** Updates on a batch. */
  readonly epochs: number;
  readonly peak: number;
  readonly judge?: Judge;
  slopes(batch: Batch): SlopesOf;
}

const CLIP_RANGE = 0.2;
/** What Dr. GRPO divides by: a number near the mean length, so that both take steps of one size. */
const USUAL_LENGTH = 8;

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

/** `of` in every group. */
function byGroup(
  values: readonly number[],
  size: number,
  of: (group: readonly number[]) => number[],
): number[] {
  return Array.from({ length: values.length / size }, (_, g) =>
    of(values.slice(g * size, (g + 1) * size)),
  ).flat();
}

/** Reward minus β times the sampled log-ratio of the whole answer, as in RLHF since 2019: k1 in the reward. */
const penalised = ({ rewards, old, reference, beta }: Batch) =>
  rewards.map((reward, i) => reward - beta * (sum(old[i]!) - sum(reference[i]!)));

/** −A_i ∂log π(y_i), the mean over answers: every token of an answer has the same slope. */
const scoreFunction =
  (advantages: readonly number[]): SlopesOf =>
  (logProbs) =>
    logProbs.map((tokens, i) => tokens.map(() => -advantages[i]! / advantages.length));

/** The clipped loss of groups, with k3 beside it. */
const clipped =
  (advantages: readonly number[], divisorOf: (length: number) => number, batch: Batch): SlopesOf =>
  (logProbs) =>
    logProbs.map((policy, i) => {
      const tokens = { policy, old: batch.old[i]!, reference: batch.reference[i]! };
      const settings = { clipRange: CLIP_RANGE, beta: batch.beta };
      const { slopes } = groupLoss(tokens, advantages[i]!, divisorOf(policy.length), settings);
      return slopes.map((slope) => slope / logProbs.length);
    });

const policyGradient = ({ groupSize, epochs, peak, judge = 'model', slopes }: PolicyGradient): Method =>
  function* (trial) {
    const { policy, reference } = trial.laboratory;
    const optimiser = createAdamW(policy);
    const steps = Math.floor(trial.samples / LARGEST_BATCH);
    const schedule = { peak, floor: peak / 5, warmUp: 5, steps, decay: 'linear' } as const;
    for (let step = 0; step < steps; step++) {
      const rng = trial.rng.stream(`step ${step}`);
      const groups = yield* sampledGroups(trial, LARGEST_BATCH / groupSize, groupSize, rng, judge);
      const responses = groups.flatMap((group) => group.responses);
      const rewards = groups.flatMap((group) => group.rewards);
      const old = tokenLogProbs(policy, responses);
      const batch = {
        rewards,
        groupSize,
        old,
        reference: tokenLogProbs(reference, responses),
        beta: trial.beta,
      };
      const slopesOf = slopes(batch);
      for (let epoch = 0; epoch < epochs; epoch++) {
        weightedGradient(policy, responses, slopesOf);
        optimiser.step(learningRate(step, schedule));
      }
      yield { sampled: (step + 1) * LARGEST_BATCH, reward: mean(rewards) };
    }
  };

const PEAK = 2e-3;

/** One answer a prompt; the baseline is the mean reward of the batch (Williams 1992 [@williams1992]). */
export const reinforce = policyGradient({
  groupSize: 1,
  epochs: 1,
  peak: PEAK,
  slopes: (batch) => scoreFunction(centred(penalised(batch))),
});

const GROUP = 4;

/** Four answers a prompt; the baseline of each is the mean of the other three (Ahmadian et al. 2024 [@ahmadian2024]). */
export const rloo = policyGradient({
  groupSize: GROUP,
  epochs: 1,
  peak: PEAK,
  slopes: (batch) => scoreFunction(byGroup(penalised(batch), batch.groupSize, leaveOneOut)),
});

const grpoPaidBy = (judge: Judge) =>
  policyGradient({
    groupSize: GROUP,
    epochs: 2,
    peak: PEAK / 2,
    judge,
    slopes: (batch) =>
      clipped(byGroup(batch.rewards, batch.groupSize, standardisedInGroup), (length) => length, batch),
  });

/** Shao et al. 2024 [@shao2024]. */
export const grpo = grpoPaidBy('model');
/** The same with the rubric as the checker: reinforcement learning from verifiable rewards. */
export const rlvr = grpoPaidBy('rubric');

/** Neither the deviation nor the length divides (Liu et al. 2025 [@liu2025]). */
export const drGrpo = policyGradient({
  groupSize: GROUP,
  epochs: 2,
  peak: PEAK / 2,
  slopes: (batch) => clipped(byGroup(batch.rewards, batch.groupSize, centred), () => USUAL_LENGTH, batch),
});
