/** What must not compile: a view, a finding or a row that names what its experiment does not declare. */
import { expect, test } from 'vitest';
import { defineExperiment } from '../sim/experiment.ts';
import { first, last, only, wordsOn } from '../sim/words.ts';

const metric = { label: 'loss', unit: 'nats', help: 'A loss.', digits: 2 } as const;
const names = ['before', 'after'] as const;
const declared = {
  id: 'typed',
  title: 'Typed.',
  params: { rate: { kind: 'number', label: 'rate', help: 'A rate.', min: 0, max: 1, step: 0.5, default: 0 } },
  series: {
    training: { title: 'Training', metrics: { step: metric, loss: metric } },
    measured: {
      title: 'Measured',
      metrics: { model: { ...metric, names }, answer: { ...metric, text: true }, accuracy: metric },
    },
  },
  views: [],
  needs: [],
  small: {},
  simplified: [],
} as const;
const view = { kind: 'xy', id: 'loss', title: 'Loss', size: 'panel', x: {}, y: {} } as const;

test('the declaration ties views, findings, settings and rows together', () => {
  const right = defineExperiment({
    ...declared,
    views: [{ ...view, layers: [{ series: 'training', x: 'step', y: 'loss', mark: 'line' }] }],
  }).runs(function* ({ rate }) {
    yield { series: 'training', step: 0, loss: rate };
  });
  expect(right.id).toBe('typed');

  defineExperiment({
    ...declared,
    // @ts-expect-error the series has no metric "los"
    views: [{ ...view, layers: [{ series: 'training', x: 'step', y: 'los', mark: 'line' }] }],
  });
  defineExperiment({
    ...declared,
    // @ts-expect-error there is no series "testing"
    views: [{ ...view, layers: [{ series: 'testing', x: 'step', y: 'loss', mark: 'line' }] }],
  });
  const said = { says: 'x', between: [0, 1] } as const;
  wordsOn(right, {
    findings: {
      end: { ...said, at: last('training', 'loss') },
      after: { ...said, at: only('measured', 'accuracy', { model: 'after' }) },
      // @ts-expect-error rows of training have no "accuracy"
      measure: { ...said, measure: (rows) => Number(rows.of('training')[0]!.accuracy) },
      // @ts-expect-error the series has no metric "accuracy", though another has
      metric: { ...said, at: first('training', 'accuracy') },
      // @ts-expect-error an answer is a text
      text: { ...said, at: first('measured', 'answer') },
      // @ts-expect-error it is either read somewhere or measured
      both: { ...said, at: last('training', 'loss'), measure: () => 1 },
    },
  });
  // @ts-expect-error there is no series "testing"
  expect(() => wordsOn(right, { findings: { x: { ...said, at: last('testing', 'loss') } } })).toThrow();
  const misspelt = { ...said, at: only('measured', 'accuracy', { model: 'afterwards' }) };
  // @ts-expect-error no model is called "afterwards"
  expect(() => wordsOn(right, { findings: { misspelt } })).toThrow('there are before, after');
  // @ts-expect-error the row lacks its loss
  defineExperiment(declared).runs(function* () {
    yield { series: 'training', step: 0 };
  });
  // @ts-expect-error there is no parameter "speed"
  defineExperiment(declared).runs(function* ({ speed }) {
    yield { series: 'training', step: 0, loss: speed as number };
  });
  // @ts-expect-error no parameter seed, no random numbers
  defineExperiment(declared).runs(function* (_, { rng }) {
    yield { series: 'training', step: 0, loss: (rng as { uniform(): number }).uniform() };
  });
});
