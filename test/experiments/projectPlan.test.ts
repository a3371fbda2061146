/** A plan against an independent computation, published examples, and the conditions of its advice. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { ADVICE } from '../../sim/experiments/planning/planAdvice.ts';
import { trainingCompute } from '../../sim/measure/scalingLaw.ts';
import { finish, measured } from '../../sim/run.ts';
import type { Settings } from '../../sim/param.ts';

interface Expected {
  readonly settings: Settings;
  readonly fresh: Readonly<Record<string, number>>;
  readonly planned: Readonly<Record<string, number>>;
  readonly ratio: Readonly<Record<string, number>>;
  readonly worth: number;
  readonly compute: readonly number[];
  readonly gpuHours: readonly number[];
  readonly days: readonly number[];
  readonly cost: readonly number[];
  readonly labelHours: readonly number[];
  readonly labelCost: readonly number[];
  readonly gigabytes: readonly number[];
  readonly share: readonly number[];
}

const { plans } = JSON.parse(readFileSync('test/references/project_plan.json', 'utf8')) as {
  readonly plans: readonly Expected[];
};
const LAWS = ['printed', 'unrounded', 'refitted', 'repeated'];
const experiment = await loadExperiment('project-plan');

type Numbers = Readonly<Record<string, number>>;
const rowsOf = (settings: Settings) => {
  const rows = measured(finish(experiment, settings).rows);
  return (series: string) => rows.of(series) as unknown as readonly Numbers[];
};

/** Agreement to nine digits. */
const agree = (found: number, wanted: number) =>
  expect(Math.abs(found - wanted) / Math.abs(wanted)).toBeLessThan(1e-9);

test.each(plans.map((plan) => [JSON.stringify(plan.settings), plan] as const))('%s', (_, plan) => {
  const of = rowsOf(plan.settings);
  for (const [i, name] of LAWS.entries()) {
    agree(of('law')[i]!['fresh']!, plan.fresh[name]!);
    agree(of('law')[i]!['loss']!, plan.planned[name]!);
    // A search finds a lowest point to half of the digits of its height.
    expect(of('best')[i]!['ratio']! / plan.ratio[name]!).toBeCloseTo(1, 6);
  }
  agree(of('chosen')[0]!['worth']! * 1e9, plan.worth);
  for (const stage of [0, 1, 2, 3]) {
    const work = of('work')[stage]!;
    agree(work['compute']! * 1e18, plan.compute[stage]!);
    agree(work['gpuHours']!, plan.gpuHours[stage]!);
    agree(work['days']!, plan.days[stage]!);
    agree(work['cost']!, plan.cost[stage]!);
    agree(of('memory')[stage]!['gigabytes']!, plan.gigabytes[stage]!);
    agree(of('memory')[stage]!['share']!, plan.share[stage]!);
  }
  for (const kind of [0, 1]) {
    agree(of('labels')[kind]!['hours']!, plan.labelHours[kind]!);
    agree(of('labels')[kind]!['cost']!, plan.labelCost[kind]!);
  }
  const whole = [...plan.cost, ...plan.labelCost].reduce((sum, each) => sum + each, 0);
  agree(of('total')[0]!['cost']!, whole);
});

test('the first plan, worked out on paper', () => {
  const of = rowsOf({});
  // 35 + 35 · 15.387756 · (1 − e^(−3/15.387756)) billion tokens; 6 · 7e9 · 140e9 operations.
  expect(of('chosen')[0]!['worth']).toBeCloseTo(130.4, 1);
  const work = of('work')[0]!;
  expect(work['compute']).toBeCloseTo(5880, 6);
  // 989e12 · 0.4 · 3600 = 1.42416e18 operations per GPU and hour; 64 GPUs; $2.69 an hour.
  expect(work['gpuHours']).toBeCloseTo(4128.75, 2);
  expect(work['days']).toBeCloseTo(2.688, 3);
  expect(work['cost']).toBeCloseTo(11_106.3, 1);
  // 10,000 demonstrations of 15 minutes; 50,000 pairs, ten in half an hour; $100 an hour.
  expect(of('labels').map(({ hours }) => hours)).toEqual([2500, 2500, 5000]);
  expect(of('labels').map(({ cost }) => cost)).toEqual([250_000, 250_000, 500_000]);
  // 16 bytes for each weight; ZeRO-1 divides 12 of them by 64.
  expect(of('memory')[0]!['gigabytes']).toBeCloseTo(112, 9);
  expect(of('memory')[1]!['gigabytes']).toBeCloseTo(29.3125, 9);
});

