/** The transformer against PyTorch, against itself with other kernels, and against central differences. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hashWords } from '../../sim/hash.ts';
import type { Kernels } from '../../sim/kernels/kernels.ts';
import { createAdamW } from '../../sim/model/adamW.ts';
import { createDecoder, type Decoder } from '../../sim/model/decoder.ts';
import { generate } from '../../sim/model/generate.ts';
import { initialise, reserveParameters, type Parameters } from '../../sim/model/parameters.ts';
import { learningRate } from '../../sim/model/schedule.ts';
import { parameterCount, trainingFlop, type Shape } from '../../sim/model/shape.ts';
import { createTransformer, type Part, type Transformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';
import { batchOf } from '../../sim/stages/languageModel.ts';
import { bothKernels, createLcg } from '../kernels/kernels.ts';

interface Fixture {
  readonly losses: readonly number[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly steps: readonly number[];
  readonly norms: readonly number[];
}
const fixture = JSON.parse(readFileSync('test/references/transformer.json', 'utf8')) as Fixture;

// Sizes that fill no vector and no tile.
const RAGGED: Shape = { vocabulary: 19, context: 13, width: 12, layers: 2, heads: 3 };
const SEQUENCES = 3;
const LENGTH = 11;
const ROWS = SEQUENCES * LENGTH;

/** Sequences of one length, all of whose rows predict something if nothing else is said. */
const packed = (tokens: readonly number[], sequences: number, predicting = [...tokens.keys()]) => ({
  tokens,
  starts: Array.from({ length: sequences + 1 }, (_, s) => (s * tokens.length) / sequences),
  predicting,
});

/** The model, tokens, targets and weights of test/references/transformer.py. */
function reference(kernels: Kernels) {
  const model = createTransformer(kernels, RAGGED, SEQUENCES);
  const lcg = createLcg(1);
  const { at, count } = model.parameters;
  for (let i = at; i < at + count; i++) kernels.heap.f32[i] = 0.5 * lcg.signed();
  const tokens = Array.from({ length: ROWS }, () => lcg.bits() % RAGGED.vocabulary);
  // PyTorch ignores every fifth target; here its row predicts nothing.
  const predicting = [...tokens.keys()].filter((row) => row % 5 !== 4);
  const targets = predicting.map(() => lcg.bits() % RAGGED.vocabulary);
  const weights = predicting.map((row) => ((row % 7) + 1) / 64);
  const dValues = Array.from({ length: ROWS }, (_, i) => ((i % 9) - 4) / 128);
  /** The weighted loss; its gradients are ready afterwards. */
  const pass = () => {
    model.zeroGradients();
    const reading = model.forward(packed(tokens, SEQUENCES, predicting));
    const values = model.values();
    const losses = model.crossEntropy(targets, weights);
    model.backward(reading, { logits: true, dValues });
    const weighted = losses.reduce((sum, loss, i) => sum + weights[i]! * loss, 0);
    return { losses, weighted, total: weighted + values.reduce((sum, v, i) => sum + dValues[i]! * v, 0) };
  };
  return { model, tokens, predicting, pass };
}

function train(kernels: Kernels, steps: number): { model: Transformer; losses: number[]; norms: number[] } {
  const { model, pass } = reference(kernels);
  const optimiser = createAdamW(model, { beta1: 0.9, beta2: 0.995, weightDecay: 0.05, clipNorm: 1 });
  const norms: number[] = [];
  const losses = Array.from({ length: steps }, () => {
    const { weighted } = pass();
    norms.push(optimiser.step(0.01));
    return weighted;
  });
  return { model, losses, norms };
}

/** The central difference of a loss along the gradient that stands in the model, over its norm: 1 where it is right. */
function slopeAlongGradient({ kernels, parameters, gradients }: Transformer, loss: () => number): number {
  const { f32 } = kernels.heap;
  const { at, count } = parameters;
  const gradient = f32.slice(gradients.at, gradients.at + count);
  const start = f32.slice(at, at + count);
  const norm = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
  const lossAt = (h: number) => {
    for (let i = 0; i < count; i++) f32[at + i] = start[i]! + (h * gradient[i]!) / norm;
    return loss();
  };
  const h = 2 ** -7;
  return (lossAt(h) - lossAt(-h)) / (2 * h) / norm;
}

const bitsOf = ({ kernels, parameters: { at, count } }: Transformer) =>
  hashWords(kernels.heap.i32.subarray(at, at + count));

