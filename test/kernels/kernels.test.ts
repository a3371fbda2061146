/** SIMD and plain kernels give the same bits; every way back is the slope of its way forward. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp } from '../../sim/float.ts';
import { OutOfMemory } from '../../sim/kernels/heap.ts';
import { plainKernels, type Kernels } from '../../sim/kernels/kernels.ts';
import { LONGEST_SEQUENCE } from '../../sim/kernels/operations.ts';
import { matrix, multiply, transposed } from '../../sim/kernels/matrix.ts';
import { exp32 } from '../../sim/kernels/plain.ts';
import { bothKernels, createLcg, SIMD } from './kernels.ts';

/** What a kernel is called with: buffers with names, filled alike for both sets, and ids where `ids` says so. */
interface Call {
  readonly floats: Readonly<Record<string, number>>;
  readonly ids?: Readonly<Record<string, readonly number[]>>;
  run(kernels: Kernels, at: Readonly<Record<string, number>>): void;
  /** Buffers that it writes. */
  readonly writes: readonly string[];
}

/** Every seventh number: zeros of both signs, and those that are too small to have all their digits. */
const EDGES = [0, -0, 1e-45, -1e-40].map(Math.fround);

function perform(kernels: Kernels, { floats, ids = {}, run }: Call): Record<string, number> {
  const lcg = createLcg(7);
  const at: Record<string, number> = {};
  for (const [name, count] of Object.entries(floats)) {
    at[name] = kernels.heap.reserve(count);
    for (let i = 0; i < count; i++) {
      kernels.heap.f32[at[name] + i] = i % 7 === 3 ? EDGES[lcg.bits() % EDGES.length]! : 2 * lcg.signed();
    }
  }
  for (const [name, values] of Object.entries(ids)) {
    at[name] = kernels.heap.reserve(values.length);
    kernels.heap.i32.set(values, at[name]);
  }
  run(kernels, at);
  return at;
}

function expectSameBits(call: Call): void {
  const [simd, plain] = bothKernels();
  const [a, b] = [perform(simd, call), perform(plain, call)];
  for (const name of call.writes) {
    const count = call.floats[name]!;
    const bits = (kernels: Kernels, at: number) => Array.from(kernels.heap.i32.subarray(at, at + count));
    expect(bits(simd, a[name]!), name).toEqual(bits(plain, b[name]!));
    expect(simd.heap.f32.subarray(a[name], a[name]! + count).some((x) => x !== 0)).toBe(true);
  }
}

const size = fc.integer({ min: 1, max: 21 });

/** Where sequences of these lengths begin, and where the last one ends. */
const startsOf = (lengths: readonly number[]) =>
  lengths.reduce((starts, length) => [...starts, starts.at(-1)! + length], [0]);

