/** Findings and goals: where their numbers are read, and how these are written. */
import { expect, test } from 'vitest';
import { defineExperiment, type Measured, type Row } from '../sim/experiment.ts';
import { measured } from '../sim/run.ts';
import { first, last, only, wordsOn } from '../sim/words.ts';

const metric = { label: 'x', unit: '', help: 'x.', digits: 2 } as const;
const experiment = defineExperiment({
  id: 'said',
  title: 'Said.',
  params: {},
  series: {
    training: {
      title: 'Training',
      metrics: {
        loss: { ...metric, unit: 'nats per token', digits: 3 },
        accuracy: { ...metric, unit: 'share' },
        model: { ...metric, names: ['base', 'SFT'] },
      },
    },
  },
  views: [],
  needs: [],
  small: {},
  simplified: [],
}).runs(function* () {
  yield { series: 'training', loss: 0, accuracy: 0, model: 0 };
});

const row = (loss: number, accuracy: number, model: number): Row => ({
  series: 'training',
  loss,
  accuracy,
  model,
});
const history = [row(3, 0.5, 0), row(2, 0.7, 1), row(1, 0.9, 1)];
const rows = measured(history) as unknown as Measured<typeof experiment.series>;
const said = { says: 'x', between: [0, 1] } as const;

test('a number is read in the first, the last or the only row that matches', () => {
  const { findings } = wordsOn(experiment, {
    findings: {
      first: { ...said, at: first('training', 'loss') },
      last: { ...said, at: last('training', 'loss') },
      firstOfModel: { ...said, at: first('training', 'loss', { model: 'SFT' }) },
      only: { ...said, at: only('training', 'loss', { model: 'base' }) },
      twice: { ...said, at: only('training', 'loss', { model: 'SFT' }) },
      nowhere: { ...said, at: last('training', 'loss', { accuracy: 0.1 }) },
    },
  });
  const read = (name: keyof typeof findings) => findings[name]!.measure(rows);
  expect(['first', 'last', 'firstOfModel', 'only'].map(read)).toEqual([3, 1, 2, 3]);
  expect(() => read('twice')).toThrow('2 rows of training {"model":"SFT"}');
  expect(() => read('nowhere')).toThrow('0 rows of training {"accuracy":0.1}');
});

test('its metric says how it is written, unless the finding does', () => {
  const { findings } = wordsOn(experiment, {
    findings: {
      loss: { ...said, at: last('training', 'loss') },
      share: { ...said, at: last('training', 'accuracy') },
      bare: { ...said, at: last('training', 'loss'), digits: 1, unit: '' },
      whole: { ...said, measure: () => 1 },
      measuredShare: { ...said, measure: () => 0.5, unit: 'share', digits: 1 },
    },
  });
  const written = Object.values(findings).map(({ digits, unit, percent }) => [digits, unit, percent]);
  expect(written).toEqual([
    [3, 'nats', false],
    [0, '%', true],
    [1, '', false],
    [0, '', false],
    [1, '%', true],
  ]);
});
