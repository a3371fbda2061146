/** What each answer of a group to one prompt is worth beside the others: the baselines of critic-free methods. */
import { mean } from '../../measure/mean.ts';

/** Keeps the scale finite where all rewards of a group are alike. */
const EPSILON = 1e-6;

/** R_i − the mean of the others: REINFORCE leave-one-out, Ahmadian et al. 2024, sec. 2.2 [@ahmadian2024]. */
export function leaveOneOut(rewards: readonly number[]): number[] {
  const centre = mean(rewards);
  return rewards.map((reward) => ((reward - centre) * rewards.length) / (rewards.length - 1));
}

/** R_i − the mean of the group: Dr. GRPO, Liu et al. 2025, sec. 3 [@liu2025]. */
export function centred(rewards: readonly number[]): number[] {
  const centre = mean(rewards);
  return rewards.map((reward) => reward - centre);
}

/** Sample deviation, with n − 1, as PyTorch's `std` and TRL have it. */
export function spreadOf(rewards: readonly number[]): number {
  const squares = centred(rewards).map((each) => each * each);
  return Math.sqrt((mean(squares) * rewards.length) / (rewards.length - 1));
}

/** (R_i − mean) / deviation of the group: GRPO, Shao et al. 2024, sec. 4.1.2 [@shao2024]. */
export function standardisedInGroup(rewards: readonly number[]): number[] {
  const scale = 1 / (spreadOf(rewards) + EPSILON);
  return centred(rewards).map((each) => each * scale);
}
