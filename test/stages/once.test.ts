/** How many files a change touches: what is declared once reaches every reader by itself. */
import { expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { reportedMetrics } from '../../sim/stages/evaluation.ts';
import { policyParams } from '../../sim/stages/policyOptimisation.ts';
import { measurementsOf } from '../../src/cli/measure.ts';

test.each(['ppo', 'pipeline'])('every parameter of PPO is one of %s, with its help and range', async (id) => {
  const { params } = await loadExperiment(id);
  for (const [name, { help, kind }] of Object.entries(policyParams)) {
    expect(params[name], `${id}.${name}`).toMatchObject({ help, kind });
  }
});

test('the pipeline takes the defaults of PPO as the stage declares them', async () => {
  const { params } = await loadExperiment('pipeline');
  for (const [name, param] of Object.entries(policyParams))
    expect(params[name]!.default, name).toBe(param.default);
});

test('what is measured on held-out questions reaches every reader without a list of its own', async () => {
  const names = Object.keys(reportedMetrics);
  for (const id of ['ppo', 'pipeline']) {
    const { series } = await loadExperiment(id);
    expect(Object.keys(series['measurement']!.metrics), id).toEqual(expect.arrayContaining(names));
  }
  const [row] = measurementsOf({ history: recordedRun('pipeline'), seconds: 1 });
  expect(Object.keys(row!)).toEqual(expect.arrayContaining(names));
});