test('published: the compute of Chinchilla and of Llama 3 405B, and its GPU-hours', () => {
  // Hoffmann et al. 2022: 70 billion weights, 1.4 trillion tokens, 5.76e23 operations.
  expect(trainingCompute(70e9, 1.4e12) / 5.76e23).toBeCloseTo(1, 1);
  // Llama 3: 405 billion weights, 15.6 trillion tokens, 3.8e25 operations; at 400e12 per second, in their 38 to 43 %,
  // 26.3 million GPU-hours, of which the model card counts 30.84 million for all phases.
  const compute = trainingCompute(405e9, 15.6e12);
  expect(compute / 3.8e25).toBeCloseTo(1, 2);
  const hours = compute / 400e12 / 3600;
  expect(hours / 1e6).toBeCloseTo(26.3, 1);
  expect(hours / 30.84e6).toBeGreaterThan(0.8);
  expect(hours).toBeLessThan(30.84e6);
});

test('where gold peaks by the coefficients that were read off: KL = (α/2β)², on paper for the smallest and the largest', () => {
  const kl = rowsOf({})('peak').map((row) => row['kl']!);
  expect(kl[0]).toBeCloseTo((0.49 / 0.24) ** 2, 9);
  expect(kl.at(-1)).toBeCloseTo((0.662 / 0.18) ** 2, 9);
});

const adviceAt = (settings: Settings) =>
  finish(experiment, settings)
    .rows.filter(({ series }) => series === 'advice')
    .map(({ advice }) => advice);

/** For each line, settings under which it stands there, and settings under which it does not. */
const CASES: readonly (readonly [words: string, there: Settings, gone: Settings])[] = [
  ['Start from an open model', {}, { weights: 70, tokens: 100, epochs: 20 }],
  ['Take a smaller model', { weights: 70, tokens: 1 }, {}],
  ['Keep the small model', { weights: 0.1, tokens: 100, epochs: 20 }, {}],
  ['Read it again', { epochs: 2 }, { epochs: 1 }],
  ['Look for new text', { epochs: 5 }, { epochs: 4 }],
  ['Stop earlier', { epochs: 17 }, { epochs: 16 }],
  ['Trust the discount', { weights: 9.1 }, { weights: 9.1, epochs: 1 }],
  ['Take the loss as', { weights: 16.3 }, { weights: 16.2 }],
  ['Use data parallelism alone', { weights: 5 }, { weights: 5.1 }],
  ['Divide optimiser', { weights: 5.1 }, { weights: 5 }],
  ['Rent more GPUs', { weights: 70, gpus: 8 }, { weights: 70, gpus: 16 }],
  ['Plan with less', { utilisation: 0.44 }, { utilisation: 0.43 }],
  ['Find what the GPUs', { utilisation: 0.19 }, { utilisation: 0.2 }],
  ['Save the state', { weights: 70, tokens: 100 }, {}],
  ['Choose each demonstration', { demonstrations: 2000 }, { demonstrations: 3000 }],
  ['Get more pairs', { pairs: 2000 }, { pairs: 3000 }],
  ['Spend care on the labels', {}, { weights: 70, tokens: 100, epochs: 20 }],
  ['Let people judge', { beta: 0.01 }, { beta: 0.02 }],
  ['Lower the rate', { learningRate: -3.6 }, { learningRate: -3.7 }],
];

test.each(CASES)('%s … appears under its condition only', (words, there, gone) => {
  const line = ADVICE.find(({ advice }) => advice.startsWith(words))!.advice;
  expect(adviceAt(there)).toContain(line);
  expect(adviceAt(gone)).not.toContain(line);
});

test('every line of advice has its case', () => {
  expect(ADVICE.filter(({ advice }) => !CASES.some(([words]) => advice.startsWith(words)))).toEqual([]);
});
