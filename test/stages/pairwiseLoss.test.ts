/** The reward model's arithmetic against PyTorch, finite differences, and the source's own mistake. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { binomialTail } from '../../sim/measure/binomial.ts';
import { wilson } from '../../sim/measure/intervals.ts';
import {
  descend,
  dot,
  fit,
  marginOf,
  rewardGradient,
  type FeaturePair,
} from '../../sim/stages/linearReward.ts';
import { dPairLoss, pairLoss } from '../../sim/stages/pairwiseLoss.ts';
import { createRng } from '../../sim/rng.ts';
import { pythonWithTorch, remade } from '../references/remade.ts';

interface Fixture {
  margins: { margin: number; loss: number; slope: number }[];
  linear: { w: number[]; chosen: number[][]; rejected: number[][]; loss: number; gradient: number[] }[];
}
const fixture = JSON.parse(readFileSync('test/references/pairwise_loss.json', 'utf8')) as Fixture;

const pairsOf = (chosen: number[][], rejected: number[][]): FeaturePair[] =>
  chosen.map((h, i) => ({ chosen: Float64Array.from(h), rejected: Float64Array.from(rejected[i]!) }));

describe('pairwise loss', () => {
  test.each(fixture.margins)('equals PyTorch at margin $margin to 1e-14', ({ margin, loss, slope }) => {
    expect(pairLoss('bradley-terry', margin)).toBeCloseTo(loss, 14);
    expect(dPairLoss('bradley-terry', margin)).toBeCloseTo(slope, 14);
  });
  test.each(['bradley-terry', 'hinge'] as const)('the slope of %s is the central difference', (form) => {
    for (const margin of [-3.3, -0.4, 0.2, 0.9, 1.1, 2.7]) {
      const h = 1e-5;
      const difference = (pairLoss(form, margin + h) - pairLoss(form, margin - h)) / (2 * h);
      expect(dPairLoss(form, margin)).toBeCloseTo(difference, 8);
    }
  });
});

describe('linear reward model', () => {
  test.each(fixture.linear)(
    'loss and gradient equal PyTorch to 1e-12',
    ({ w, chosen, rejected, loss, gradient }) => {
      const weights = Float64Array.from(w);
      const pairs = pairsOf(chosen, rejected);
      const losses = pairs.map((pair) => pairLoss('bradley-terry', marginOf(weights, pair)));
      expect(losses.reduce((sum, each) => sum + each, 0) / losses.length).toBeCloseTo(loss, 12);
      const dw = new Float64Array(w.length);
      rewardGradient(weights, pairs, 'bradley-terry', 'correct', dw);
      gradient.forEach((expected, d) => expect(dw[d]).toBeCloseTo(expected, 12));
    },
  );
  test('the source’s update lowers the chosen answer’s score; the correct one raises the margin', () => {
    const { w, chosen, rejected } = fixture.linear[0]!;
    const pair = pairsOf(chosen, rejected)[0]!;
    const step = (update: 'correct' | 'source') => {
      const weights = Float64Array.from(w);
      const dw = new Float64Array(w.length);
      rewardGradient(weights, [pair], 'bradley-terry', update, dw);
      descend(weights, dw, 0.1);
      return weights;
    };
    const before = Float64Array.from(w);
    expect(dot(step('source'), pair.chosen)).toBeLessThan(dot(before, pair.chosen));
    expect(marginOf(step('correct'), pair)).toBeGreaterThan(marginOf(before, pair));
  });
  test('M34: on 20 random pairs the source’s update ends at 0 % and the correct one at 100 %', () => {
    const rng = createRng(20);
    const vector = () => Float64Array.from({ length: 768 }, () => rng.normal());
    const pairs = Array.from({ length: 20 }, () => ({ chosen: vector(), rejected: vector() }));
    const right = (w: Float64Array) => pairs.filter((pair) => marginOf(w, pair) > 0).length;
    expect(right(fit(pairs, 400, 0.05))).toBe(20);
    const w = new Float64Array(768);
    const dw = new Float64Array(768);
    for (let i = 0; i < 400; i++) {
      rewardGradient(w, pairs, 'bradley-terry', 'source', dw);
      descend(w, dw, 0.05);
    }
    expect(right(w)).toBe(0);
  });
});

const python = pythonWithTorch;
// Without PyTorch, references.test.ts holds that the fixture is the one that this snippet has made.
if (python)
  describe('the PyTorch snippet that the chapter shows', () => {
    test('runs, and makes the fixture again', () => {
      const after = remade(python, 'pairwise_loss') as Fixture;
      after.margins.forEach(({ loss }, i) => expect(loss).toBeCloseTo(fixture.margins[i]!.loss, 12));
      after.linear.forEach(({ gradient }, i) =>
        gradient.forEach((g, d) => expect(g).toBeCloseTo(fixture.linear[i]!.gradient[d]!, 12)),
      );
    });
  });

describe('small statistics', () => {
  test('Wilson’s interval of 7 in 20 is 18 to 57 %', () => {
    const [low, high] = wilson(7, 20);
    expect(low).toBeCloseTo(0.1812, 4);
    expect(high).toBeCloseTo(0.5671, 4);
    expect(wilson(0, 20)[0]).toBe(0);
    expect(wilson(20, 20)[1]).toBe(1);
  });
  test('a coin gets 7 or fewer of 20 with probability 0.1316', () => {
    expect(binomialTail(7, 20)).toBeCloseTo(0.131588, 6);
    expect(binomialTail(20, 20)).toBe(1);
  });
});
