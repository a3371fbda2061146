/** What every method is given alike, and what it tells of an update. */
import { goldReward, type Question } from '../../world/world.ts';
import type { Rng } from '../../rng.ts';
import { copyParameters, type Laboratory } from '../laboratory.ts';
import type { Response } from '../responses.ts';
import { scoresOf } from '../rewardModel.ts';
import { standardised, type Standard } from '../standard.ts';

/** One checkpoint, one judge, one budget. */
export interface Trial {
  /** Policy and reference are the fine-tuned model when a method begins. */
  readonly laboratory: Laboratory;
  /** The scale of the reward model, and of the rubric. */
  readonly standards: { readonly model: Standard; readonly rubric: Standard };
  /** Answers that a method may sample and have judged in training. */
  readonly samples: number;
  /** Price of a nat from the reference. */
  readonly beta: number;
  /** A training question. */
  draw(rng: Rng): Question;
  readonly rng: Rng;
}

/** One update of a method, or none where the host may stop. */
export type Update =
  | {
      /** Answers sampled so far. */
      readonly sampled: number;
      /** Mean standardised reward of the answers that it learned from. */
      readonly reward: number;
    }
  | undefined;

export type Method = (trial: Trial) => Generator<Update, void, undefined>;

/** Who pays: the reward model, or the rubric itself. */
export type Judge = keyof Trial['standards'];

/** Rewards of answers, in deviations of the judge's marks on answers of the fine-tuned model. */
export function rewardsBy(
  judge: Judge,
  { laboratory, standards }: Trial,
  questions: readonly Question[],
  responses: readonly Response[],
): number[] {
  const marks =
    judge === 'rubric'
      ? responses.map(({ answer }, i) => goldReward(questions[i]!, answer))
      : scoresOf(laboratory.rewardModel, responses);
  return marks.map((mark) => standardised(mark, standards[judge]));
}

/** Back to the fine-tuned model. */
export const startAgain = ({ laboratory: { policy, reference } }: Trial): void =>
  copyParameters(reference, policy);
