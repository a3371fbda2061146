/** A laboratory whose policy is there draws no weights, and is otherwise the same. */
import { expect, test } from 'vitest';
import { checkpointOf } from '../../sim/model/checkpoint.ts';
import { createRng } from '../../sim/rng.ts';
import { createLaboratory } from '../../sim/stages/laboratory.ts';
import { nodeKernels } from '../../components/host/node.ts';

test('the policy has the weights of the model from which it begins, and fresh ones without it', () => {
  const weightsOf = (seed: number, from?: ReturnType<typeof checkpointOf>) =>
    checkpointOf(createLaboratory(nodeKernels(), createRng(seed), { from }).policy, {});
  const first = weightsOf(1);
  expect(weightsOf(2, first).parameters).toEqual(first.parameters);
  expect(weightsOf(2).parameters).not.toEqual(first.parameters);
});
