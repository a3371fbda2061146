/** The models of a run as checkpoints, and where a run goes on from one. */
import { checkFits, CheckpointError, checkpointOf, type Checkpoint } from '../../model/checkpoint.ts';
import type { Shape } from '../../model/shape.ts';
import type { SettingsOf } from '../../param.ts';
import { defaultsOf, read, write } from '../../settings.ts';
import { shapeOf, shapeParams, type Laboratory } from '../../stages/laboratory.ts';
import type { Stage } from '../../stages/pipeline.ts';
import { createWorld, type Truth } from '../../world/world.ts';

/** What the model of each stage is called as a file. */
const NAMES = { pretrain: 'base', sft: 'sft', reward: 'reward', ppo: 'ppo' } as const;

/** Hands over the model of a stage that has ended. */
export function keeper(
  { policy, rewardModel }: Laboratory<Truth>,
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
export function stageOf({ about }: Pick<Checkpoint, 'about'>): 'base' | 'sft' {
  const { model } = about;
  if (model === 'base') return 'base';
  if (model === 'sft' || model === 'ppo') return 'sft';
  const held =
    model === 'reward'
      ? 'this file holds a reward model, which scores answers and writes none'
      : model === undefined
        ? 'this file does not say which model it holds'
        : `this file holds a model called “${model}”`;
  throw new CheckpointError(`${held}; a run goes on from a pretrained, a fine-tuned or a PPO model`);
}

/** Within what the figure lets a reader set: a file may say anything of its model, and a run pays for it. */
function legalSize({ width, layers }: Shape): SettingsOf<typeof shapeParams> {
  const isLegal = read(shapeParams.width, write(width)).ok && read(shapeParams.layers, write(layers)).ok;
  return isLegal ? { width, layers } : defaultsOf(shapeParams);
}

/**
 * Asked when a file is opened, so that no run begins with what it cannot use.
 *
 * @throws CheckpointError for a model of another shape, or one with which no stage can begin
 */
export function checkResumable(saved: Checkpoint): void {
  stageOf(saved);
  checkFits(saved, shapeOf(createWorld(), legalSize(saved.shape)));
}
