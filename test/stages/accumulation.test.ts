/** Micro-batches, devices and the large batch: the same gradient, and when not. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainKernels } from '../../sim/kernels/kernels.ts';
import { initialise } from '../../sim/model/parameters.ts';
import { createTransformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';
import {
  accumulate,
  dataParallel,
  predictedIn,
  relativeDifference,
  tokenWeight,
} from '../../sim/stages/accumulation.ts';
import { batchOf, meanLoss, type Batch } from '../../sim/stages/languageModel.ts';

interface Fixture {
  cases: {
    scored: number[];
    meanGradients: number[][];
    atOnce: number[];
    accumulated: number[];
    averagedMeans: number[];
  }[];
}
const fixture = JSON.parse(readFileSync('test/references/accumulation.json', 'utf8')) as Fixture;

const SHAPE = { vocabulary: 11, context: 12, width: 8, layers: 1, heads: 2 };
const model = createTransformer(plainKernels(), SHAPE, 16);
initialise(model.kernels, model.parameters, createRng(3));

const texts = fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 12 }), {
  minLength: 2,
  maxLength: 8,
});
const microBatches = (all: readonly (readonly number[])[]) => all.map((text) => batchOf([text]));

test('the gradient of one batch is that of the training step', () => {
  const batch = batchOf([
    [1, 2, 3, 4],
    [5, 6],
  ]);
  const { values, loss } = accumulate(model, [batch], () => 1 / batch.predicted);
  model.zeroGradients();
  const whole = meanLoss(model, batch);
  expect(loss).toBeCloseTo(whole.loss, 6);
  whole.backward();
  const { at, count } = model.gradients;
  expect(relativeDifference(values, model.kernels.heap.f32.slice(at, at + count))).toBeLessThan(1e-6);
});

test('accumulated micro-batches, and devices by tokens, agree with the large batch to 1e-5', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 4 }), (all, gpus) => {
      const batches = microBatches(all);
      const total = predictedIn(batches);
      const atOnce = accumulate(model, [batchOf(all)], () => 1 / total);
      const accumulated = accumulate(model, batches, () => 1 / total);
      const devices = Array.from({ length: gpus }, (_, g) => batches.filter((_, i) => i % gpus === g));
      const parallel = dataParallel(model, devices, 'tokens');
      expect(relativeDifference(accumulated.values, atOnce.values)).toBeLessThan(1e-5);
      expect(relativeDifference(parallel.values, atOnce.values)).toBeLessThan(1e-5);
      expect(parallel.loss).toBeCloseTo(atOnce.loss, 5);
    }),
    { numRuns: 40 },
  );
});

test('averaged means agree with it exactly if all micro-batches hold equally many tokens', () => {
  const [equal, unequal] = [
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ],
    [
      [1, 2],
      [6, 7, 8, 9, 10, 1, 2],
    ],
  ] as const;
  const off = (all: readonly (readonly number[])[]) => {
    const batches = microBatches(all);
    const atOnce = accumulate(model, [batchOf(all)], () => 1 / predictedIn(batches));
    return relativeDifference(dataParallel(model, [batches], 'means').values, atOnce.values);
  };
  expect(off(equal)).toBeLessThan(1e-6);
  expect(off(unequal)).toBeGreaterThan(0.1);
});

test('the weights of all tokens add up to 1 either way', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const batches = microBatches(all);
      const total = predictedIn(batches);
      for (const averaging of ['tokens', 'means'] as const) {
        const weights = batches.map(
          (batch) => batch.predicted * tokenWeight(averaging, batch, total, batches.length),
        );
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      }
    }),
  );
});

test('the weights make of PyTorch’s gradients of the micro-batches what PyTorch makes of them, to 1e-12', () => {
  for (const { scored, meanGradients, atOnce, accumulated, averagedMeans } of fixture.cases) {
    const total = scored.reduce((sum, each) => sum + each, 0);
    const combined = (averaging: 'tokens' | 'means') =>
      atOnce.map((_, i) =>
        scored.reduce((sum, predicted, m) => {
          const weight = tokenWeight(averaging, { predicted } as Batch, total, scored.length);
          return sum + weight * predicted * meanGradients[m]![i]!;
        }, 0),
      );
    combined('tokens').forEach((each, i) => {
      expect(each).toBeCloseTo(atOnce[i]!, 12);
      expect(each).toBeCloseTo(accumulated[i]!, 12);
    });
    combined('means').forEach((each, i) => expect(each).toBeCloseTo(averagedMeans[i]!, 12));
  }
});
