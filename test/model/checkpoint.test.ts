/** Saved models come back bit for bit; damaged and foreign files are named as such. */
import { describe, expect, test } from 'vitest';
import {
  CheckpointError,
  checkpointOf,
  readCheckpoint,
  restore,
  writeCheckpoint,
} from '../../sim/model/checkpoint.ts';
import { initialise } from '../../sim/model/parameters.ts';
import { createTransformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';
import { bothKernels } from '../kernels/kernels.ts';

const SHAPE = { vocabulary: 19, context: 13, width: 12, layers: 1, heads: 3 };
const [kernels] = bothKernels();
const model = createTransformer(kernels, SHAPE, 1);
initialise(kernels, model.parameters, createRng(1));
const saved = checkpointOf(model, { stage: 'pretrain', seed: 1, note: 'α, ≥' });
const file = writeCheckpoint(saved);

test('a model comes back bit for bit, from any offset', () => {
  const shifted = new Uint8Array(file.length + 3);
  shifted.set(file, 3);
  const read = readCheckpoint(shifted.subarray(3));
  expect(read.about).toEqual(saved.about);
  const other = createTransformer(kernels, SHAPE, 1);
  restore(other, read);
  const { at, count } = other.parameters;
  expect(kernels.heap.f32.slice(at, at + count)).toEqual(saved.parameters);
});

test('a model of another shape is refused', () => {
  const other = createTransformer(kernels, { ...SHAPE, layers: 2 }, 1);
  expect(() => restore(other, saved)).toThrow('the saved model has layers 1; the one it is for has 2');
});

describe('a file is refused', () => {
  const changed = (change: (bytes: Uint8Array) => Uint8Array) => change(file.slice());
  test.each([
    ['empty', new Uint8Array(), 'not a model saved by this course'],
    ['foreign', new TextEncoder().encode('%PDF-1.7 and so on'), 'not a model saved by this course'],
    ['newer', changed((bytes) => bytes.fill(9, 4, 5)), 'version 9'],
    ['cut off', file.slice(0, 40), 'cut off'],
    ['cut off later', file.slice(0, file.length - 8), 'damaged'],
    ['lengthened', changed((bytes) => Uint8Array.from([...bytes, 0])), 'cut off'],
    ['with an absurd header', changed((bytes) => bytes.fill(255, 8, 12)), 'cut off'],
    ['of wrong size', writeCheckpoint({ ...saved, parameters: saved.parameters.slice(4) }), 'parameters'],
    [
      'with NaN',
      writeCheckpoint({ ...saved, parameters: saved.parameters.map((x, i) => (i === 7 ? NaN : x)) }),
      'no numbers that a model could have',
    ],
    [
      'with weights of 3e38',
      writeCheckpoint({ ...saved, parameters: saved.parameters.map(() => 3e38) }),
      'no numbers that a model could have',
    ],
    ['of 4 bytes', file.slice(0, 4), 'cut off'],
    ['of 8 bytes', file.slice(0, 8), 'cut off'],
    ['of 12 bytes', file.slice(0, 12), 'cut off'],
    ['of 27 bytes', file.slice(0, 27), 'cut off'],
    ...[
      {},
      { ...SHAPE, width: '12' },
      { ...SHAPE, layers: 0 },
      { ...SHAPE, layers: 1.5 },
      { ...SHAPE, width: 1e300 },
    ].map(
      (shape) =>
        [
          `of shape ${JSON.stringify(shape)}`,
          writeCheckpoint({ ...saved, shape: shape as never }),
          'does not say what model',
        ] as const,
    ),
    ...[
      undefined,
      null,
      [],
      'base',
      { model: { toString: 1 } },
      { model: 7 },
      { seed: null },
      { model: 'm'.repeat(41) },
    ].map(
      (about) =>
        [
          `about ${JSON.stringify(about)}`,
          writeCheckpoint({ ...saved, about: about as never }),
          'does not say what model',
        ] as const,
    ),
  ] as const)('%s', (_, bytes, words) => {
    expect(() => readCheckpoint(bytes)).toThrow(CheckpointError);
    expect(() => readCheckpoint(bytes)).toThrow(words);
  });
  test('with any one bit flipped', () => {
    for (let i = 0; i < file.length; i += 97) {
      const bytes = file.slice();
      bytes[i]! ^= 1 << (i % 8);
      expect(() => readCheckpoint(bytes), `byte ${i}`).toThrow(CheckpointError);
    }
  });
});
