/** The models of a run as checkpoints, and where a run goes on from one. */
import { CheckpointError, checkpointOf, type Checkpoint } from '../../model/checkpoint.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import type { Stage } from '../../stages/pipeline.ts';

/** What the model of each stage is called as a file. */
const NAMES = { pretrain: 'base', sft: 'sft', reward: 'reward', ppo: 'ppo' } as const;

/** Hands over the model of a stage that has ended. */
export function keeper(
  { policy, rewardModel }: Laboratory,
  keep: (name: string, trained: Checkpoint) => void,
  seed: number,
): (stage: Stage) => void {
  return (stage) => {
    const model = NAMES[stage];
    keep(model, checkpointOf(stage === 'reward' ? rewardModel.network : policy, { model, seed }));
  };
}

/**
 * The model after which the stages go on: a policy that PPO has trained is labelled again, as the fine-tuned one was.
 *
 * @throws CheckpointError for a file with which no stage can begin
 */
export function stageOf({ about }: Checkpoint): 'base' | 'sft' {
  if (about['model'] === 'base') return 'base';
  if (about['model'] === 'sft' || about['model'] === 'ppo') return 'sft';
  throw new CheckpointError(
    'a run goes on from a pretrained, a fine-tuned or a PPO model; this file holds none of them',
  );
}