describe('SIMD equals plain TypeScript bit for bit', () => {
  test('matrix products of any shape, transposed or added', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(1, 3, 4, 16, 255, 256, 300),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (m, n, k, turnA, turnB, accumulate) => {
          expectSameBits({
            floats: { a: m * k, b: k * n, c: m * n },
            writes: ['c'],
            run(kernels, { a, b, c }) {
              const left = turnA ? transposed(matrix(a!, k, m)) : matrix(a!, m, k);
              const right = turnB ? transposed(matrix(b!, n, k)) : matrix(b!, k, n);
              multiply(kernels, left, right, matrix(c!, m, n), accumulate);
            },
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a product wider than one block', () => {
    expectSameBits({
      floats: { a: 5 * 7, b: 7 * 1037, c: 5 * 1037 },
      writes: ['c'],
      run: (kernels, { a, b, c }) =>
        multiply(kernels, matrix(a!, 5, 7), matrix(b!, 7, 1037), matrix(c!, 5, 1037)),
    });
  });

  function expectSameAttention(lengths: readonly number[], heads: number, each: number): void {
    const width = heads * each;
    const starts = startsOf(lengths);
    const rows = starts.at(-1)!;
    const sequences = lengths.length;
    const room = Math.ceil(Math.max(...lengths) / 8) * 8;
    // Every second slot of the cache, the last one first.
    const slots = lengths.map((_, s) => 2 * (sequences - s) - 1);
    expectSameBits({
      floats: {
        qkv: rows * 3 * width,
        p: sequences * heads * room * room,
        out: rows * width,
        dOut: rows * width,
        dQkv: rows * 3 * width,
        one: sequences * 3 * width,
        keys: 2 * sequences * room * width,
        values: 2 * sequences * room * width,
        next: sequences * width,
      },
      ids: { starts, slots },
      writes: ['out', 'dQkv', 'keys', 'values', 'next'],
      run(kernels, { qkv, p, out, dOut, dQkv, one, keys, values, next, ...at }) {
        const [from, into] = [at['starts']!, at['slots']!];
        kernels.attend(qkv!, p!, out!, from, sequences, heads, each, room);
        kernels.attendBackward(qkv!, p!, dOut!, dQkv!, from, sequences, heads, each, room);
        for (let t = 0; t < Math.max(...lengths); t++) {
          kernels.attendNext(one!, into, keys!, values!, next!, t, room, sequences, heads, each);
        }
      },
    });
  }

  test('attention to sequences of any length, its way back, and one position at a time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 37 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(1, 4, 5, 8, 13, 16, 16, 16),
        expectSameAttention,
      ),
      { numRuns: 60 },
    );
  });

  test.each([4, 16])('attention to the longest sequence, beside a short one, with heads of %i', (each) => {
    expectSameAttention([LONGEST_SEQUENCE, 32], 1, each);
  });

  test('rows that are looked up, put back, scaled or added, and single logits', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 13 }),
        (rows, n, columns) => {
          const count = Math.ceil(rows / 2);
          expectSameBits({
            floats: {
              x: rows * n,
              some: count * n,
              factors: count,
              w: n * columns,
              sum: rows * n,
              four: Math.ceil(rows / 2) * n,
              z: count,
              dSome: count * n,
              dw: n * columns,
            },
            ids: {
              places: Array.from({ length: count }, (_, i) => 2 * i),
              targets: Array.from({ length: count }, (_, i) => (i * 5) % columns),
            },
            writes: ['x', 'some', 'z', 'dSome', 'dw', 'sum', 'four'],
            run(k, { x, some, factors, w, z, dSome, dw, places, targets, sum, four }) {
              k.gatherRows(x!, places!, some!, count, n);
              k.scaleRows(some!, factors!, count, n);
              k.pick(some!, w!, targets!, z!, count, n, columns);
              k.pickBackward(some!, w!, targets!, z!, dSome!, dw!, count, n, columns);
              k.scatterRows(dSome!, places!, x!, count, n);
              k.add(x!, sum!, sum!, rows * n);
              k.addFour(x!, some!, sum!, dSome!, four!, count * n);
            },
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('norms, ReLU², softmax, cross-entropy, embedding and AdamW', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 2, max: 40 }), (rows, n) => {
        const ids = Array.from({ length: rows }, (_, i) => (i * 5) % n);
        const tokens = Array.from({ length: 2 * rows }, (_, i) => (i * 3) % 5);
        const places = Array.from({ length: 2 * rows }, (_, i) => i % rows);
        expectSameBits({
          floats: {
            x: rows * n,
            y: rows * n,
            r: rows,
            dx: rows * n,
            dy: rows * n,
            soft: rows * n,
            logits: rows * n,
            weights: rows,
            sums: rows,
            picked: rows,
            table: 5 * n,
            positions: rows * n,
            embedded: 2 * rows * n,
            moment: rows * n,
            square: rows * n,
          },
          ids: { ids, tokens, places },
          writes: ['y', 'r', 'dx', 'dy', 'soft', 'logits', 'sums', 'table', 'positions', 'embedded', 'x'],
          run(k, at) {
            const { x, y, r, dx, dy, soft, logits, weights, sums, picked } = at as Record<string, number>;
            const { table, positions, embedded, moment, square } = at as Record<string, number>;
            k.rmsNorm(x!, y!, r!, rows, n, 1e-5);
            k.rmsNormBackward(y!, r!, dy!, dx!, rows, n);
            k.reluSquaredBackward(x!, dy!, rows * n);
            k.reluSquared(y!, y!, rows * n);
            k.softmax(soft!, rows, n, 1.3);
            k.crossEntropy(logits!, at['ids']!, weights!, sums!, picked!, rows, n);
            k.embed(at['tokens']!, at['places']!, table!, positions!, embedded!, 2 * rows, n);
            k.embedBackward(at['tokens']!, at['places']!, table!, positions!, embedded!, 2 * rows, n);
            k.heap.f32.fill(0, square, square! + rows * n);
            for (let step = 1; step <= 20; step++) {
              k.adamW(x!, dx!, moment!, square!, rows * n, 0.7, 0.9, 0.995, 0.01, 1.1, 1e-8, 0.999);
            }
          },
        });
      }),
      { numRuns: 40 },
    );
  });

  test('sums of squares', () => {
    for (const n of [1, 4, 7, 1003]) {
      const sums = bothKernels().map((kernels) => {
        const { x } = perform(kernels, { floats: { x: n }, writes: [], run: () => undefined });
        return kernels.sumOfSquares(x!, n);
      });
      expect(sums[0]).toBe(sums[1]);
      expect(sums[0]).toBeGreaterThan(0);
    }
  });
});

