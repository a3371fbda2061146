/** The recorded measurements are what the code measures, and say what the course says of them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measure } from '../../src/cli/measure.ts';
import { aimsOf, isMet, seedsMet } from '../../components/figure/aims.ts';
import { pairedDifferences } from '../../components/figure/measurements.ts';
import {
  FIRST_EDITION,
  MEASUREMENTS,
  studies,
  type FirstEdition,
  type Measurements,
  type RecordedStudy,
} from '../../src/cli/studies.ts';

const {
  studies: recorded,
  machine,
  date,
  stages,
} = JSON.parse(readFileSync(MEASUREMENTS, 'utf8')) as Measurements;
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

const goldOf = (id: string, seed: number, model: string, temperature: number) =>
  study(id).rows.find((row) => row.seed === seed && row.model === model && row.temperature === temperature)!
    .gold!;

const mean = (id: string, model: string, temperature: number, metric: 'gold' | 'specificity' | 'safety') => {
  const rows = study(id).rows.filter((row) => row.model === model && row.temperature === temperature);
  return rows.reduce((sum, row) => sum + row[metric]! / rows.length, 0);
};

test('seconds are said with the machine, of every stage in both settings', () => {
  expect(machine).toMatch(/cores, Node \d/);
  expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(stages).toHaveLength(8);
  for (const { seconds } of stages) expect(seconds).toBeGreaterThan(0);
});

test('the first edition was measured on the seeds of the standard study, and nothing of it is missing', () => {
  expect(first.commit).toMatch(/^[0-9a-f]{7,40}$/);
  expect([...new Set(first.paired.map(({ seed }) => seed))]).toEqual(study('standard').seeds);
  expect(first.paired).toHaveLength(7 * study('standard').seeds.length);
  expect(first.printed.map(({ id }) => id)).toEqual(['standard', 'quick', 'biased', 'biased-held']);
});

test('the sampled answers of the base model are worse than in the first edition, on every seed', () => {
  const differences = pairedDifferences(first.paired, study('standard').rows, 'base', 1, 'gold');
  expect(differences).toHaveLength(study('standard').seeds.length);
  expect(Math.max(...differences)).toBeLessThan(0);
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

test('sampled answers after fine-tuning do not reach the likeliest ones before it, but on one seed; the prose says so', () => {
  const leads = study('standard').seeds.map(
    (seed) => goldOf('standard', seed, 'sft', 1) - goldOf('standard', seed, 'base', 0),
  );
  expect(leads.filter((lead) => lead < 0)).toHaveLength(7);
  expect(Math.max(...leads)).toBeLessThan(0.002);
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

test('sampled answers after PPO are about as good as the likeliest before it; the prose says so', () => {
  const [after, before] = [mean('standard', 'ppo', 1, 'gold'), mean('standard', 'sft', 0, 'gold')];
  expect(Math.abs(after - before)).toBeLessThan(0.03);
});

test('choosing beats training, seed by seed, and the rubric pays only a little more; the prose says so', () => {
  for (const seed of study('standard').seeds) {
    const gold = (model: string, temperature: number) => goldOf('standard', seed, model, temperature);
    expect(gold('best-of-4', 1)).toBeGreaterThan(gold('ppo', 1));
    expect(gold('best-of-16', 1)).toBeGreaterThan(gold('ppo', 0));
  }
  for (const temperature of [1, 0]) {
    const more =
      mean('standard', 'rubric', temperature, 'gold') - mean('standard', 'ppo', temperature, 'gold');
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThan(0.06);
  }
});

test('twice the text: better on each seed, but for one after PPO; PPO adds less; the prose says so', () => {
  const { seeds } = study('thorough');
  const better = (model: string, temperature: number) =>
    seeds.filter(
      (seed) => goldOf('thorough', seed, model, temperature) > goldOf('standard', seed, model, temperature),
    ).length;
  expect([better('sft', 1), better('sft', 0), better('ppo', 1), better('ppo', 0)]).toEqual([4, 4, 4, 3]);
  for (const temperature of [1, 0]) {
    const gain = (id: string) =>
      seeds.reduce(
        (sum, seed) => sum + goldOf(id, seed, 'ppo', temperature) - goldOf(id, seed, 'sft', temperature),
        0,
      );
    expect(gain('thorough')).toBeGreaterThan(0);
    expect(gain('thorough')).toBeLessThan(gain('standard'));
  }
});

test('the aims of the second edition are met; the prose says so', () => {
  const aims = aimsOf(first.paired, study('standard').rows);
  expect(aims.filter((aim) => !isMet(aim)).map(({ says }) => says)).toEqual([]);
  for (const { values } of aims) expect(values).toHaveLength(study('standard').seeds.length);
});

test('an aim is for the mean, and counted on each seed', () => {
  const aim = { says: '', bound: 0, values: [-1, 0, 3] } as const;
  expect(isMet({ ...aim, side: 'above' })).toBe(true);
  expect(isMet({ ...aim, side: 'at most' })).toBe(false);
  expect(isMet({ ...aim, side: 'at least', bound: 1 })).toBe(false);
  expect([seedsMet({ ...aim, side: 'above' }), seedsMet({ ...aim, side: 'at least' })]).toEqual([1, 2]);
  const row = (model: string, gold: number) => ({ ...first.paired[0]!, model, temperature: 1, gold });
  const [, , gain] = aimsOf([], [row('sft', 0.5), row('ppo', 0.75)] as RecordedStudy['rows']);
  expect(gain!.values).toEqual([0.25]);
});

test('biased annotators, no penalty: no answers are left, and safety says nothing any more', () => {
  const { rows, seeds } = study('biased');
  for (const seed of seeds) {
    const [sft, ppo] = ['sft', 'ppo'].map((model) =>
      rows.find((row) => row.seed === seed && row.model === model && row.temperature === 1)!,
    );
    expect(ppo!.proxy).toBeGreaterThan(2);
    expect(ppo!.gold).toBeLessThan(sft!.gold! - 0.5);
    expect(ppo!.specificity).toBeLessThan(0.01);
    expect(Math.min(ppo!.safety!, 1 - ppo!.safety!)).toBeLessThan(0.05);
  }
});

test('biased annotators, held: the likeliest answers lose, seed by seed; the prose says so', () => {
  const { rows, seeds } = study('biased-held');
  for (const seed of seeds) {
    const gold = (model: string) =>
      rows.find((row) => row.seed === seed && row.model === model && row.temperature === 0)!.gold!;
    expect(gold('ppo')).toBeLessThan(gold('sft') - 0.1);
  }
});

test('annotators change neither the base model nor the fine-tuned one; the tables leave these rows out', () => {
  const before = (id: string) =>
    study(id)
      .rows.filter(
        ({ model, seed }) => ['base', 'sft'].includes(model) && study('biased').seeds.includes(seed),
      )
      .map(({ seconds: _, hash: __, ...row }) => row);
  expect(before('biased')).toHaveLength(4 * study('biased').seeds.length);
  expect(before('biased')).toEqual(before('standard'));
  expect(before('biased-held')).toEqual(before('standard'));
});

test('biased annotators, held: a part of the quality stays, safety is bought with specificity', () => {
  const of = (id: string, metric: 'gold' | 'safety' | 'specificity') => {
    const { seeds } = study('biased-held');
    const rows = study(id).rows.filter(
      (row) => row.model === 'ppo' && row.temperature === 1 && seeds.includes(row.seed),
    );
    return rows.reduce((sum, row) => sum + row[metric]! / rows.length, 0);
  };
  expect(of('biased-held', 'gold')).toBeGreaterThan(of('biased', 'gold') + 0.5);
  expect(of('biased-held', 'gold')).toBeLessThan(of('standard', 'gold') - 0.1);
  expect(of('biased-held', 'safety')).toBeGreaterThan(of('standard', 'safety') + 0.1);
  expect(of('biased-held', 'specificity')).toBeLessThan(of('standard', 'specificity') - 0.2);
});

test('sampled answers of a stage are about as good as the likeliest of the stage before, on every seed', () => {
  const { rows, seeds } = study('standard');
  const gold = (seed: number, model: string, temperature: number) =>
    rows.find((row) => row.seed === seed && row.model === model && row.temperature === temperature)!.gold!;
  for (const seed of seeds) {
    const likeliest = ['base', 'sft', 'ppo'].map((model) => gold(seed, model, 0));
    expect(gold(seed, 'sft', 1)).toBeLessThan(likeliest[0]! + 0.03);
    expect(Math.abs(gold(seed, 'ppo', 1) - likeliest[1]!)).toBeLessThan(0.05);
    const [byFineTuning, byPpo] = [likeliest[1]! - likeliest[0]!, likeliest[2]! - likeliest[1]!];
    expect(byPpo).toBeGreaterThan(0);
    expect(byPpo).toBeLessThan(byFineTuning);
  }
});
