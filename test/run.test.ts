/** A run stops with the row and a reason, and pauses without a row. */
import { expect, test } from 'vitest';
import { defineExperiment } from '../sim/experiment.ts';
import { OutOfMemory } from '../sim/kernels/heap.ts';
import { finish, plainHost, play, RunError } from '../sim/run.ts';

const declared = {
  id: 'probe',
  title: 'A probe.',
  params: {},
  series: {
    training: {
      title: 'Training',
      metrics: { loss: { label: 'loss', unit: 'nats', help: 'Loss.', digits: 3 } },
    },
  },
  views: [],
  findings: {},
  goals: {},
  needs: [],
  engine: true,
  small: {},
  simplified: [],
} as const;

test('a loss that is no number ends the run, with its row and a reason', () => {
  const diverges = defineExperiment(declared).runs(function* () {
    yield { series: 'training', loss: 1 };
    yield { series: 'training', loss: NaN };
  });
  expect(() => finish(diverges as never)).toThrow(RunError);
  expect(() => finish(diverges as never)).toThrow(
    'row 1 of training: loss is NaN; the training has diverged, and a smaller learning rate may help',
  );
});

test('a run from a reader’s file names the file as the reason', () => {
  const explodes = defineExperiment(declared).runs(function* () {
    yield { series: 'training', loss: NaN };
  });
  const resumed = { shape: { vocabulary: 1, context: 1, width: 1, layers: 1, heads: 1 }, about: {} };
  const host = { ...plainHost, resumed: { ...resumed, parameters: new Float32Array() } };
  expect(() => finish(explodes as never, {}, host)).toThrow(
    'row 0 of training: loss is NaN; the run went on from a file, and the weights in it are the likely reason',
  );
});

test('a run that needs too much memory ends, in words', () => {
  const greedy = defineExperiment(declared).runs(function* (_, { kernels }) {
    yield { series: 'training', loss: 1 };
    kernels.heap.reserve(2 ** 27);
  });
  expect(() => finish(greedy as never)).toThrow(OutOfMemory);
});

test('a pause is no row', () => {
  const pauses = defineExperiment(declared).runs(function* () {
    yield undefined;
    yield { series: 'training', loss: 1 };
    yield undefined;
  });
  expect([...play(pauses as never)]).toEqual([undefined, { series: 'training', loss: 1 }, undefined]);
  expect(finish(pauses as never).rows).toEqual([{ series: 'training', loss: 1 }]);
});
