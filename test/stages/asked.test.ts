/** The share of held-out questions that is asked for: that many answers stand behind every measured number. */
import { expect, test } from 'vitest';
import type { Experiment } from '../../sim/experiment.ts';
import ppo from '../../sim/experiments/ppo/ppo.ts';
import sft from '../../sim/experiments/sft/sft.ts';
import { checkpointOf } from '../../sim/model/checkpoint.ts';
import { createRng } from '../../sim/rng.ts';
import { finish, measured, plainHost } from '../../sim/run.ts';
import { createLaboratory } from '../../sim/stages/laboratory.ts';
import { createWorld, someOf } from '../../sim/world/world.ts';
import { nodeKernels } from '../../components/host/node.ts';

/** Every model that a run starts from is untrained: what is measured does not matter here, only on how much. */
const fresh = checkpointOf(createLaboratory(nodeKernels(), createRng(1)).policy, {});
const host = { ...plainHost, createKernels: nodeKernels, model: () => fresh };

/** Gold rewards are whole hundredths: a mean over n answers is a whole multiple of 1 / 100n. */
const isMeanOf = (count: number) => (mean: number) =>
  Math.abs(mean * 100 * count - Math.round(mean * 100 * count)) < 1e-6;

test.each([
  ['sft', sft as unknown as Experiment],
  ['ppo', { ...ppo, small: { ppoSteps: 0 } } as unknown as Experiment],
])('%s is measured on the questions that are asked, before and after', (_, experiment) => {
  const { evaluation } = createWorld();
  const goldOf = (asked: number) =>
    measured(finish(experiment, { ...experiment.small, asked }, host).rows)
      .of('measurement')
      .map((row) => row['gold'] as number);
  for (const asked of [0.1, 0.2]) {
    const gold = goldOf(asked);
    expect(gold).toHaveLength(4);
    expect(gold.filter(isMeanOf(someOf(evaluation, asked).length))).toEqual(gold);
  }
  expect(goldOf(0.1)[0]).not.toBe(goldOf(0.2)[0]);
});
