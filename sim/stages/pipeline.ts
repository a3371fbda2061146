/**
 * All four stages on one model: pretraining, supervised fine-tuning, reward model, PPO, each starting from the one
 * before.
 */
import { fineTuning, fineTuningSteps, type FineTuningSettings } from './fineTuning.ts';
import type { Laboratory } from './laboratory.ts';
import { policyOptimisation, type PolicySettings, type PolicyStep } from './policyOptimisation.ts';
import { pretraining, pretrainingSteps, type PretrainingSettings } from './pretraining.ts';
import type { RewardStep } from './rewardModel.ts';
import { rewardModelling, rewardSteps, type RewardSettings } from './rewardModelling.ts';
import type { TrainingStep } from './training.ts';

export interface PipelineSettings {
  readonly pretraining: PretrainingSettings;
  readonly fineTuning: FineTuningSettings;
  readonly reward: RewardSettings;
  readonly policy: PolicySettings;
}

export const STAGES = ['pretrain', 'sft', 'reward', 'ppo'] as const;
export type Stage = (typeof STAGES)[number];

/** Of `of` updates of a stage, one. */
export type StageStep =
  | { readonly stage: 'pretrain' | 'sft'; readonly step: TrainingStep; readonly of: number }
  | { readonly stage: 'reward'; readonly step: RewardStep; readonly of: number }
  | { readonly stage: 'ppo'; readonly step: PolicyStep; readonly of: number };

export type PipelineEvent =
  | StageStep
  /** A stage has ended; its model stands in the laboratory. */
  | { readonly stage: Stage; readonly ended: true }
  /** Work goes on between steps that are far apart. */
  | undefined;

/** What an update of each stage tells. */
export interface Steps {
  readonly pretrain: TrainingStep;
  readonly sft: TrainingStep;
  readonly reward: RewardStep;
  readonly ppo: PolicyStep;
}

/** One stage, with the number of its updates and its end. */
export function* staged<K extends Stage>(
  stage: K,
  of: number,
  steps: Iterable<Steps[K] | undefined>,
): Generator<PipelineEvent, void, undefined> {
  for (const step of steps) yield step && ({ stage, step, of } as StageStep);
  yield { stage, ended: true };
}

/**
 * All stages, or those after the model that stands in the policy.
 *
 * @param after the model from which to go on, if not from fresh weights
 */
export function* pipeline(
  laboratory: Laboratory,
  settings: PipelineSettings,
  after?: 'base' | 'sft',
): Generator<PipelineEvent, void, undefined> {
  const { pretraining: read, fineTuning: imitate, reward, policy } = settings;
  if (!after) yield* staged('pretrain', pretrainingSteps(read), pretraining(laboratory, read));
  if (after !== 'sft') yield* staged('sft', fineTuningSteps(imitate), fineTuning(laboratory, imitate));
  yield* staged('reward', rewardSteps(reward), rewardModelling(laboratory, reward));
  yield* staged('ppo', policy.ppoSteps, policyOptimisation(laboratory, policy));
}