describe.each(bothKernels().map((kernels) => [kernels.kind, kernels] as const))(
  'with %s kernels',
  (_, kernels) => {
    test('losses equal PyTorch to 1e-5', () => {
      const { predicting, pass } = reference(kernels);
      const { losses } = pass();
      expect(losses).toHaveLength(ROWS - Math.floor(ROWS / 5));
      for (const [i, row] of predicting.entries()) {
        expect(Math.abs(losses[i]! - fixture.losses[row]!)).toBeLessThan(1e-5 * (1 + losses[i]!));
      }
    });

    test('all gradients equal PyTorch to 1e-5 of the largest of their matrix', () => {
      const { model, pass } = reference(kernels);
      pass();
      expect([...model.gradients.named.keys()]).toEqual(Object.keys(fixture.gradients));
      for (const [name, { at, rows, columns }] of model.gradients.named) {
        const expected = fixture.gradients[name]!;
        expect(expected).toHaveLength(rows * columns);
        const largest = Math.max(...expected.map(Math.abs));
        expect(largest).toBeGreaterThan(0);
        for (const [i, value] of expected.entries()) {
          expect(Math.abs(kernels.heap.f32[at + i]! - value), `${name}[${i}]`).toBeLessThan(1e-5 * largest);
        }
      }
    });

    test('ten AdamW steps equal PyTorch to 1e-4', () => {
      const { losses, norms } = train(kernels, fixture.steps.length);
      for (const [step, loss] of losses.entries()) {
        expect(Math.abs(loss / fixture.steps[step]! - 1), `loss of step ${step}`).toBeLessThan(1e-4);
        expect(Math.abs(norms[step]! / fixture.norms[step]! - 1), `norm of step ${step}`).toBeLessThan(1e-4);
      }
    });

    test('the gradient is the central difference of the loss', () => {
      const { model, pass } = reference(kernels);
      pass();
      expect(slopeAlongGradient(model, () => pass().total)).toBeCloseTo(1, 3);
    });

    test('the gradient of picked logits is their central difference', () => {
      const { model, tokens, predicting } = reference(kernels);
      const targets = predicting.map((row) => (tokens[row]! + row) % RAGGED.vocabulary);
      const weights = predicting.map((row) => ((row % 9) - 4) / 8);
      const batch = packed(tokens, SEQUENCES, predicting);
      const total = () => {
        model.forward(batch);
        return model.pick(targets).reduce((sum, z, i) => sum + weights[i]! * z, 0);
      };
      model.zeroGradients();
      const reading = model.forward(batch);
      // The same bits as among all logits.
      const { at, columns } = model.logits;
      const read = targets.map((target, i) => kernels.heap.f32[at + i * columns + target]);
      expect([...model.pick(targets)]).toEqual(read);
      model.pickBackward(targets, weights);
      expect(() => model.pickBackward(targets, weights)).toThrow('pickBackward in a pass whose gradient');
      model.backward(reading, { logits: true });
      expect(slopeAlongGradient(model, total)).toBeCloseTo(1, 3);
    });

    test.each(['crossEntropy', 'pickBackward'] as const)(
      'the gradient of a part has the bits of that of a batch of its own: %s',
      (by) => {
        const texts = [[1, 2, 3, 4], [5, 6], [7, 8, 9], [1], [2, 3, 4, 5, 6], [7, 8]];
        const model = createTransformer(kernels, RAGGED, texts.length);
        initialise(kernels, model.parameters, createRng(5), 0.3);
        const copyOf = ({ at, count }: Parameters) => kernels.heap.f32.slice(at, at + count);
        const backpropagate = (some: readonly (readonly number[])[], parts?: readonly Part[]) => {
          const batch = batchOf(some, 2, true);
          const reading = model.forward(batch);
          model[by](
            batch.targets,
            Float32Array.from(batch.targets, (id) => (id - 4) / 8),
          );
          const dValues = Float32Array.from(batch.tokens, (id) => (id - 3) / 16);
          model.zeroGradients();
          model.backward(reading, { logits: true, dValues }, parts);
        };
        // The second one predicts nothing.
        const sizes = [3, 1, 2];
        const parts = sizes.map((sequences) => ({
          sequences,
          gradients: reserveParameters(kernels, RAGGED),
        }));
        backpropagate(texts, parts);
        const together = parts.map(({ gradients }) => copyOf(gradients));
        let start = 0;
        for (const [part, size] of sizes.entries()) {
          backpropagate(texts.slice(start, (start += size)));
          expect(together[part]).toEqual(copyOf(model.gradients));
          expect(together[part]!.some((g) => g !== 0)).toBe(true);
        }
        expect(() => backpropagate(texts, parts.slice(1))).toThrow('the parts are not the whole batch');
      },
    );

    test('a decoder with its cache writes what the full forward would', () => {
      const { model, tokens } = reference(kernels);
      model.forward(packed(tokens, SEQUENCES));
      const { vocabulary } = RAGGED;
      const full = kernels.heap.f32.slice(model.logits.at, model.logits.at + ROWS * vocabulary);
      const decoder = createDecoder(model, SEQUENCES);
      decoder.reset(SEQUENCES);
      // The first sequence is not asked at first, and the second one leaves early.
      for (let t = 0; t < LENGTH; t++) {
        const slots = [2, 1, 0].filter((s) => s !== 1 || t < 6);
        const asked = [...slots.keys()].filter((row) => slots[row] !== 0 || t > 3);
        const at = decoder.next(
          slots.map((s) => tokens[s * LENGTH + t]!),
          slots,
          asked,
        );
        for (const [i, row] of asked.entries()) {
          for (let v = 0; v < vocabulary; v++) {
            const expected = full[(slots[row]! * LENGTH + t) * vocabulary + v]!;
            expect(Math.abs(kernels.heap.f32[at + i * vocabulary + v]! - expected)).toBeLessThan(2e-5);
          }
        }
      }
      expect(() => {
        for (let t = LENGTH; t <= RAGGED.context; t++) decoder.next([0], [0], []);
      }).toThrow('the context of 13 tokens is full');
    });
  },
);

