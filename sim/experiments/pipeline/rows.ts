/** The updates of the stages as rows: a row is the mean of the updates since the last one. */
import { exp } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import type { PipelineEvent, Stage, StageEnd, StageStep } from '../../stages/pipeline.ts';
import type { Progress, RowOf } from '../../experiment.ts';
import type { stageSeries } from './series.ts';

type StageRow = RowOf<typeof stageSeries>;

/** Rows of a stage: a run shows its course. */
const ROWS: Readonly<Record<Stage, number>> = { pretrain: 60, sft: 60, reward: 60, ppo: 40 };

/** Whether a row ends with this step, of so many. */
const isDrawn = (step: number, of: number, rows: number) =>
  Math.floor((step * rows) / of) !== Math.floor(((step - 1) * rows) / of);

function meanOf<T extends Readonly<Record<keyof T, number>>>(items: readonly T[]): T {
  const names = Object.keys(items[0]!) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, mean(items.map((item) => item[name]))])) as T;
}

/** The row that sums up some updates of one stage. */
function rowOf(group: readonly StageStep[]): StageRow {
  const last = group.at(-1)!;
  switch (last.stage) {
    case 'pretrain': {
      const { tokens, learningRate, gradientNorm } = last.step;
      const loss = mean(group.flatMap((each) => (each.stage === 'pretrain' ? [each.step.loss] : [])));
      return {
        series: 'pretraining',
        tokens: tokens / 1_000_000,
        loss,
        perplexity: exp(loss),
        learningRate,
        gradientNorm,
      };
    }
    case 'sft': {
      const loss = mean(group.flatMap((each) => (each.stage === 'sft' ? [each.step.loss] : [])));
      return { series: 'fineTuning', step: last.step.step, loss };
    }
    case 'reward': {
      const steps = group.flatMap((each) => (each.stage === 'reward' ? [each.step] : []));
      const { step: _, learningRate: __, ...means } = meanOf(steps);
      return { series: 'rewardModel', step: last.step.step, ...means };
    }
    case 'ppo': {
      const steps = group.flatMap((each) => (each.stage === 'ppo' ? [each.step] : []));
      const { step: _, ...means } = meanOf(
        steps.map(({ responses: _, learningRate: __, policyLoss: ___, ...numbers }) => numbers),
      );
      return { series: 'ppo', step: last.step.step, ...means };
    }
  }
}

/** A row, and how many of the updates of its stage are done. */
interface DrawnRow {
  readonly stage: Stage;
  readonly row: StageRow;
  readonly step: number;
  readonly of: number;
}
export type Drawn = DrawnRow | StageEnd | undefined;

const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  pretrain: 'pretraining',
  sft: 'fine-tuning',
  reward: 'reward model',
  ppo: 'PPO',
};

/**
 * Rows and ends of stages; nothing where a run may be stopped.
 *
 * @param at is told of every update
 * @param stages all that the run goes through, if it is more than one
 */
export function* drawn(
  events: Iterable<PipelineEvent>,
  at: (progress: Progress) => void,
  stages: readonly Stage[] = [],
): Generator<Drawn, void, undefined> {
  let group: StageStep[] = [];
  for (const event of events) {
    if (!event || 'ended' in event) {
      yield event;
      continue;
    }
    group.push(event);
    const { stage, step, of } = event;
    const place = stages.length > 1 && ([stages.indexOf(stage) + 1, stages.length] as const);
    at({ stage: STAGE_NAMES[stage], ...(place && { place }), step: step.step, of });
    if (isDrawn(step.step, of, ROWS[stage])) {
      yield { stage, row: rowOf(group), step: step.step, of };
      group = [];
    } else yield undefined;
  }
}
