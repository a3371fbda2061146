/** The trained models: they are small, say what they are, and a run goes on from one. That training gives them again is tested with the recordings. */
import { expect, test } from 'vitest';
import { nodeHost } from '../../components/host/node.ts';
import { modelBytes, readManifest } from '../../components/host/models.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { CheckpointError, readCheckpoint, type Checkpoint } from '../../sim/model/checkpoint.ts';
import { finish, neededBy, RunError } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';

const manifest = readManifest();

test('each has at most 250 kB, and says what it is', () => {
  for (const [name, { bytes }] of Object.entries(manifest)) {
    expect(bytes).toBeLessThanOrEqual(250_000);
    expect(readCheckpoint(modelBytes(name)).about['model']).toBe(name);
  }
  expect(() => modelBytes('gpt')).toThrow('no trained model "gpt"; there are base, sft, reward, ppo');
});

test('models are asked for only where the settings need them', async () => {
  const pipeline = await loadExperiment('pipeline');
  const defaults = defaultsOf(pipeline.params);
  expect(neededBy(pipeline, defaults)).toEqual([]);
  expect(neededBy(pipeline, { ...defaults, from: 'base' })).toEqual(['base']);
  expect(() => finish(pipeline, { ...pipeline.small, from: 'sft' })).toThrow(RunError);
});

test('a run from a reader’s file is the run from the same model of the course', async () => {
  const pipeline = await loadExperiment('pipeline');
  const resumed = (name: string) => ({ ...nodeHost, resumed: readCheckpoint(modelBytes(name)) });
  for (const from of ['base', 'sft']) {
    const fromCourse = finish(pipeline, { ...pipeline.small, from }, nodeHost);
    expect(finish(pipeline, pipeline.small, resumed(from)).hash).toBe(fromCourse.hash);
    expect(finish(pipeline, pipeline.small, nodeHost).hash).not.toBe(fromCourse.hash);
  }
  const again = finish(pipeline, pipeline.small, resumed('ppo'));
  expect(again.rows.filter(({ series }) => series === 'pretraining')).toEqual([]);
  expect(() => finish(pipeline, pipeline.small, resumed('reward'))).toThrow(CheckpointError);
});

test('a run hands over every model that it trains', async () => {
  const kept = new Map<string, Checkpoint>();
  const pipeline = await loadExperiment('pipeline');
  finish(pipeline, pipeline.small, { ...nodeHost, keep: (name, model) => kept.set(name, model) });
  expect([...kept.keys()]).toEqual(Object.keys(pipeline.keeps!));
});
