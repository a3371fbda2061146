/** How well held-out pairs are ranked: by the reward model, and by what has seen no label. */
import { share } from '../../metric.ts';
import { baselineMetrics } from '../../stages/rankingBaselines.ts';
import type { Examined } from '../../stages/rewardModelling.ts';

export const judgeMetrics = {
  accuracy: share('Held-out pairs that the reward model ranks correctly.', 'RM accuracy'),
  byLikelihood: baselineMetrics.likelihood,
  byLength: baselineMetrics.longer,
} as const;

export const judgesOf = ({ accuracy, baselines }: Examined) => ({
  accuracy,
  byLikelihood: baselines.likelihood,
  byLength: baselines.longer,
});

/** Of a series `summary` with these metrics. */
export const judgesView = {
  kind: 'table',
  id: 'judges',
  title: 'Held-out pairs in the true order; chance ranks half',
  size: 'wide',
  table: { series: 'summary', columns: ['accuracy', 'byLikelihood', 'byLength'] },
} as const;
