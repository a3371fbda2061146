/** What Figure 1.1 shows first, and that its rows over all drugs are those of the drugs. */
import { expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import experiment from '../../sim/experiments/pipeline/ask-the-model.ts';
import { byMyth, steps } from '../../sim/experiments/pipeline/kidneyVerdicts.ts';
import { mean } from '../../sim/measure/mean.ts';
import { measured } from '../../sim/run.ts';

const rows = measured(recordedRun('ask-the-model').rows);
const drugs = rows.of('drugs') as unknown as readonly Record<string, number>[];
const sureness = rows.of('sureness') as unknown as readonly Record<string, number>[];
const over = (about: number, model: number) =>
  sureness.find((row) => row['about'] === about && row['model'] === model)!;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

test('every drug that can be chosen has a row', () => {
  expect(drugs.map(({ drug }) => steps[drug!]!.drug)).toEqual(Object.keys(experiment.params.drug.choices));
});

/** Among several seeds it was the nearest; another seed, such as the printed one, may put some others before it. */
test('the default drug is changed as most are: nearer the median changes than half of the drugs', () => {
  const right = drugs.map(({ base, ppo }) => ppo! - base!);
  const sure = drugs.map(({ baseSure, ppoSure }) => ppoSure! - baseSure!);
  const [typicalRight, typicalSure] = [median(right), median(sure)];
  const distances = drugs.map(
    (_, i) => Math.abs(right[i]! - typicalRight) + Math.abs(sure[i]! - typicalSure),
  );
  const own = distances[steps.findIndex(({ drug }) => drug === experiment.params.drug.default)]!;
  const rank = distances.filter((distance) => distance < own).length + 1;
  expect(rank).toBeLessThanOrEqual(Math.floor(drugs.length / 2));
});

test('all drugs are those with a myth and those without one', () => {
  expect(
    byMyth
      .flat()
      .map(({ drug }) => drug)
      .sort(),
  ).toEqual(steps.map(({ drug }) => drug).sort());
  for (const model of [0, 1, 2]) {
    const [all, myth, none] = [1, 2, 3].map((about) => over(about, model)['right']!);
    expect(Math.min(myth!, none!)).toBeLessThanOrEqual(all!);
    expect(Math.max(myth!, none!)).toBeGreaterThanOrEqual(all!);
  }
});

test('over all drugs each value counts alike: near the mean of the drugs, which have about as many', () => {
  for (const [model, name] of ['base', 'sft', 'ppo'].entries()) {
    expect(over(1, model)['right']).toBeCloseTo(mean(drugs.map((row) => row[name]!)), 1);
  }
});