/** Σ c · f(x) for fixed c has the slope that the way back finds, along a random direction. */
function expectSlope(
  n: number,
  outputs: number,
  forward: (kernels: Kernels, x: number, y: number) => void,
  backward: (kernels: Kernels, x: number, y: number, dy: number, dx: number) => void,
): void {
  const [kernels] = bothKernels();
  const { f32, x, y, dy, dx } = {
    x: kernels.heap.reserve(n),
    y: kernels.heap.reserve(outputs),
    dy: kernels.heap.reserve(outputs),
    dx: kernels.heap.reserve(n),
    f32: kernels.heap.f32,
  };
  const lcg = createLcg(3);
  const at = Float32Array.from({ length: n }, () => lcg.signed());
  const direction = Float32Array.from({ length: n }, () => lcg.signed());
  const c = Float32Array.from({ length: outputs }, () => lcg.signed());
  const valueAt = (h: number) => {
    f32.set(
      at.map((value, i) => value + h * direction[i]!),
      x,
    );
    forward(kernels, x, y);
    return c.reduce((sum, weight, i) => sum + weight * f32[y + i]!, 0);
  };
  const h = 2 ** -8;
  const difference = (valueAt(h) - valueAt(-h)) / (2 * h);
  valueAt(0);
  f32.set(c, dy);
  f32.fill(0, dx, dx + n);
  backward(kernels, x, y, dy, dx);
  const slope = direction.reduce((sum, step, i) => sum + step * f32[dx + i]!, 0);
  expect(Math.abs(slope - difference)).toBeLessThan(2e-4 * (1 + Math.abs(slope)));
}

describe('every way back is the central difference of its way forward', () => {
  test('rmsNorm', () => {
    const [rows, n] = [3, 13];
    let inverse = 0;
    expectSlope(
      rows * n,
      rows * n,
      (kernels, x, y) => {
        inverse ||= kernels.heap.reserve(rows);
        kernels.rmsNorm(x, y, inverse, rows, n, 1e-5);
      },
      (kernels, _, y, dy, dx) => kernels.rmsNormBackward(y, inverse, dy, dx, rows, n),
    );
  });
  test('ReLU²', () => {
    expectSlope(
      29,
      29,
      (kernels, x, y) => kernels.reluSquared(x, y, 29),
      (kernels, x, _, dy, dx) => {
        kernels.heap.f32.copyWithin(dx, dy, dy + 29);
        kernels.reluSquaredBackward(x, dx, 29);
      },
    );
  });
  test.each([
    [[5], 1, 3],
    [[7, 3], 3, 5],
    [[19, 2, 33], 2, 4],
    [[9, 1, 22], 2, 16],
  ])('attention of sequences of %j tokens, %i heads of %i', (lengths, heads, each) => {
    const [room, sequences] = [40, lengths.length];
    const starts = startsOf(lengths);
    const rows = starts.at(-1)!;
    const width = heads * each;
    let [p, from] = [0, 0];
    expectSlope(
      rows * 3 * width,
      rows * width,
      (kernels, x, y) => {
        p ||= kernels.heap.reserve(sequences * heads * room * room);
        from ||= kernels.heap.reserve(starts.length);
        kernels.heap.i32.set(starts, from);
        kernels.attend(x, p, y, from, sequences, heads, each, room);
      },
      (kernels, x, _, dy, dx) => kernels.attendBackward(x, p, dy, dx, from, sequences, heads, each, room),
    );
  });
});

describe('own exponential', () => {
  test('is within 2e-7 of the float64 one', () => {
    for (let x = -87; x <= 88; x += 0.0137) {
      const float = Math.fround(x);
      expect(Math.abs(exp32(float) / exp(float) - 1)).toBeLessThan(2e-7);
    }
  });
  test('is finite at both ends, and passes NaN on', () => {
    expect(exp32(-1e9)).toBeGreaterThan(0);
    expect(exp32(1e9)).toBeLessThan(Infinity);
    expect(exp32(NaN)).toBeNaN();
  });
});

describe('heap', () => {
  test.each(bothKernels())('hands out zeros on boundaries of 16 bytes, and grows', ({ heap }) => {
    const first = heap.reserve(5);
    heap.f32[first + 4] = 3;
    const second = heap.reserve(1_000_000);
    expect([first % 4, second % 4]).toEqual([0, 0]);
    expect(second - first).toBeGreaterThanOrEqual(5);
    expect(heap.f32[first + 4]).toBe(3);
    expect(heap.f32.subarray(second, second + 1_000_000).every((x) => x === 0)).toBe(true);
  });
  test('refuses more than a page may take, in words', () => {
    for (const { heap } of bothKernels()) expect(() => heap.reserve(2 ** 27)).toThrow(OutOfMemory);
    expect(() => plainKernels().heap.reserve(2 ** 27)).toThrow('this run needs more than 256 MB of memory');
  });
});

test('matrices that do not fit are refused', () => {
  expect(() => multiply(plainKernels(), matrix(0, 2, 3), matrix(0, 2, 3), matrix(0, 2, 3))).toThrow(
    'cannot multiply (2, 3) by (2, 3) into (2, 3)',
  );
});

test('simd.wasm is what the assembly compiles to', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'kernels-')), 'simd.wasm');
  execFileSync('node', ['src/cli/kernels.ts', file]);
  expect(readFileSync(file).equals(readFileSync(SIMD))).toBe(true);
});