test('SIMD and plain TypeScript end with the same bits after 20 AdamW steps', () => {
  const [simd, plain] = bothKernels().map((kernels) => bitsOf(train(kernels, 20).model));
  expect(simd).toBe(plain);
});

describe('generation', () => {
  const [kernels] = bothKernels();
  const model = createTransformer(kernels, RAGGED, 4);
  initialise(kernels, model.parameters, createRng(5));
  const decoder = createDecoder(model, 4);
  const prompts = [[1, 2, 3], [4], [5, 6], [7, 8, 9, 10]];
  const sampling = { temperature: 1, end: 0, longest: 6 };
  const from = (seed: number) => {
    const rng = createRng(seed);
    return () => rng;
  };

  test('the same stream writes the same, another one something else', () => {
    const write = (seed: number) => generate(model, decoder, prompts, sampling, from(seed));
    expect(write(1)).toEqual(write(1));
    expect(write(1)).not.toEqual(write(2));
  });
  test('greedy and top-1 agree, and need no batch', () => {
    const greedy = generate(model, decoder, prompts, { ...sampling, temperature: 0 }, from(1));
    const top1 = generate(model, decoder, prompts, { ...sampling, topK: 1 }, from(1));
    expect(top1).toEqual(greedy);
    const alone = prompts.map(
      (prompt) => generate(model, decoder, [prompt], { ...sampling, temperature: 0 }, from(1))[0],
    );
    expect(alone).toEqual(greedy);
  });
  test('sequences of any length, packed, have the losses and the gradient that each has alone', () => {
    const texts = prompts.map((prompt) => [...prompt, 11, 12]);
    const model = createTransformer(kernels, RAGGED, texts.length);
    initialise(kernels, model.parameters, createRng(5), 0.3);
    const lossesOf = (some: readonly (readonly number[])[]) => {
      const batch = batchOf(some);
      const reading = model.forward(batch);
      const losses = [...model.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1))];
      model.backward(reading, { logits: true });
      return losses;
    };
    const { at, count } = model.gradients;
    model.zeroGradients();
    const apart = texts.flatMap((text) => lossesOf([text]));
    const gradientApart = kernels.heap.f32.slice(at, at + count);
    model.zeroGradients();
    expect(lossesOf(texts)).toEqual(apart);
    // One sum over all rows in place of one a text: the same terms in the same order.
    expect(kernels.heap.f32.slice(at, at + count)).toEqual(gradientApart);
  });
  test('a prompt that occurs again is read once, and goes on as if it had been read again', () => {
    const greedy = { ...sampling, temperature: 0, end: -1 };
    const asked = [[1, 2, 3], [4], [1, 2, 3], [4]];
    const read = { tokens: 0 };
    const counting: Decoder = {
      ...decoder,
      get position() {
        return decoder.position;
      },
      next(tokens, slots, wanted) {
        read.tokens += tokens.length;
        return decoder.next(tokens, slots, wanted);
      },
    };
    const answers = generate(model, counting, asked, greedy, from(1));
    expect(answers).toEqual(asked.map((prompt) => generate(model, decoder, [prompt], greedy, from(1))[0]));
    // Each of the two prompts once, and of each answer all but the last token.
    expect(read.tokens).toBe(3 + 1 + 4 * 5);
    const [first, , again] = generate(model, decoder, asked, sampling, from(4));
    expect(again).not.toEqual(first);
  });
  test('stops at the end token, at the limit and at the context', () => {
    for (const text of generate(model, decoder, prompts, sampling, from(3))) {
      expect(text.length).toBeLessThanOrEqual(6);
      expect(text.indexOf(0)).toBe(text.includes(0) ? text.length - 1 : -1);
    }
    const long = generate(model, decoder, [[1]], { ...sampling, end: -1, longest: 99 }, from(1))[0]!;
    expect(long).toHaveLength(RAGGED.context);
  });
  test('draws tokens as often as the softmax says', () => {
    model.forward(packed([1, 2, 3], 1, [2]));
    const row = kernels.heap.f32.slice(model.logits.at, model.logits.at + 19);
    const total = row.reduce((sum, x) => sum + Math.exp(x), 0);
    const rng = createRng(11);
    const counts = new Array<number>(19).fill(0);
    for (let i = 0; i < 1000; i++) {
      const drawn = generate(
        model,
        decoder,
        Array.from({ length: 4 }, () => [1, 2, 3]),
        { ...sampling, longest: 1 },
        () => rng,
      );
      for (const [token] of drawn) counts[token!]! += 1;
    }
    for (const [token, count] of counts.entries()) {
      const p = Math.exp(row[token]!) / total;
      expect(Math.abs(count / 4000 - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / 4000) + 1e-9);
    }
  });
});

