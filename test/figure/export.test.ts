/** A trained model in files for other programs: safetensors, read here by another reader, and JSON. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  answerBy,
  describeModel,
  ExportError,
  writeModelJson,
} from '../../components/figure/export/modelJson.ts';
import { tensorsOf, writeSafetensors } from '../../components/figure/export/safetensors.ts';
import { ensureModels, modelBytes } from '../../components/host/models.ts';
import { plainKernels } from '../../sim/kernels/kernels.ts';
import { readCheckpoint, type Checkpoint } from '../../sim/model/checkpoint.ts';
import { reserveParameters } from '../../sim/model/parameters.ts';
import { parameterCount, type Shape } from '../../sim/model/shape.ts';
import { createWorld, END } from '../../sim/world/world.ts';

beforeAll(ensureModels);

const saved = (name: string) => readCheckpoint(modelBytes(name));
const origin = { experiment: 'pipeline', settings: { seed: 2 }, hash: '0123456789abcdef' };

/** From the description of the format, not from our writer. */
function readSafetensors(file: Uint8Array) {
  const buffer = Buffer.from(file);
  const length = Number(buffer.readBigUInt64LE(0));
  const { __metadata__: about, ...tensors } = JSON.parse(buffer.toString('utf8', 8, 8 + length)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const begin = 8 + length;
  return {
    about,
    size: buffer.length - begin,
    begin,
    tensors: Object.entries(tensors).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => ({
        ...{ name, dtype, shape, from, to },
        values: Array.from({ length: (to - from) / 4 }, (_, i) => buffer.readFloatLE(begin + from + 4 * i)),
      }),
    ),
  };
}

const SHAPES: readonly Shape[] = [
  { vocabulary: 7, context: 5, width: 4, layers: 1, heads: 2 },
  { vocabulary: 11, context: 3, width: 6, layers: 3, heads: 3 },
];

describe.each(SHAPES)('of shape %o', (shape) => {
  const parameters = Float32Array.from({ length: parameterCount(shape) }, (_, i) => Math.sin(i) * 3);
  const model: Checkpoint = { shape, about: {}, parameters };

  test('names and shapes are those of the parameters', () => {
    const { named } = reserveParameters(plainKernels(), shape);
    expect(tensorsOf(shape)).toEqual(
      [...named].map(([name, { rows, columns }]) => ({ name, shape: [rows, columns] })),
    );
  });
  test('another reader finds every number in its place, and no byte between', () => {
    const { about, tensors, size, begin } = readSafetensors(writeSafetensors(model, { model: 'ppö' }));
    expect(about).toEqual({ model: 'ppö' });
    expect(begin % 8).toBe(0);
    expect(tensors.flatMap(({ values }) => values)).toEqual([...parameters]);
    expect(tensors.every(({ dtype }) => dtype === 'F32')).toBe(true);
    expect(tensors.map(({ from }) => from)).toEqual([0, ...tensors.slice(0, -1).map(({ to }) => to)]);
    expect(tensors.at(-1)!.to).toBe(size);
    for (const { shape: sizes, values } of tensors) expect(values).toHaveLength(sizes[0]! * sizes[1]!);
  });
});

describe('as JSON', () => {
  test('the weights are the same numbers, bit for bit', () => {
    const trained = saved('ppo');
    const { weights } = JSON.parse(writeModelJson(trained, origin)) as {
      weights: Record<string, { shape: number[]; data: number[] }>;
    };
    expect(Object.keys(weights)).toEqual(tensorsOf(trained.shape).map(({ name }) => name));
    const numbers = Object.values(weights).flatMap(({ data }) => data);
    expect(Float32Array.from(numbers)).toEqual(trained.parameters);
  });
  test('it says how the model came about, and its words', () => {
    const described = describeModel(saved('sft'), origin);
    expect(described).toMatchObject({ model: 'sft', run: origin, vocabulary: createWorld().vocabulary });
    expect(described.answer!.tokens).toEqual(answerBy(saved('sft'), described.question.tokens));
    expect(described.answer!.tokens.at(-1)).toBe(END);
    expect(described.question.words.join(' ')).toContain('metformin');
  });
  test('a run that did not end has no hash, and a reward model no answer', () => {
    const trained = saved('ppo');
    expect(describeModel(trained, { ...origin, hash: undefined }).run).not.toHaveProperty('hash');
    expect(describeModel({ ...trained, about: { model: 'reward' } }, origin)).not.toHaveProperty('answer');
  });
  test('a model of other words is refused in words', () => {
    const [shape] = SHAPES;
    const parameters = new Float32Array(parameterCount(shape!));
    expect(() => describeModel({ shape: shape!, about: {}, parameters }, origin)).toThrow(
      new ExportError(
        `this model has 7 words, and those of the course are ${createWorld().vocabulary.length}, so its words are not known here`,
      ),
    );
  });
});
