/** A reader's own file is checked for use when it is opened, and refused in words. */
import { beforeAll, expect, test } from 'vitest';
import { openModel } from '../../components/figure/lab/modelFile.ts';
import { ensureModels, modelBytes } from '../../components/host/models.ts';
import {
  CheckpointError,
  hashOf,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../sim/model/checkpoint.ts';
import { parameterCount, type Shape } from '../../sim/model/shape.ts';
import { shapeOf } from '../../sim/stages/laboratory.ts';
import { createWorld } from '../../sim/world/world.ts';

beforeAll(ensureModels);

const fileOf = (bytes: Uint8Array) => new File([new Uint8Array(bytes)], 'mine.ltam');
const shape = shapeOf(createWorld());

/** As a reader could make one: everything fits but what is changed. */
const made = (about: Checkpoint['about'], changed: Partial<Shape> = {}) => {
  const wanted = { ...shape, ...changed };
  return fileOf(
    writeCheckpoint({ shape: wanted, about, parameters: new Float32Array(parameterCount(wanted)) }),
  );
};

test.each(['base', 'sft', 'ppo'])('the %s model of the course is opened', async (name) => {
  const { name: called, trained, hash } = await openModel(fileOf(modelBytes(name)));
  expect(called).toBe('mine.ltam');
  expect(trained).toEqual(readCheckpoint(modelBytes(name)));
  expect(hash).toBe(hashOf(trained));
});

test.each([{ layers: 3 }, { width: 96, heads: 6 }])(
  'so is one of another size that a reader can set: %o',
  async (size) => {
    expect((await openModel(made({ model: 'sft' }, size))).trained.shape).toMatchObject(size);
  },
);

const GOES_ON = 'a run goes on from a pretrained, a fine-tuned or a PPO model';

test.each([
  [
    'another width',
    made({ model: 'base' }, { width: 24 }),
    'the saved model has width 24; the one it is for has 48',
  ],
  [
    'other words',
    made({ model: 'base' }, { vocabulary: 9 }),
    'the saved model has vocabulary 9; the one it is for',
  ],
  [
    'more layers',
    made({ model: 'sft' }, { layers: 9 }),
    'the saved model has layers 9; the one it is for has 1',
  ],
  [
    'other heads',
    made({ model: 'ppo' }, { heads: 6 }),
    'the saved model has heads 6; the one it is for has 3',
  ],
  [
    'less context',
    made({ model: 'ppo' }, { context: 4 }),
    'the saved model has context 4; the one it is for',
  ],
  ['no name', made({ seed: 7 }), `this file does not say which model it holds; ${GOES_ON}`],
  [
    'a name of its own',
    made({ model: '<b>gpt</b>' }),
    `this file holds a model called “<b>gpt</b>”; ${GOES_ON}`,
  ],
  ['a name that every object has', made({ model: 'constructor' }), 'a model called “constructor”'],
  [
    'too many bytes',
    fileOf(new Uint8Array(8_000_001)),
    'this file is too large to be a model of this course',
  ],
  ['no bytes', fileOf(new Uint8Array()), 'this file is not a model saved by this course'],
  [
    'a disk that is gone',
    Object.assign(fileOf(new Uint8Array(9)), {
      arrayBuffer: () => Promise.reject(new Error('NotReadableError')),
    }),
    'this file could not be read',
  ],
])('a file with %s is refused', async (_, file, words) => {
  const opening = openModel(file);
  await expect(opening).rejects.toThrow(CheckpointError);
  await expect(opening).rejects.toThrow(words);
});

test('the reward model of the course is refused, with the reason', async () => {
  await expect(openModel(fileOf(modelBytes('reward')))).rejects.toThrow(
    new CheckpointError(`this file holds a reward model, which scores answers and writes none; ${GOES_ON}`),
  );
});
