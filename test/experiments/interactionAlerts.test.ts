/** What the page on interactions says of the printed run and of four other seeds. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ASKED, rowsAsked, type AskedTable } from '../../components/figure/asked.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { byDrug, CASE, listed, questionsAbout } from '../../sim/experiments/evaluation/pairQuestions.ts';
import { loadWords } from '../../sim/experiments/index.ts';
import type { Row } from '../../sim/experiment.ts';
import { measured } from '../../sim/run.ts';
import { ASKS_PAIRS } from '../../src/cli/askedTable.ts';

const table = JSON.parse(readFileSync(ASKED, 'utf8')) as AskedTable;
const seeds = table.seeds.map((each) => ({ seed: each.seed, rows: rowsAsked(each, ASKS_PAIRS) }));
const { findings } = await loadWords(ASKS_PAIRS);
const printed = recordedRun(ASKS_PAIRS).rows;

/** What the text says of the printed run only, and says so: the pair that it misses, and its neighbours. */
const OF_THIS_RUN = ['missedBase', 'missedSft', 'missedPpo', 'othersPpo'];

const overSeeds = Object.entries(findings).filter(
  ([name, { settings }]) => !settings && !OF_THIS_RUN.includes(name),
);
const value = (name: string, rows: readonly Row[]) => findings[name]!.measure(measured(rows));

describe.each(seeds)('seed $seed', ({ rows }) => {
  test.each(overSeeds)('%s', (name, { between: [low, high] }) => {
    expect(value(name, rows)).toBeGreaterThanOrEqual(low);
    expect(value(name, rows)).toBeLessThanOrEqual(high);
  });
});

describe.each([{ seed: 'printed', rows: printed }, ...seeds])('order on seed $seed', ({ rows }) => {
  const of = (name: string) => value(name, rows);

  test('the rule ranks better than base and SFT, and each stage better than the one before', () => {
    expect(of('baseRank')).toBeLessThan(of('sftRank'));
    expect(of('sftRank')).toBeLessThan(of('ppoRank'));
    expect(of('sftRank')).toBeLessThan(of('ruleRank'));
  });

  test('PPO needs fewer alerts than SFT for three quarters, and more than the rule for all', () => {
    expect(of('ppoThree')).toBeLessThan(of('sftThree'));
    expect(of('sftThree')).toBeLessThanOrEqual(of('baseThree'));
    expect(of('ppoEach')).toBeGreaterThan(of('ruleEach'));
  });

  test('half of the harmless pairs lie above one that PPO misses', () => {
    expect((of('ppoEach') - 20) / 980).toBeGreaterThan(0.5);
  });

  test('at one half PPO finds more than SFT, and most of its alerts are false', () => {
    expect(of('ppoRecall')).toBeGreaterThan(of('sftRecall') + 0.15);
    expect(of('ppoPrecision')).toBeLessThan(0.5);
  });

  test('decoding matters before PPO and hardly after it; training questions are easier', () => {
    expect(of('baseLikeliest') - of('baseSampled')).toBeGreaterThan(0.2);
    expect(Math.abs(of('ppoLikeliest') - of('ppoSampled'))).toBeLessThan(0.07);
    expect(of('ppoLikeliestTrain')).toBeGreaterThan(of('ppoLikeliest'));
  });
});

test('what differs between seeds is said as it is', () => {
  const all = [printed, ...seeds.map(({ rows }) => rows)];
  const count = (holds: (rows: (typeof all)[number]) => boolean) => all.filter(holds).length;
  expect(count((rows) => value('ruleRank', rows) > value('ppoRank', rows))).toBe(2);
  expect(count((rows) => value('ppoThree', rows) < value('ruleThree', rows))).toBe(4);
  expect(all.map((rows) => value('ppoHalf', rows) < value('sftHalf', rows))).toEqual([
    false,
    ...seeds.map(() => true),
  ]);
  expect(count((rows) => value('missedPpo', rows) < 0.5)).toBe(2);
  expect(count((rows) => value('othersPpo', rows) >= 0.5)).toBe(1);
});

test('the case is in the key: four pairs to avoid, two to reduce, two to monitor', () => {
  const verdicts = CASE.map((pair) => questionsAbout(pair)[0]!.fact.verdict);
  expect(verdicts).toEqual(['AVOID', 'AVOID', 'AVOID', 'AVOID', 'REDUCE', 'REDUCE', 'MONITOR', 'MONITOR']);
});

test('of the 15 pairs of six medicines the key lists seven: those of the case', () => {
  const six = new Set(CASE.slice(1).flat());
  const pairs = new Set(
    listed.flatMap(({ fact }) => (six.has(fact.drug) && six.has(fact.partner!) ? [fact.key] : [])),
  );
  expect(six.size).toBe(6);
  expect(pairs.size).toBe(CASE.length - 1);
});

test('the rule reads training questions only, and gives both orders of a pair one score', () => {
  const [one, ...others] = questionsAbout(['warfarin', 'ibuprofen']);
  expect(new Set([one!, ...others].map(byDrug)).size).toBe(1);
  const avoided = (name: string) =>
    listed.filter(({ split, fact }) => split === 'train' && [fact.drug, fact.partner].includes(name));
  const shareOf = (name: string) =>
    avoided(name).filter(({ fact }) => fact.verdict === 'AVOID').length / avoided(name).length;
  expect(byDrug(one!)).toBeCloseTo((shareOf('warfarin') + shareOf('ibuprofen')) / 2, 12);
});
