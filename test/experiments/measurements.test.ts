/** The recorded measurements are what the code measures, and say what the course says of them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measure } from '../../src/cli/measure.ts';
import { pairedDifferences } from '../../components/figure/measurements.ts';
import {
  FIRST_EDITION,
  MEASUREMENTS,
  studies,
  type FirstEdition,
  type Measurements,
  type RecordedStudy,
} from '../../src/cli/studies.ts';

const { studies: recorded, machine, stages } = JSON.parse(readFileSync(MEASUREMENTS, 'utf8')) as Measurements;
const first = JSON.parse(readFileSync(FIRST_EDITION, 'utf8')) as FirstEdition;
const study = (id: string) => recorded.find((each) => each.id === id)!;

test('every study is recorded, with its settings and seeds', () => {
  expect(recorded.map(({ rows: _, ...rest }) => rest)).toEqual(studies);
  for (const { rows, seeds, bounds } of recorded) expect(rows).toHaveLength((bounds ? 13 : 7) * seeds.length);
});

test('one seed, run again, gives the same digits', async () => {
  const { seeds, settings, rows } = study('quick');
  const strip = ({ seconds: _, ...row }: RecordedStudy['rows'][number]) => row;
  const again = [];
  for await (const row of measure(seeds.slice(0, 1), settings)) again.push(strip(row));
  expect(again).toEqual(rows.slice(0, 7).map(strip));
});

const mean = (id: string, model: string, temperature: number, metric: 'gold' | 'specificity' | 'safety') => {
  const rows = study(id).rows.filter((row) => row.model === model && row.temperature === temperature);
  return rows.reduce((sum, row) => sum + row[metric]! / rows.length, 0);
};

test('seconds are said with the machine, of every stage in both settings', () => {
  expect(machine).toMatch(/cores, Node \d/);
  expect(stages).toHaveLength(8);
  for (const { seconds } of stages) expect(seconds).toBeGreaterThan(0);
});

test('the first edition was measured on the seeds of the standard study, and nothing of it is missing', () => {
  expect(first.commit).toMatch(/^[0-9a-f]{7,40}$/);
  expect([...new Set(first.paired.map(({ seed }) => seed))]).toEqual(study('standard').seeds);
  expect(first.paired).toHaveLength(7 * study('standard').seeds.length);
  expect(first.printed.map(({ id }) => id)).toEqual(['standard', 'quick', 'biased', 'biased-held']);
});

test('differences are taken seed by seed, of what both have measured', () => {
  const row = (seed: number, gold: number | null) => ({ ...first.paired[0]!, seed, gold });
  const [before, after] = [
    [row(1, 0.5), row(2, 0.25), row(3, null)],
    [row(2, 0.75), row(1, 0.25), row(3, 1), row(4, 1)],
  ];
  expect(pairedDifferences(before, after, 'base', 1, 'gold')).toEqual([0.5, -0.25]);
  expect(pairedDifferences(before, after, 'base', 0, 'gold')).toEqual([]);
});

test('the rubric chooses better than the reward model, seed by seed; the prose says so', () => {
  const { rows, seeds } = study('standard');
  for (const seed of seeds) {
    const gold = (model: string) => rows.find((row) => row.seed === seed && row.model === model)!.gold!;
    expect(gold('rubric-best-of-16')).toBeGreaterThan(gold('best-of-16'));
    expect(gold('best-of-16')).toBeGreaterThan(gold('sft'));
  }
});

test('sampled answers gain by PPO; the prose says so', () => {
  expect(mean('standard', 'ppo', 1, 'gold')).toBeGreaterThan(mean('standard', 'sft', 1, 'gold') + 0.15);
  const gain = (temperature: number) =>
    mean('standard', 'ppo', temperature, 'gold') - mean('standard', 'sft', temperature, 'gold');
  expect(gain(0)).toBeLessThan(gain(1));
});

test('biased annotators: the true quality falls seed by seed, and a penalty recovers part', () => {
  const { rows, seeds } = study('biased');
  for (const seed of seeds) {
    const [sft, ppo] = ['sft', 'ppo'].map((model) =>
      rows.find((row) => row.seed === seed && row.model === model && row.temperature === 1)!,
    );
    expect(ppo!.proxy).toBeGreaterThan(0.5);
    expect(ppo!.gold).toBeLessThan(sft!.gold!);
    expect(ppo!.specificity).toBeLessThan(0.5);
  }
  expect(mean('biased-held', 'ppo', 1, 'gold')).toBeGreaterThan(mean('biased', 'ppo', 1, 'gold'));
});
