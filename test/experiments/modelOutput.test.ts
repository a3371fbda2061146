/** What a model says about a patient is shown as model output, and what counts as right as this world's key. */
import { expect, test } from 'vitest';
import type { Metric } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

/** Labels under which answers of models stand. */
const MODELS = ['answer', 'says', 'base', 'SFT', 'PPO'];
/** Its texts are documents. */
const WITHOUT_MODEL = ['near-duplicates'];

const experiments = await Promise.all(experimentIds.map(loadExperiment));
const clinical = experiments.filter((experiment) => experiment.clinical);

const textsOf = ({ series }: (typeof experiments)[number]) =>
  Object.values(series)
    .flatMap(({ metrics }) => Object.values<Metric>(metrics))
    .filter((metric) => 'text' in metric);

test('every answer of a model says that it may be wrong', () => {
  const answers = clinical.flatMap((experiment) =>
    textsOf(experiment)
      .filter(({ label }) => MODELS.includes(label))
      .map(({ label, help }) => ({ id: experiment.id, label, help })),
  );
  expect(answers.length).toBeGreaterThan(15);
  for (const { id, label, help } of answers) expect(help, `${id}: ${label}`).toMatch(/may be wrong/);
});

test('so do the views that print them', () => {
  const shown = clinical.flatMap(({ id, views }) =>
    views.filter(({ kind }) => kind === 'texts').map(({ title }) => ({ id, title })),
  );
  const ofModels = shown.filter(({ id }) => !WITHOUT_MODEL.includes(id));
  expect(ofModels.length).toBeGreaterThan(7);
  for (const { id, title } of ofModels) expect(title, id).toMatch(/may be wrong/);
});

test('what counts as right is called this world’s key', () => {
  const keys = clinical.flatMap((experiment) =>
    textsOf(experiment)
      .filter(({ label }) => /\bkey\b|\bright\b/.test(label))
      .map(({ label, help }) => `${label}. ${help}`),
  );
  expect(keys.length).toBeGreaterThan(3);
  for (const said of keys) expect(said).toMatch(/this world/);
});
