/** What the page on adverse events says of four questions without a number, and of statins among themselves. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureModels } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { statinCounts, statinEvents, statins } from '../../sim/examples/statinReports.ts';
import type { Experiment, Row } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { proportionalReportingRatio } from '../../sim/measure/disproportionality.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';

const WHO = ['reports', 'base', 'SFT', 'reward model', 'PPO', 'key'];

let experiment: Experiment;

beforeAll(async () => {
  await ensureModels();
  experiment = await loadExperiment('signal-stages');
});

const rowsOf = (settings: Readonly<Record<string, string | number>>): readonly Row[] =>
  finish(experiment, { ...defaultsOf(experiment.params), ...settings }, nodeHost).rows;

/** Who is judged wrong. */
const wrong = (rows: readonly Row[]) =>
  rows.filter(({ series, judged }) => series === 'stage' && judged === 1).map(({ who }) => WHO[Number(who)]);

describe('the case through four stages', () => {
  test.each([
    ['carrier', []],
    ['untested', []],
    ['statin', ['SFT', 'reward model']],
    ['unknown', []],
  ])('%s: wrong are %j', (question, expected) => {
    expect(wrong(rowsOf({ question }))).toEqual(expected);
  });

  test('no model sees the counts: only whether it is asked depends on them', () => {
    const said = (rows: readonly Row[]) =>
      rows.filter(({ series, who }) => series === 'candidate' || (series === 'stage' && who !== 0));
    const few = rowsOf({ a: 1 });
    expect(said(few)).toEqual(said(rowsOf({})));
    for (const { reaches } of few.filter(({ series }) => series === 'desk')) expect(reaches).toBe(0);
  });
});

describe('rhabdomyolysis', () => {
  const event = statinEvents.indexOf('Rhabdomyolysis');
  test('stands out with every statin beside all other drugs', () => {
    for (const drug of statins.keys()) {
      expect(proportionalReportingRatio(statinCounts(drug, event)).lower).toBeGreaterThan(10);
    }
  });
  test('is half as frequent again among statins with simvastatin only', () => {
    const above = statins.filter(
      (_, drug) => proportionalReportingRatio(statinCounts(drug, event, 'statins')).value >= 1.5,
    );
    expect(above).toEqual(['simvastatin']);
  });
});
