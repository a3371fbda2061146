/** Seconds that each stage of the pipeline takes in Node, measurements between the stages left out. */
import { nodeHost } from '../../../components/host/node.ts';
import type { Settings } from '../../../sim/param.ts';
import { loadExperiment } from '../../../sim/experiments/index.ts';
import { play } from '../../../sim/run.ts';

export interface StageTiming {
  readonly setting: string;
  readonly stage: string;
  readonly seconds: number;
}

const STAGES = ['pretrain', 'sft', 'reward', 'ppo'] as const;

/** What is timed, here and in the browser. */
export const SETTINGS: Readonly<Record<string, Settings>> = {
  quick: { setting: 'quick', demonstrations: 600, pairs: 3000, ppoSteps: 80 },
  standard: {},
};

export async function benchPipeline(): Promise<StageTiming[]> {
  const experiment = await loadExperiment('pipeline');
  return Object.entries(SETTINGS).flatMap(([setting, overrides]) => {
    const ended = new Map<number, number>();
    const began = new Map<number, number>([[0, performance.now()]]);
    for (const row of play(experiment, overrides, nodeHost)) {
      if (row?.series === 'progress') {
        const stage = row['stage'] as number;
        // The reward model follows fine-tuning without a pause of its own.
        if (!began.has(stage)) began.set(stage, ended.get(stage - 1)!);
        ended.set(stage, performance.now());
      } else if (row?.series === 'answer' && row['model'] !== 2) {
        began.set((row['model'] as number) + 1, performance.now());
      } else if (row?.series === 'rewardMeasurement') began.set(3, performance.now());
    }
    return STAGES.map((stage, i) => ({
      setting,
      stage,
      seconds: Math.round(ended.get(i)! - began.get(i)!) / 1000,
    }));
  });
}
