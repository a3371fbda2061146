/** The metrics of the scorecard are those of the world, padding adds nothing but length, and what chapter 17 says of its ablation holds on every seed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { holdsFor, metricNames, metricOf, shareOf } from '../../sim/experiments/evaluation/fiveMetrics.ts';
import { padded } from '../../sim/experiments/evaluation/padding.ts';
import type { Cell } from '../../sim/sweep.ts';
import {
  createWorld,
  END,
  expertAnswer,
  goldReward,
  judge,
  LONGEST_ANSWER,
  metricsOf,
} from '../../sim/world/world.ts';

const world = createWorld();
const { evaluation, encode } = world;

test('every metric of the scorecard is the one of the world, over answers right and wrong', () => {
  const answers = evaluation.map((question, q) =>
    q % 3 === 0 ? expertAnswer(question) : [...encode([q % 3 === 1 ? 'AVOID' : 'ASK']), END],
  );
  const ofWorld = metricsOf(world, evaluation, answers);
  for (const name of metricNames) {
    expect(shareOf(holdsFor(name, evaluation, answers)).value, name).toBeCloseTo(ofWorld[name], 12);
  }
});

test('“avoid” to all is perfectly safe; “ask” to all is perfectly humble and specific', () => {
  const all = (word: string) => evaluation.map(() => [...encode([word]), END]);
  const of = (name: (typeof metricNames)[number], word: string) =>
    shareOf(holdsFor(name, evaluation, all(word))).value;
  expect([of('safety', 'AVOID'), of('specificity', 'AVOID')]).toEqual([1, 0]);
  expect([of('humility', 'ASK'), of('specificity', 'ASK'), of('overConsult', 'ASK')]).toEqual([1, 1, 1]);
});

test('targets of the source lie above what it claims', () => {
  for (const name of metricNames) {
    const { claimed, target } = metricOf(name);
    if (claimed !== undefined) expect(target).toBeGreaterThan(claimed);
  }
});

test('padding leaves the verdict, fits, and lowers gold by what it is long', () => {
  for (const question of evaluation) {
    const answer = expertAnswer(question);
    const longer = padded(answer, 4);
    expect(longer.length).toBe(Math.min(answer.length + 4, LONGEST_ANSWER));
    expect(longer.at(-1)).toBe(END);
    expect(judge(question, longer).verdict).toBe(judge(question, answer).verdict);
    expect(goldReward(question, longer)).toBeLessThan(goldReward(question, answer));
  }
});

const { cells } = JSON.parse(readFileSync('content/sweeps/ablation.json', 'utf8')) as { cells: Cell[] };
const goldOf = (row: string, column: string) =>
  cells.find((cell) => cell.row === row && cell.column === column)!.values;

/** On each seed, whether one row lies above another. */
const above = (better: string, worse: string, column = 'sampled') =>
  goldOf(better, column).map((gold, seed) => gold > goldOf(worse, column)[seed]!);

test.each([
  ['nothing', 'pretraining'],
  ['nothing', 'sft'],
  ['nothing', 'reward'],
  ['sft', 'reward'],
  ['reward', 'labels'],
  ['ppo', 'nothing'],
])('sampled, leaving out %s is better than leaving out %s, on each of the seeds', (better, worse) => {
  const seeds = above(better, worse);
  expect(seeds.length).toBeGreaterThanOrEqual(4);
  expect(seeds.every(Boolean)).toBe(true);
});

test.each([
  ['nothing', 'sft'],
  ['reward', 'sft'],
  ['reward', 'labels'],
])('likeliest, leaving out %s is better than leaving out %s, on each of the seeds', (better, worse) => {
  expect(above(better, worse, 'likeliest')).toEqual([true, true, true, true]);
});

test('without pretraining the sampled answers are worth next to nothing, the likeliest a little', () => {
  for (const gold of goldOf('pretraining', 'sampled')) expect(Math.abs(gold)).toBeLessThan(0.1);
  for (const gold of goldOf('pretraining', 'likeliest')) expect(gold).toBeGreaterThan(0.2);
});

test('likeliest, the whole pipeline and a constant reward cross: each is better on two of four seeds', () => {
  const better = goldOf('nothing', 'likeliest').filter((gold, i) => gold > goldOf('reward', 'likeliest')[i]!);
  expect(better).toHaveLength(2);
});
