/** Whole runs with helpers who are late or fail: the rows and models of every experiment that shares its batches stay. */
import { expect, test } from 'vitest';
import { nodeKernels } from '../../components/host/node.ts';
import { alone, type Crew } from '../../sim/crew.ts';
import type { Experiment } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { checkpointOf, hashOf, type Checkpoint } from '../../sim/model/checkpoint.ts';
import type { Settings } from '../../sim/param.ts';
import { createRng } from '../../sim/rng.ts';
import { finish, plainHost } from '../../sim/run.ts';
import { createLaboratory } from '../../sim/stages/laboratory.ts';
import { crewOf, type Manner } from './crews.ts';

/** Every model that a run starts from is untrained: what it would have learned does not matter here. */
const fresh = checkpointOf(createLaboratory(nodeKernels(), createRng(1)).policy, {});

/** Fingerprints of the rows and of all models that are kept. */
function run(experiment: Experiment, settings: Partial<Settings>, crew: Crew) {
  const kept: string[] = [];
  const keep = (name: string, model: Checkpoint) => void kept.push(`${name} ${hashOf(model)}`);
  const host = { ...plainHost, createKernels: nodeKernels, model: () => fresh, keep, crew };
  return [finish(experiment, settings, host).hash, ...kept];
}

const known = new Map<string, string[]>();
/** The same of a run on one worker, once. */
function expected(experiment: Experiment) {
  const { id, small } = experiment;
  const fingerprints = known.get(id) ?? run(experiment, small, alone);
  known.set(id, fingerprints);
  return fingerprints;
}

const late: Manner = { lateBy: (order) => order % 2 };
const prompt: Manner = {};

test.each([
  [2, [late]],
  [3, [prompt, late]],
  [4, [late, prompt, late]],
  [8, Array<Manner>(7).fill(prompt)],
])('the pipeline with %d workers', async (_, manners) => {
  const experiment = await loadExperiment('pipeline');
  const crew = crewOf(manners, nodeKernels);
  expect(run(experiment, experiment.small, crew)).toEqual(expected(experiment));
  expect(new Set(crew.tasks)).toEqual(new Set(['next token', 'pairs', 'sample', 'rollout', 'surrogate']));
});

test('the pipeline if helpers fail one by one, two of them in the middle of PPO', async () => {
  const experiment = await loadExperiment('pipeline');
  const counted = crewOf([prompt], nodeKernels);
  run(experiment, experiment.small, counted);
  const [rollout, update] = [
    counted.tasks.indexOf('rollout') + 9,
    counted.tasks.lastIndexOf('surrogate') - 3,
  ];
  expect([counted.tasks[rollout], counted.tasks[update]]).toEqual(['rollout', 'surrogate']);
  const failing = [{ failsAt: 5 }, { ...late, failsAt: rollout }, { failsAt: update }];
  expect(run(experiment, experiment.small, crewOf(failing, nodeKernels))).toEqual(expected(experiment));
});

test.each([
  'pretraining',
  'sft',
  'reward-model',
  'be-the-annotator',
  'ranked-answers',
  'ppo',
  'elo-assistants',
  'own-world',
  'methods',
])('%s with two helpers, one of whom is late and fails', async (id) => {
  const experiment = await loadExperiment(id);
  const crew = crewOf([prompt, { ...late, failsAt: 2 }], nodeKernels);
  expect(run(experiment, experiment.small, crew)).toEqual(expected(experiment));
  expect(crew.tasks.length).toBeGreaterThan(3);
});
