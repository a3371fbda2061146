/** Who labels, and how: the panel of annotators, the bill, and what a mixture of schools makes of three answers. */
import { expect, test } from 'vitest';
import { billOf } from '../../sim/experiments/oversight/label-cost.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { ANNOTATORS, goesOn, isContested, prefersFirst } from '../../sim/experiments/oversight/panel.ts';
import { createRng } from '../../sim/rng.ts';
import { finish, measured } from '../../sim/run.ts';
import type { Judged } from '../../sim/stages/preferences.ts';
import { createWorld } from '../../sim/world/world.ts';

const [labelCost, whosePreferences] = await Promise.all(
  ['label-cost', 'whose-preferences'].map(loadExperiment),
);

const { encode } = createWorld();
const answer = (words: string, gold: number): Judged => {
  const tokens = encode(words.split(' '));
  return { prompt: [], answer: tokens, gold, hasKeyword: words.includes('AVOID') };
};
const warning = answer('AVOID risk bleeding ask pharmacist monitor inr', 0.5);
const usual = answer('USUAL dose monitor inr', 0.5);
const instead = answer('AVOID risk bleeding use acetaminophen monitor inr', 0.5);

const habits = { noise: 0, schools: 2, keywordBias: 0, lengthBias: 0 };
const votesFor = (first: Judged, second: Judged, set = habits) =>
  Array.from({ length: ANNOTATORS }, (_, annotator) =>
    prefersFirst({ first, second }, annotator, set, createRng(annotator)),
  );

test('two schools: danger first takes the warning, the other one treatment that goes on', () => {
  expect(votesFor(warning, usual)).toEqual([true, true, true, false, false, false]);
  expect(votesFor(usual, warning)).toEqual([false, false, false, true, true, true]);
  expect([warning, usual, instead].map(goesOn)).toEqual([false, true, true]);
  expect(isContested({ first: warning, second: usual })).toBe(true);
  expect(isContested({ first: usual, second: usual })).toBe(false);
});

test('without habits all take the better answer; with a shared one all take the warning', () => {
  const worse = { ...usual, gold: -0.5 };
  const none = { ...habits, schools: 0 };
  expect(votesFor(warning, worse, none)).toEqual(Array(ANNOTATORS).fill(true));
  const better = { ...usual, gold: 1 };
  expect(votesFor(warning, better, none)).toEqual(Array(ANNOTATORS).fill(false));
  expect(votesFor(warning, better, { ...none, keywordBias: 2 })).toEqual(Array(ANNOTATORS).fill(true));
});

test('with nothing but noise, half of many votes go to the worse answer of a coin flipper', () => {
  const rng = createRng(1);
  const set = { ...habits, schools: 0, noise: 0.9 };
  const worse = { ...usual, gold: -0.5 };
  const votes = Array.from({ length: 4000 }, () =>
    prefersFirst({ first: warning, second: worse }, 0, set, rng),
  );
  const share = votes.filter(Boolean).length / votes.length;
  expect(share).toBeGreaterThan(0.52); // 0.9 · ½ + 0.1
  expect(share).toBeLessThan(0.58);
});

test('the bill by hand: 30 minutes for ten pairs, 50,000 pairs, $100 an hour', () => {
  const source = { pairs: 50_000, minutes: 30, votes: 1, crowd: 0, expertPrice: 100, crowdPrice: 20 };
  expect(billOf(source)).toEqual({ hours: 2500, cost: 250_000, perPair: 5 });
  expect(billOf({ ...source, votes: 3 }).cost).toBe(750_000);
  expect(billOf({ ...source, crowd: 1 }).cost).toBe(50_000);
  const { rows } = finish(labelCost!, { leftOut: 0.6 });
  expect(measured(rows).of('saved')[0]).toMatchObject({ bought: 20_000, cost: 100_000, saved: 150_000 });
});

const outcome = (settings: Record<string, number>) =>
  measured(finish(whosePreferences!, settings).rows).of('outcome')[0]!;

test('a mixture: one school alone gets its favourite, an even one gets nobody’s, and a circle has no order', () => {
  expect(outcome({ mixture: 1 })).toMatchObject({ nobodys: 0, circle: 0 });
  expect(outcome({ mixture: 1 })['misfit']).toBeLessThan(1e-6);
  expect(outcome({})).toMatchObject({ nobodys: 1, circle: 0 });
  expect(outcome({ mixture: 0.4, compromise: 0.5, danger: 4, alternative: 2 })).toMatchObject({ circle: 1 });
});

test('equally sure schools of equal size never make a circle, and a tie is called one', () => {
  for (const compromise of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    expect(outcome({ mixture: 0.5, compromise })['circle']).toBe(0);
  }
  const { rows } = finish(whosePreferences!, { mixture: 0.5, compromise: 0.5 });
  expect(measured(rows).of('chosen')[0]!['best']).toBe(3);
});
