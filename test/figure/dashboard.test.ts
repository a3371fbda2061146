/** The dashboard: what it derives of a run, its panels, and the report. */
import { describe, expect, test } from 'vitest';
import { LINEAR, monitored, monitorOf } from '../../components/figure/dashboard/monitor.ts';
import { meanOfLast, NO_COMMIT, reportOf, TITLE } from '../../components/figure/dashboard/report.ts';
import { drawStatic } from '../../components/chart/static.ts';
import { recordedRun, recordingOf } from '../../components/host/recordings.ts';
import type { Row } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { pretrainingSteps } from '../../sim/stages/pretraining.ts';

const experiment = await loadExperiment('pipeline');
const history = recordedRun('pipeline');
const of = (rows: readonly Row[], series: string) => rows.filter((row) => row.series === series);

describe('what is derived', () => {
  test('tokens per second between the moments at which rows came in', () => {
    const row = (tokens: number): Row => ({ series: 'pretraining', tokens });
    const rows = [row(1), row(2), row(3), row(3.2), row(3.5), row(5), row(6)];
    // Two rows came together, at 1000 and at 2500 ms, and one too soon after another.
    const { rows: all, speed } = monitored(rows, [500, 1000, 1000, 1200, 2000, 2500, 2500]);
    expect(of(all, 'perSecond').map(({ rate }) => rate)).toEqual([4_000_000, 500_000, 5_000_000]);
    expect(speed).toBe('perSecond');
    expect(
      monitored(
        rows,
        rows.map(() => 7),
      ).speed,
    ).toBe('perUpdate');
  });
  test('tokens per update of a recording add up to all of its tokens', () => {
    const { rows, speed } = monitored(history.rows);
    expect(speed).toBe('perUpdate');
    const steps = of(rows, 'progress').filter((row) => row['stage'] === 0).map((row) => Number(row['step'])); // prettier-ignore
    const sum = of(rows, 'perUpdate').reduce(
      (total, { rate }, i) => total + Number(rate) * (steps[i]! - (steps[i - 1] ?? 0)),
      0,
    );
    expect(sum).toBeCloseTo(1e6 * Number(of(rows, 'pretraining').at(-1)!['tokens']), 3);
  });
  test('a checkpoint of each stage that answers, with the updates of its stage', () => {
    const checkpoints = of(monitored(history.rows).rows, 'checkpoint');
    expect(checkpoints.map(({ model }) => model)).toEqual([0, 1, 2]);
    expect(checkpoints[0]!['updates']).toBe(pretrainingSteps({ tokens: 1_000_000 }));
    expect(checkpoints[2]!['updates']).toBe(history.settings['ppoSteps']);
    expect(checkpoints.map((row) => row['likeliest'])).toEqual(
      of(history.rows, 'quality').map((row) => row['likeliest']),
    );
  });
});

describe('the panels', () => {
  const { rows, speed } = monitored(history.rows);
  test('the first tab has the six of a training monitor', () => {
    const { tabs } = monitorOf(experiment, { log: LINEAR, speed });
    expect(tabs[0]!.views).toEqual(['loss', 'rate', 'throughput', 'sft', 'reward', 'kl']);
  });
  test.each([true, false])('all are drawn, with logarithmic axes: %s', (on) => {
    const views = drawStatic(monitorOf(experiment, { log: { loss: on, rate: on }, speed }), rows);
    for (const { drawn, written } of views)
      expect(drawn?.svg.wide ?? written).not.toMatch(/NaN|Infinity|undefined/);
    const loss = views.find(({ id }) => id === 'loss')!.drawn!.svg.wide;
    expect(loss.includes('minor-y')).toBe(on);
  });
  test('a run without pretraining has empty panels, not broken ones', () => {
    const begun = history.rows.filter(({ series }) => series !== 'pretraining');
    for (const log of [LINEAR, { loss: true, rate: true }])
      for (const { drawn, written } of drawStatic(
        monitorOf(experiment, { log, speed }),
        monitored(begun).rows,
      ))
        expect(drawn?.svg.wide ?? written).not.toMatch(/NaN|Infinity|undefined/);
  });
});

test('the run with too large a rate has the higher reward and the lower quality, on every recorded seed', () => {
  const { findings, seeds } = recordingOf('pipeline');
  expect(seeds).toHaveLength(5);
  seeds.forEach((_, i) => {
    expect(findings['fastReward']![i]).toBeGreaterThan(findings['rewardAtLast']![i]!);
    expect(findings['fastGold']![i]).toBeLessThan(findings['goldLikeliest']![i]!);
    expect(findings['fastLoss']![i]).toBeGreaterThan(findings['lossAtLast']![i]!);
    expect(findings['sftLossAtLast']![i]).toBeLessThan(findings['sftLossAtFirst']![i]!);
  });
});

