/** What a figure shows of a block is what the model computes: the same logits, by another way. */
import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../sim/kernels/kernels.ts';
import { initialise } from '../../sim/model/parameters.ts';
import { readClosely, softmax } from '../../sim/model/reading.ts';
import { createTransformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';

const shape = { vocabulary: 31, context: 12, width: 24, layers: 2, heads: 3 };
const tokens = [4, 17, 0, 30, 4, 9, 22];

function made() {
  const model = createTransformer(plainKernels(), shape, 1);
  initialise(model.kernels, model.parameters, createRng(3), 0.4);
  return model;
}

describe('a close reading', () => {
  test('has the logits of the model, at every position', () => {
    const model = made();
    const reading = readClosely(model, tokens);
    model.forward({ tokens, starts: [0, tokens.length], predicting: tokens.map((_, i) => i) });
    const { at } = model.logits;
    for (const i of tokens.keys()) {
      const logits = reading.logitsOf(reading.leaving[i]!);
      for (const [v, logit] of logits.entries()) {
        expect(Math.abs(logit - model.kernels.heap.f32[at + i * shape.vocabulary + v]!)).toBeLessThan(1e-5);
      }
    }
  });

  test('looks at no later position, and its weights are shares', () => {
    const { blocks } = readClosely(made(), tokens);
    for (const { weights } of blocks) {
      for (const ofHead of weights) {
        for (const [i, row] of ofHead.entries()) {
          expect(row).toHaveLength(i + 1);
          expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        }
      }
    }
  });

  test('what was embedded and what the blocks add is what leaves', () => {
    const { embedded, blocks, leaving } = readClosely(made(), tokens);
    for (const [i, state] of leaving.entries()) {
      for (const [c, value] of state.entries()) {
        const added = blocks.reduce((sum, b) => sum + b.attended[i]![c]! + b.transformed[i]![c]!, 0);
        expect(value).toBeCloseTo(embedded[i]![c]! + added, 10);
      }
    }
  });

  test('refuses what the model could not read', () => {
    const model = made();
    expect(() => readClosely(model, [])).toThrow(RangeError);
    expect(() =>
      readClosely(
        model,
        Array.from({ length: 13 }, () => 1),
      ),
    ).toThrow(RangeError);
    expect(() => readClosely(model, [31])).toThrow(RangeError);
  });
});

test('the softmax is the greedy choice at T = 0, and the same for all at a high T', () => {
  expect(softmax([1, 3, 2], 0)).toEqual([0, 1, 0]);
  expect(softmax([0, 1.0986122886681098])[1]).toBeCloseTo(0.75, 12);
  expect(softmax([1, 3, 2], 1e6)[0]).toBeCloseTo(1 / 3, 5);
});
