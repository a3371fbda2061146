/** Upper bounds beside PPO: their rows, and that nothing else changes when they are asked for. */
import { beforeAll, describe, expect, test } from 'vitest';
import { measure, type Measurement } from '../../src/cli/measure.ts';
import { main } from '../../src/cli/sim.ts';

const tiny = { setting: 'taste', demonstrations: 50, pairs: 200, ppoSteps: 10 };

async function rowsOf(bounds: boolean): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for await (const row of measure([3], tiny, bounds)) rows.push(row);
  return rows;
}
const strip = ({ seconds: _, ...row }: Measurement) => row;

describe('bounds', () => {
  let plain: Measurement[];
  let bounded: Measurement[];
  beforeAll(async () => {
    plain = await rowsOf(false);
    bounded = await rowsOf(true);
  });

  test('come after the rows of the run, which stay as they are', () => {
    expect(bounded.slice(0, plain.length).map(strip)).toEqual(plain.map(strip));
    expect(bounded.slice(plain.length).map(({ model, temperature }) => [model, temperature])).toEqual([
      ['best-of-4', 1],
      ['best-of-16', 1],
      ['rubric-best-of-4', 1],
      ['rubric-best-of-16', 1],
      ['rubric', 1],
      ['rubric', 0],
    ]);
  });
  test('have the fields of every row, null where they lack them', () => {
    for (const row of bounded) expect(Object.keys(row)).toEqual(Object.keys(bounded[0]!));
    const best = bounded.find(({ model }) => model === 'best-of-4')!;
    expect(best).toMatchObject({ seed: 3, proxy: null, kl: null, rmAccuracy: null });
    expect(best.gold).not.toBeNull();
  });
  test('the rubric chooses better from more answers, and better than the reward model', () => {
    const gold = (model: Measurement['model']) => bounded.find((row) => row.model === model)!.gold!;
    expect(gold('rubric-best-of-16')).toBeGreaterThan(gold('rubric-best-of-4'));
    expect(gold('rubric-best-of-4')).toBeGreaterThan(gold('best-of-4'));
    expect(gold('rubric-best-of-16')).toBeGreaterThan(gold('best-of-16'));
  });
  test('the form of every model that answers is a share, and the reward model has none', () => {
    for (const { model, form } of bounded) {
      if (model === 'rm') expect(form).toBeNull();
      else expect(form, model).toBeGreaterThanOrEqual(0);
      if (model !== 'rm') expect(form, model).toBeLessThanOrEqual(1);
    }
    const fineTuned = bounded.find(({ model, temperature }) => model === 'sft' && temperature === 0)!;
    expect(fineTuned.form).toBeGreaterThan(0);
  });
  test('PPO by the rubric is another run than PPO by the reward model', () => {
    const ppo = bounded.find(({ model }) => model === 'ppo')!;
    const rubric = bounded.find(({ model }) => model === 'rubric')!;
    expect(rubric.gold).not.toBe(ppo.gold);
    expect(rubric.hash).not.toBe(ppo.hash);
  });
});

test('the terminal knows the flag', async () => {
  const out: string[] = [];
  const flags = Object.entries(tiny).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const code = await main(['measure', '--seeds', '3', '--bounds', ...flags], {
    out: (line) => out.push(line),
    err: (line) => expect.fail(line),
  });
  expect(code).toBe(0);
  expect(out).toHaveLength(13);
});
