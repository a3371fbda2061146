/** A reward model from a copy of the policy, on some pairs alone. */
import type { Rng } from '../../rng.ts';
import { epochsOf } from '../../stages/batches.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import { trainRewardModel, type PreferencePair, type RewardStep } from '../../stages/rewardModel.ts';
import { resetRewardModel } from '../../stages/rewardModelling.ts';

/** How long, and in which steps. */
export interface Course {
  /** Largest learning rate. */
  readonly peak: number;
  /** Pairs of an update. */
  readonly batch: number;
  readonly epochs: number;
  /** Updates until the peak. */
  readonly warmUp: number;
}

/** Updates of such a training. */
export const updatesOf = ({ batch, epochs }: Course, pairs: number): number =>
  epochs * Math.ceil(pairs / batch);

/** The laboratory's reward model begins without a label, and learns. */
export function learn(
  laboratory: Laboratory,
  pairs: readonly PreferencePair[],
  course: Course,
  order: Rng,
): Generator<RewardStep | undefined, void, undefined> {
  resetRewardModel(laboratory);
  const { peak, batch, epochs, warmUp } = course;
  const steps = updatesOf(course, pairs.length);
  const schedule = { peak, floor: peak / 10, warmUp, steps, decay: 'linear' } as const;
  const batches = epochsOf(pairs, batch, epochs, order);
  return trainRewardModel(laboratory, laboratory.rewardModel.head, batches, schedule);
}
