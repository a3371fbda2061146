/** What chapter 1 says over all drugs holds on other seeds too, and the table of them is of today's models. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ASKED, rowsAsked, type AskedTable } from '../../components/figure/asked.ts';
import { readManifest } from '../../components/host/models.ts';
import { recordedRun, seedsOf } from '../../components/host/recordings.ts';
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { measured } from '../../sim/run.ts';
import { ASKING, ASKS, SEEDS, SERIES } from '../../src/cli/askedTable.ts';

const table = JSON.parse(readFileSync(ASKED, 'utf8')) as AskedTable;
const { findings } = await loadWords(ASKS);

/** What the text says of the printed run only, and says so: its cases, and what another seed turns round. */
const OF_THIS_RUN = ['lithiumGain', 'lisinoprilLoss', 'tramadolBase', 'tramadolSft', 'othersWorse'];

/** What the kept rows say; other findings are of other rows, or of a drug that has to be chosen. */
const overAll = Object.entries(findings).filter(([name, { settings }]) => {
  if (settings || OF_THIS_RUN.includes(name)) return false;
  const kept = measured(recordedRun(ASKS).rows.filter(({ series }) => SERIES.includes(series)));
  return Number.isFinite(findings[name]!.measure(kept));
});

test('the table is of these models and of seeds that no figure prints', async () => {
  const hashes = Object.entries(readManifest()).map(([name, { hash }]) => [name, hash]);
  expect(table.models, 'run `npm run asked`').toEqual(Object.fromEntries(hashes));
  expect(table.seeds.map(({ seed }) => seed)).toEqual(SEEDS);
  const { params } = await loadExperiment('pipeline');
  expect(SEEDS.filter((seed) => seedsOf(params).includes(seed))).toEqual([]);
});

test('every run that is asked for is there, with every series that is kept', () => {
  for (const seed of table.seeds) {
    expect(seed.runs).toHaveLength(ASKING.length);
    for (const { id, settings, kept } of ASKING) {
      const rows = rowsAsked(seed, id, settings);
      expect(new Set(rows.map(({ series }) => series))).toEqual(new Set(kept));
    }
  }
  expect(() => rowsAsked(table.seeds[0]!, ASKS, { seed: 9 })).toThrow(RangeError);
});

test('most findings are over all drugs', () => {
  expect(overAll.length).toBeGreaterThan(25);
});

describe.each(table.seeds)('seed $seed', (seed) => {
  const rows = rowsAsked(seed, ASKS);

  test.each(overAll)('%s', (_, { measure, between: [low, high] }) => {
    const value = measure(measured(rows));
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  });

  test('PPO changes sureness more than it changes what is right', () => {
    const of = (name: string) => findings[name]!.measure(measured(rows));
    expect(of('surerByPpo')).toBeGreaterThan(2 * Math.abs(of('addedByPpo')));
  });

  test('PPO adds less than fine-tuning to what is right, and more to how sure a model is', () => {
    const of = (name: string) => findings[name]!.measure(measured(rows));
    expect(of('ppoRight') - of('sftRight')).toBeLessThan(of('sftRight') - of('baseRight'));
    expect(of('ppoSure') - of('sftSure')).toBeGreaterThan(of('sftSure') - of('baseSure'));
  });

  test('before PPO a model claims too little, but the base model too much where the web has a myth', () => {
    const of = (name: string) => findings[name]!.measure(measured(rows));
    expect(of('baseSure')).toBeLessThan(of('baseRight'));
    expect(of('sftSure')).toBeLessThan(of('sftRight'));
    expect(of('ppoSure') - of('ppoRight')).toBeGreaterThan(-0.005);
    expect(of('ppoSure') - of('ppoRight')).toBeLessThan(0.05);
    expect(of('mythSureBase')).toBeGreaterThan(of('mythBase'));
  });

  test('about drugs with a myth the base model does worse than kidneys alone', () => {
    const of = (name: string) => findings[name]!.measure(measured(rows));
    expect(of('mythBase')).toBeLessThan(of('kidneysAloneMyth'));
    expect(of('baseRight')).toBeGreaterThan(of('kidneysAlone'));
  });
});