test('the reward model of the default run ranks its own pairs better than others', () => {
  const { accuracy } = of(history.rows, 'rewardMeasurement')[0]!;
  expect(of(history.rows, 'rewardModel').at(-1)!['accuracy']).toBeGreaterThan(Number(accuracy));
});

describe('the report', () => {
  const report = reportOf({ experiment, history, commit: 'abc123' });
  const section = (title: string) => report.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;

  test('has its headings in order', () => {
    expect(report.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      TITLE,
      ...['Pre-training', 'SFT', 'RLHF', 'Run', 'Metrics on held-out questions'].map((each) => `## ${each}`),
    ]);
  });
  test('says what the stages came to', () => {
    const losses = of(history.rows, 'pretraining').map(({ loss }) => Number(loss));
    expect(section('Pre-training')).toContain(`Final loss: ${losses.at(-1)!.toFixed(3)} nats`);
    expect(section('Pre-training')).toContain(`Best loss: ${Math.min(...losses).toFixed(3)} nats`);
    expect(section('Pre-training')).toContain(`Perplexity: ${Math.exp(losses.at(-1)!).toFixed(2)}`);
    expect(section('SFT')).toContain(Number(of(history.rows, 'fineTuning').at(-1)!['loss']).toFixed(3));
    const [a, b] = of(history.rows, 'ppo')
      .slice(-2)
      .map(({ proxy }) => Number(proxy)) as [number, number];
    expect(section('RLHF')).toContain(`the last 10 of 200 steps: ${((a + b) / 2).toFixed(3)} standard`);
  });
  test('says what is needed to have the run again', () => {
    const run = section('Run');
    expect(run).toContain(`- Seed: ${history.settings['seed']}\n`);
    expect(run).toContain(history.hash);
    expect(run).toContain('- Commit of the course: abc123\n');
    for (const name of Object.keys(experiment.params)) {
      const { when } = experiment.params[name as 'beta'] as { when?: { param: string; is: unknown } };
      if (!when || history.settings[when.param] === when.is) expect(run).toContain(`pipeline.${name}=`);
    }
    expect(run).not.toContain('(changed)');
    expect(run).not.toContain('Time:');
  });
  test('marks what was changed, and names time and file of a reader’s run', () => {
    const changed = { ...history, settings: { ...history.settings, beta: 0.1 } };
    const own = reportOf({ experiment, history: changed, commit: '', seconds: 6.25, file: 'sft.ltam' });
    expect(own).toContain('beta=0.1 (changed)');
    expect(own).toContain('- Time: 6.3 s');
    expect(own).toContain('- Went on from the file: sft.ltam');
    expect(own).toContain(NO_COMMIT);
  });
  test('has the five metrics of every model', () => {
    const lines = section('Metrics on held-out questions')
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(lines).toHaveLength(2 + 6);
    expect(lines[0]!.split('|')).toHaveLength(1 + 6 + 1);
    const last = of(history.rows, 'measurement').at(-1)!;
    for (const name of ['accuracy', 'safety', 'specificity', 'dose', 'humility'])
      expect(lines.at(-1)).toContain((100 * Number(last[name])).toFixed(1));
  });
  test('says of a stage that was not run that it was not', () => {
    const begun = { ...history, rows: history.rows.filter(({ series }) => series !== 'pretraining' && series !== 'fineTuning') }; // prettier-ignore
    const text = reportOf({ experiment, history: begun, commit: 'abc123' });
    expect(text.match(/not run: the run began after this stage/g)).toHaveLength(2);
    expect(text).not.toMatch(/NaN|undefined/);
  });
});

test('the last ten steps: each row counts for as many as it covers', () => {
  const row = (step: number, proxy: number): Row => ({ series: 'ppo', step, proxy });
  expect(meanOfLast([row(5, 9), row(9, 1), row(15, 2)], 'proxy')).toEqual({
    mean: (4 * 1 + 6 * 2) / 10,
    steps: 10,
  });
  expect(meanOfLast([row(4, 1), row(8, 3)], 'proxy')).toEqual({ mean: 2, steps: 8 });
  expect(meanOfLast([], 'proxy')).toBeUndefined();
});
