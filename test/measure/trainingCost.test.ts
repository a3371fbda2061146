/** Scaling laws and memory against published numbers, and the best division of a budget against a search. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BESIROGLU, HOFFMANN, lossOf, optimum, trainingCompute } from '../../sim/measure/scalingLaw.ts';
import { allReduceBytes, bytesOnEach } from '../../sim/measure/trainingMemory.ts';

describe('scaling laws', () => {
  // At the compute of Gopher, 5.76e23, for which Chinchilla was trained with 70 B weights and 1.4 T tokens.
  test.each([
    [HOFFMANN, 32e9, 2.98e12],
    [BESIROGLU, 72e9, 1.33e12],
  ] as const)('best N and D at Chinchilla’s compute, to 1 %%', (fit, weights, tokens) => {
    const best = optimum(fit, 5.76e23);
    expect(best.weights / weights).toBeCloseTo(1, 1);
    expect(best.tokens / tokens).toBeCloseTo(1, 2);
    expect(trainingCompute(best.weights, best.tokens) / 5.76e23).toBeCloseTo(1, 9);
  });
  test('no other division of the compute is better', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(HOFFMANN, BESIROGLU),
        fc.double({ min: 15, max: 26, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (fit, exponent, factor) => {
          const best = optimum(fit, 10 ** exponent);
          const least = lossOf(fit, best.weights, best.tokens);
          const other = lossOf(fit, best.weights * factor, best.tokens / factor);
          expect(other).toBeGreaterThanOrEqual(least - 1e-12);
        },
      ),
    );
  });
});

describe('memory', () => {
  // Rajbhandari et al. 2020, figure 1: 7.5 billion weights on 64 GPUs.
  test.each([
    [0, 120],
    [1, 31.4],
    [2, 16.6],
    [3, 1.9],
  ] as const)('ZeRO stage %i: %f GB', (stage, gigabytes) => {
    expect(bytesOnEach(7.5e9, 64, stage) / 1e9).toBeCloseTo(gigabytes, 1);
  });
  test('one GPU sends nothing, two send every gradient once', () => {
    expect(allReduceBytes(1e6, 1)).toBe(0);
    expect(allReduceBytes(1e6, 2)).toBe(2e6);
  });
});
