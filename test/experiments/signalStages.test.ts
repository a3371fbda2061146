/** What the page on adverse events says of four questions without a number, and of statins among themselves. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ASKED, rowsAsked, type AskedTable } from '../../components/figure/asked.ts';
import { ensureModels } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { statinCounts, statinEvents, statins } from '../../sim/examples/statinReports.ts';
import type { Experiment, Row } from '../../sim/experiment.ts';
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { proportionalReportingRatio } from '../../sim/measure/disproportionality.ts';
import { signalRules } from '../../sim/measure/signalRules.ts';
import { finish, measured } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { ASKS_STAGES, STAGE_QUESTIONS } from '../../src/cli/askedTable.ts';
import { statinPrior } from '../../sim/experiments/applications/statinPrior.ts';

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

const { seeds } = JSON.parse(readFileSync(ASKED, 'utf8')) as AskedTable;
const { findings } = await loadWords(ASKS_STAGES);
type Which = (typeof STAGE_QUESTIONS)[number];
const askedOf = (seed: (typeof seeds)[number], question: Which) =>
  rowsAsked(seed, ASKS_STAGES, question === 'carrier' ? {} : { question });

/** What the text says of the printed run only, and says so: where the wrong reason scores higher. */
const OF_THIS_RUN = ['statinKey', 'statinAlarm'];
/** What no model has a part in. */
const COUNTS = ['among', 'anywhere', 'information', 'ic'];

describe.each(seeds)('seed $seed', (seed) => {
  const kept = Object.entries(findings).filter(([name]) => ![...OF_THIS_RUN, ...COUNTS].includes(name));
  const of = (name: string) => {
    const { measure, settings = {} } = findings[name]!;
    return measure(measured(rowsAsked(seed, ASKS_STAGES, settings)));
  };
  test.each(kept)('%s', (name, { between: [low, high] }) => {
    expect(of(name)).toBeGreaterThanOrEqual(low);
    expect(of(name)).toBeLessThanOrEqual(high);
  });

  test('fine-tuning raises what it should for a carrier and lowers it for simvastatin; PPO raises both', () => {
    expect(of('sft')).toBeGreaterThan(of('base') + 0.1);
    expect(of('statinSft')).toBeLessThan(of('statinBase') - 0.05);
    expect(of('statinPpo')).toBeGreaterThan(of('statinSft') + 0.2);
    expect(of('ppo')).toBeGreaterThan(of('sft'));
    expect(of('untestedPpo')).toBeGreaterThan(of('untestedBase'));
  });

  test('the reward model puts the key first', () => {
    for (const question of STAGE_QUESTIONS) {
      const [key, ...others] = measured(askedOf(seed, question))
        .of('candidate')
        .map(({ score }) => Number(score));
      expect(key).toBeGreaterThan(Math.max(...others));
    }
  });
});

test('what differs between seeds is said as it is: who is wrong with the likeliest answer', () => {
  const runs = STAGE_QUESTIONS.flatMap((question) =>
    [rowsOf({ question }), ...seeds.map((seed) => askedOf(seed, question))].map((rows, run) => ({
      question,
      run,
      who: wrong(rows),
    })),
  );
  const where = (who: string) =>
    runs.filter((each) => each.who.includes(who)).map(({ question, run }) => `${question} ${run}`);
  expect(runs).toHaveLength(20);
  expect(where('base')).toEqual(['carrier 1', 'carrier 4', 'untested 1', 'untested 3', 'untested 4']);
  expect(where('SFT')).toEqual(['carrier 1', 'statin 0', 'statin 3']);
  expect(where('PPO')).toEqual([]);
  expect(where('reward model')).toEqual(['statin 0']);
});

test('with three reports of drug X no rule calls, with four Evans’ does', () => {
  const { prior } = statinPrior('everything');
  const calling = (a: number) =>
    signalRules
      .filter(({ meets }) => meets({ a, b: 1976, c: 120, d: 197_880 }, prior))
      .map(({ name }) => name);
  expect(calling(3)).toEqual([]);
  expect(calling(4)).toEqual(['Evans', 'ROR']);
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
