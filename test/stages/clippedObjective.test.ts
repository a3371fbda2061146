/** The loss of PPO beside PyTorch's in double precision: value, gradient, advantages on ragged answers; and where clipping acts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advantagesOf, whitened } from '../../sim/stages/advantages.ts';
import { cutOff, objective, ppoLoss, slope } from '../../sim/stages/clippedObjective.ts';

interface Fixture {
  cases: {
    clipRange: number;
    valueWeight: number;
    entropyWeight: number;
    gamma: number;
    lambda: number;
    rewards: number[][];
    valuesOld: number[][];
    advantages: number[][];
    returns: number[][];
    whitened: number[];
    logits: number[][];
    values: number[];
    actions: number[];
    logProbsOld: number[];
    surrogate: number;
    valueLoss: number;
    entropy: number;
    loss: number;
    dLogits: number[][];
    dValues: number[];
  }[];
}
const { cases } = JSON.parse(readFileSync('test/references/ppo_losses.json', 'utf8')) as Fixture;

/** Largest difference of two lists. */
const apart = (a: readonly number[], b: readonly number[]) => {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((each, i) => Math.abs(each - b[i]!)));
};

describe.each(cases.map((each, i) => [i, each] as const))('case %d of PyTorch, to 1e-10', (_, reference) => {
  const estimates = reference.rewards.map((rewards, s) =>
    advantagesOf(rewards, reference.valuesOld[s]!, reference.gamma, reference.lambda),
  );
  const advantages = estimates.flatMap((each) => each.advantages);
  const returns = estimates.flatMap((each) => each.returns);

  test('advantages and returns, answer by answer', () => {
    expect(apart(advantages, reference.advantages.flat())).toBeLessThan(1e-10);
    expect(apart(returns, reference.returns.flat())).toBeLessThan(1e-10);
  });

  test('whitened advantages, but for the constant that keeps them finite', () => {
    expect(apart([...whitened(Float64Array.from(advantages))], reference.whitened)).toBeLessThan(1e-7);
  });

  test('surrogate, value loss and entropy, and the gradient of all three', () => {
    const tokens = reference.logits.map((logits, t) => ({
      logits,
      action: reference.actions[t]!,
      logProbOld: reference.logProbsOld[t]!,
      advantage: reference.whitened[t]!,
      value: reference.values[t]!,
      target: reference.returns.flat()[t]!,
    }));
    const made = ppoLoss(tokens, reference);
    for (const name of ['surrogate', 'valueLoss', 'entropy', 'loss'] as const) {
      expect(Math.abs(made[name] - reference[name]), name).toBeLessThan(1e-10);
    }
    expect(apart(made.dLogits.flat(), reference.dLogits.flat())).toBeLessThan(1e-10);
    expect(apart(made.dValues, reference.dValues)).toBeLessThan(1e-10);
  });
});

test('the gradient is 0 in two of the six cases only', () => {
  const at = (ratio: number, advantage: number) => cutOff(ratio, advantage, 0.2);
  expect([at(0.5, 1), at(1, 1), at(1.5, 1)]).toEqual([false, false, true]);
  expect([at(0.5, -1), at(1, -1), at(1.5, -1)]).toEqual([true, false, false]);
});

test('the slope is that of the objective, away from its corners', () => {
  const ratios = fc.double({ min: 0.01, max: 3, noNaN: true });
  const advantages = fc.double({ min: -3, max: 3, noNaN: true });
  const ranges = fc.double({ min: 0.02, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(ratios, advantages, ranges, (ratio, advantage, clipRange) => {
      const h = 1e-6;
      fc.pre([1 - clipRange, 1 + clipRange].every((corner) => Math.abs(ratio - corner) > 2 * h));
      const rise = objective(ratio + h, advantage, clipRange) - objective(ratio - h, advantage, clipRange);
      expect(rise / (2 * h)).toBeCloseTo(slope(ratio, advantage, clipRange), 6);
    }),
  );
});

test('the objective never promises more than the surrogate without a clip', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      (ratio, advantage) => {
        expect(objective(ratio, advantage, 0.2)).toBeLessThanOrEqual(ratio * advantage + 1e-12);
      },
    ),
  );
});
