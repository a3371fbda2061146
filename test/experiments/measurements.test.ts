/** The recorded measurements are what the code measures, and say what the course says of them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measure } from '../../src/cli/measure.ts';
import { MEASUREMENTS, studies, type RecordedStudy } from '../../src/cli/studies.ts';

const recorded = JSON.parse(readFileSync(MEASUREMENTS, 'utf8')) as readonly RecordedStudy[];
const study = (id: string) => recorded.find((each) => each.id === id)!;

test('every study is recorded, with its settings and seeds', () => {
  expect(recorded.map(({ rows: _, ...rest }) => rest)).toEqual(studies);
  for (const { rows, seeds } of recorded) expect(rows).toHaveLength(7 * seeds.length);
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
