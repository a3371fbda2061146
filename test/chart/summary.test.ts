/** What figures say without their pictures: every view in words, at every setting, and never too much. */
import { describe, expect, test } from 'vitest';
import { sayView } from '../../components/chart/say.ts';
import { announcementOf, summaryOf } from '../../components/chart/summary.ts';
import { nodeHost } from '../../components/host/node.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf, type Metric, type Row, type SeriesMap, type View } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';

describe.each(experimentIds)('%s', async (id) => {
  const experiment = await loadExperiment(id);
  const declaration = declarationOf(experiment);
  const { views, series } = declaration;
  const runs = {
    recorded: recordedRun(id).rows,
    small: finish(experiment, { ...defaultsOf(experiment.params), ...experiment.small }, nodeHost).rows,
  };

  test.each(Object.entries(runs))('%s: the summary names every view that has rows', (_, rows) => {
    const summary = summaryOf(declaration, rows);
    expect(summary).not.toMatch(/NaN|undefined|Infinity|in the data table|\s\s|(?<!\.)\.\.(?!\.)|: \./);
    expect(summary.length).toBeLessThan(700);
    expect(summary).toMatch(/\d/);
    for (const view of views) if (sayView(view, series, rows)) expect(summary).toContain(view.title);
    expect(sayView(views[0]!, series, rows)!.long).not.toBe('');
  });
  test.each(Object.entries(runs))(
    '%s: an announcement is short and begins with the first view',
    (_, rows) => {
      const said = announcementOf(declaration, rows);
      expect(said.length).toBeLessThan(330);
      expect(said).not.toMatch(/NaN|undefined|Infinity/);
      expect(said).toContain(views.find((view) => sayView(view, series, rows))!.title);
    },
  );
  test('before a run has rows, it says so', () => {
    expect(summaryOf(declaration, [])).toMatch(/Nothing is measured yet\.$/);
    expect(announcementOf(declaration, [])).toBe('Nothing is measured yet.');
  });
});

const metric = (label: string, more: Partial<Metric> = {}): Metric => ({
  label,
  unit: '',
  help: '',
  digits: 2,
  ...more,
});
const series: SeriesMap = {
  run: {
    title: 'run',
    metrics: {
      step: metric('step', { digits: 0 }),
      loss: metric('loss', { unit: 'nats' }),
      right: metric('right', { unit: 'share' }),
      who: metric('who', { names: ['A', 'B', 'C', 'D', 'E'] }),
      text: metric('text', { text: true }),
    },
  },
  truth: { title: 'truth', metrics: { step: metric('step'), who: metric('who') } },
};
const base = { id: 'v', title: 'View', size: 'wide', x: {}, y: {} } as const;
const lossView: View = {
  ...base,
  kind: 'xy',
  layers: [{ series: 'run', x: 'step', y: 'loss', mark: 'line', label: 'held-out' }],
};
const losses = (...values: number[]): Row[] => values.map((loss, step) => ({ series: 'run', step, loss }));
const longOf = (view: View, rows: readonly Row[]) => sayView(view, series, rows)?.long;

describe('words of each kind of view', () => {
  test('a curve: its ends, and where it went beyond them', () => {
    expect(longOf(lossView, losses(0.69, 0.25, 0.26))).toBe(
      'held-out falls from 0.69 to 0.26 nats, lowest 0.25 at step 1',
    );
    expect(longOf(lossView, losses(0.1, 0.9, 0.5))).toBe(
      'held-out rises from 0.10 to 0.50 nats, highest 0.90 at step 1',
    );
    expect(longOf(lossView, losses(1, 2, 1))).toBe(
      'held-out begins and ends at 1.00 nats, highest 2.00 at step 1',
    );
    expect(longOf(lossView, losses(1, 1))).toBe('held-out stays at 1.00 nats');
    expect(longOf(lossView, losses(-1234.5))).toBe('held-out −1,234.50 nats');
    expect(longOf(lossView, [])).toBeUndefined();
  });
  test('points beside a curve: how far from it', () => {
    const view: View = {
      ...base,
      kind: 'xy',
      layers: [
        { series: 'run', x: 'step', y: 'right', mark: 'dot' },
        { series: 'truth', x: 'step', y: 'who', mark: 'line', label: 'truth' },
      ],
    };
    const rows: Row[] = [
      { series: 'truth', step: 0, who: 0 },
      { series: 'truth', step: 2, who: 1 },
      { series: 'run', step: 1, right: 0.6 },
      { series: 'run', step: 2, right: 0.8 },
    ];
    expect(longOf(view, rows)).toContain('right: 2 points from 60 to 80 %, on average 15 % from truth');
  });
  test('bars: all of a few, the ends of many', () => {
    const view: View = { ...base, kind: 'bars', bars: { series: 'run', by: 'who', value: 'loss' } };
    const bars = [3, 1, 2, 5, 4].map((loss, who) => ({ series: 'run', who, loss }));
    expect(longOf(view, bars)).toBe('largest D 5.00 nats, smallest B 1.00 nats, of 5');
    expect(longOf(view, bars.slice(0, 2))).toBe('A 3.00 nats, B 1.00 nats');
  });
  test('cells: in how many columns the outlined one is the largest; else the range', () => {
    const cells = { series: 'run', x: 'step', y: 'who', value: 'right' } as const;
    const rows: Row[] = [0, 1].flatMap((step) => [
      { series: 'run', step, who: 0, right: 0.3 + step / 2 },
      { series: 'run', step, who: 1, right: 0.7 - step / 2 },
      { series: 'truth', step, who: 1 },
    ]);
    const outlined = { series: 'truth', x: 'step', y: 'who' } as const;
    expect(longOf({ ...base, kind: 'cells', cells, outlined }, rows)).toBe(
      'the outlined cell is the largest of its column in 1 of 2 columns',
    );
    expect(longOf({ ...base, kind: 'cells', cells }, rows)).toBe('4 cells from 20 to 80 %');
  });
  test('texts, tokens and tables: their first lines', () => {
    const rows: Row[] = [
      { series: 'run', who: 0, text: 'avoid', loss: -0.5 },
      { series: 'run', who: 1, text: 'dose', loss: 1.5 },
    ];
    const read = { series: 'run', by: 'who', text: 'text' } as const;
    expect(longOf({ ...base, kind: 'texts', texts: read }, rows)).toBe('A: “avoid”; B: “dose”');
    expect(
      longOf({ ...base, kind: 'tokens', tokens: { series: 'run', text: 'text', value: 'loss' } }, rows),
    ).toBe('“avoid dose”; most “dose” 1.50, least “avoid” −0.50');
    expect(longOf({ ...base, kind: 'table', table: { series: 'run', columns: ['who', 'loss'] } }, rows)).toBe(
      'A, loss −0.50 nats; B, loss 1.50 nats',
    );
  });
});
