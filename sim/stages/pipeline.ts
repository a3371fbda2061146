/**
 * All four stages on one model: pretraining, supervised fine-tuning, reward model, PPO, each starting from the one
 * before.
 */
import { fineTuning, fineTuningSteps, type FineTuningSettings } from './fineTuning.ts';
import type { Laboratory } from './laboratory.ts';
import { policyOptimisation, type PolicySettings, type PolicyStep } from './policyOptimisation.ts';
import { pretraining, pretrainingSteps, type PretrainingSettings } from './pretraining.ts';
import type { RewardStep } from './rewardModel.ts';
import { rewardModelling, rewardSteps, type Examined, type RewardSettings } from './rewardModelling.ts';
import type { TrainingStep } from './training.ts';
import type { Truth } from '../world/world.ts';

export interface PipelineSettings {
  readonly pretraining: PretrainingSettings;
  readonly fineTuning: FineTuningSettings;
  readonly reward: RewardSettings;
  readonly policy: PolicySettings;
}

export const STAGES = ['pretrain', 'sft', 'reward', 'ppo'] as const;
export type Stage = (typeof STAGES)[number];

/** What an update of each stage tells. */
export interface Steps {
  readonly pretrain: TrainingStep;
  readonly sft: TrainingStep;
  readonly reward: RewardStep;
  readonly ppo: PolicyStep;
}

/** What is known at the end of each stage, beside its model. */
interface Ends {
  readonly pretrain: unknown;
  readonly sft: unknown;
  readonly reward: Examined;
  readonly ppo: unknown;
}

/** Of `of` updates of a stage, one. */
interface StepOf<K extends Stage> {
  readonly stage: K;
  readonly step: Steps[K];
  readonly of: number;
}

/** A stage has ended; its model stands in the laboratory. */
interface EndOf<K extends Stage> {
  readonly stage: K;
  readonly ended: true;
  readonly known: Ends[K];
}

export type StageStep = { readonly [K in Stage]: StepOf<K> }[Stage];
export type StageEnd = { readonly [K in Stage]: EndOf<K> }[Stage];

/** Undefined: work goes on between steps that are far apart. */
export type PipelineEvent = StageStep | StageEnd | undefined;

/** One stage, with the number of its updates and its end. */
export function* staged<K extends Stage>(
  stage: K,
  of: number,
  steps: Generator<Steps[K] | undefined, Ends[K], undefined>,
): Generator<StepOf<K> | EndOf<K> | undefined, Ends[K], undefined> {
  for (;;) {
    const next = steps.next();
    if (next.done) {
      yield { stage, ended: true, known: next.value };
      return next.value;
    }
    yield next.value && { stage, step: next.value, of };
  }
}

/**
 * All stages, or those after the model that stands in the policy.
 *
 * @param after the model from which to go on, if not from fresh weights
 */
export function* pipeline(
  laboratory: Laboratory<Truth>,
  settings: PipelineSettings,
  after?: 'base' | 'sft',
): Generator<PipelineEvent, void, undefined> {
  const { pretraining: read, fineTuning: imitate, reward, policy } = settings;
  if (!after) yield* staged('pretrain', pretrainingSteps(read), pretraining(laboratory, read));
  if (after !== 'sft') yield* staged('sft', fineTuningSteps(imitate), fineTuning(laboratory, imitate));
  const { standard } = yield* staged('reward', rewardSteps(reward), rewardModelling(laboratory, reward));
  yield* staged('ppo', policy.ppoSteps, policyOptimisation(laboratory, standard, policy));
}
