/** A plan against an independent computation, published examples, and the conditions of its advice. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { ADVICE } from '../../sim/experiments/planning/planAdvice.ts';
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
