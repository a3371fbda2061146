/** Where a figure shows how many held-out pairs a reward model ranks correctly, it shows what ranks them without a label. */
import { describe, expect, test } from 'vitest';
import { LINEAR, monitorOf } from '../../components/figure/dashboard/monitor.ts';
import { declarationOf, type View } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { baselineMetrics } from '../../sim/stages/rankingBaselines.ts';

const MEASURED = 'rewardMeasurement';
const all = await Promise.all(experimentIds.map(loadExperiment));
const pipeline = all.find(({ id }) => id === 'pipeline')!;
const figures = [
  ...all.map(({ id, views }) => [id, views as readonly View[]] as const),
  ['dashboard', monitorOf(declarationOf(pipeline), { log: LINEAR, speed: 'perUpdate' }).views] as const,
];
const measures = (view: View) =>
  view.kind === 'xy' &&
  (view.head ?? []).some(({ series, metric }) => series === MEASURED && metric === 'accuracy');
const measuring = figures.filter(([, views]) => views.some(measures));

const ofRewardModel = 'RM accuracy';
const tables = all.flatMap(({ id, views, series }) =>
  (views as readonly View[]).flatMap((view) => {
    if (view.kind !== 'table') return [];
    const shown = view.table.columns.map((column) => series[view.table.series]!.metrics[column]!);
    return shown.some(({ label }) => label === ofRewardModel) ? [[id, view.title, shown] as const] : [];
  }),
);
test.each(tables)(
  '%s: the table has both beside the accuracy, and says what chance ranks',
  (_, title, shown) => {
    expect(shown).toContain(baselineMetrics.likelihood);
    expect(shown).toContain(baselineMetrics.longer);
    expect(title).toContain('chance ranks half');
  },
);
test('some tables do', () => expect(tables.length).toBeGreaterThanOrEqual(2));

test('some figures do', () => {
  expect(measuring.map(([id]) => id)).toEqual(
    expect.arrayContaining(['pipeline', 'reward-model', 'dashboard']),
  );
});

describe.each(measuring)('%s', (_, views) => {
  test.each(Object.keys(baselineMetrics))('%s', (baseline) => {
    for (const view of views.filter(measures)) {
      const references = 'references' in view ? view.references : [];
      expect(references).toContainEqual(
        expect.objectContaining({ axis: 'y', at: { series: MEASURED, metric: baseline } }),
      );
    }
  });
});
