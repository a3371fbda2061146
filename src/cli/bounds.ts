/**
 * What PPO could reach, beside what it reaches: the best of n sampled answers of the fine-tuned model, by its reward
 * model and by the rubric, and PPO that is paid by the rubric itself.
 */
import { nodeKernels } from '../../components/host/node.ts';
import type { Done } from '../../components/host/pool.ts';
import { restore } from '../../sim/model/checkpoint.ts';
import { createRng } from '../../sim/rng.ts';
import { answersTo, createLaboratory } from '../../sim/stages/laboratory.ts';
import { atOnce } from '../../sim/stages/shards.ts';
import { rewardHead, type RewardHead } from '../../sim/stages/rewardHead.ts';
import { scoresOf } from '../../sim/stages/rewardModel.ts';
import { goldReward, metricsOf, type Metrics } from '../../sim/world/world.ts';

const SAMPLES = [4, 16] as const;
const MOST = Math.max(...SAMPLES);

export interface Bound {
  readonly model: 'best-of-4' | 'best-of-16' | 'rubric-best-of-4' | 'rubric-best-of-16';
  readonly metrics: Metrics;
}

/**
 * Best of n on all held-out questions, at temperature 1: the best of 4 is that of the first 4 samples.
 *
 * @param trained the models of a finished run of the pipeline
 */
export function bestOf({ history, trained }: Pick<Done, 'history' | 'trained'>): Bound[] {
  const { settings } = history;
  const head = (settings['head'] ?? rewardHead.default) as RewardHead;
  const rng = createRng(settings['seed'] as number).stream('best of n');
  const laboratory = createLaboratory(nodeKernels(), rng, { head });
  restore(laboratory.policy, trained.get('sft')!);
  restore(laboratory.rewardModel.network, trained.get('reward')!);
  const questions = laboratory.world.evaluation;
  const asked = questions.flatMap((question) => Array.from({ length: MOST }, () => question));
  const responses = atOnce(answersTo(laboratory, asked, 1, rng.stream('samples')));
  const marks = {
    '': scoresOf(laboratory.rewardModel, responses),
    'rubric-': responses.map(({ answer }, i) => goldReward(asked[i]!, answer)),
  } as const;
  return (['', 'rubric-'] as const).flatMap((judge) =>
    SAMPLES.map((n) => {
      const given = questions.map((_, q) => {
        let best = q * MOST;
        for (let i = best + 1; i < q * MOST + n; i++) if (marks[judge][i]! > marks[judge][best]!) best = i;
        return responses[best]!.answer;
      });
      return {
        model: `${judge}best-of-${n}`,
        metrics: metricsOf(laboratory.world, questions, given),
      } as const;
    }),
  );
}