describe('the model refuses', () => {
  const [, kernels] = bothKernels();
  test.each([
    [{ ...RAGGED, heads: 5 }, 'a width of 12 does not divide into 5 heads'],
    [{ ...RAGGED, layers: 0.5 }, 'layers is 0.5: a whole number is needed'],
    [{ ...RAGGED, context: 600 }, 'a context of 600 is longer than 512 tokens'],
  ])('shape %j', (shape, words) => {
    expect(() => createTransformer(kernels, shape, 1)).toThrow(words);
  });
  test('tokens that it does not know, and texts that do not fit', () => {
    const model = createTransformer(kernels, RAGGED, 2);
    expect(() => model.forward(packed([1, 19], 1))).toThrow('no token 19 among 19');
    expect(() => model.forward(packed([1, 2, 3], 3))).toThrow('3 sequences: there is room for 2');
    const long = packed(new Array<number>(14).fill(1), 1);
    expect(() => model.forward(long)).toThrow('a sequence of 14 tokens: there is room for 13');
  });
  test('the way back belongs to the last way there, and its gradient is made once', () => {
    const { model, tokens } = reference(kernels);
    const [targets, weights, batch] = [tokens, tokens.map(() => 1), packed(tokens, SEQUENCES)];
    const first = model.forward(batch);
    expect(() => model.backward(first, { logits: true })).toThrow('crossEntropy comes first');
    model.crossEntropy(targets, weights);
    expect(() => model.crossEntropy(targets, weights)).toThrow('gradient is already made');
    const second = model.forward(batch);
    expect(() => model.backward(first, { logits: false })).toThrow('backward of reading 1');
    expect(() => model.backward(second, { logits: true })).toThrow('crossEntropy comes first');
    model.crossEntropy(targets, weights);
    expect(() => model.backward(second, { logits: true })).not.toThrow();
  });
});

test('parameters and operations are counted', () => {
  const [, kernels] = bothKernels();
  expect(createTransformer(kernels, RAGGED, 1).parameters.count).toBe(parameterCount(RAGGED));
  // A matrix product per weight and token: two operations forward, four back.
  const w: Shape = { vocabulary: 256, context: 48, width: 64, layers: 2, heads: 4 };
  expect(trainingFlop(w, 32, 48) / 1e9).toBeCloseTo(1.115, 2);
});

describe('learning rate', () => {
  const schedule = { peak: 6e-4, floor: 6e-5, warmUp: 4, steps: 24, decay: 'cosine' } as const;
  test('warms up to the peak, and decays to the floor', () => {
    expect(learningRate(0, schedule)).toBeCloseTo(1.5e-4, 12);
    expect(learningRate(3, schedule)).toBeCloseTo(6e-4, 12);
    expect(learningRate(24, schedule)).toBeCloseTo(6e-5, 12);
    expect(learningRate(14, schedule)).toBeCloseTo((6e-4 + 6e-5) / 2, 12);
    expect(learningRate(9, schedule)).toBeCloseTo(6e-5 + (5.4e-4 * (1 + Math.cos(Math.PI / 4))) / 2, 12);
    expect(learningRate(9, { ...schedule, decay: 'linear' })).toBeCloseTo(6e-5 + 5.4e-4 * 0.75, 12);
  });
});
