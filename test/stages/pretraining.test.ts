/** The settings of the stages say what they mean: a million tokens are a million, and PPO uses a batch whole. */
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { documentBatches } from '../../sim/stages/batches.ts';
import { LARGEST_BATCH } from '../../sim/stages/batches.ts';
import { ppoParams } from '../../sim/stages/ppoParams.ts';
import { pretrainingParams, pretrainingSteps } from '../../sim/stages/pretraining.ts';
import { createWorld, webDocument } from '../../sim/world/world.ts';

test('pretraining reads as many tokens as it says, to one in a hundred', () => {
  const world = createWorld();
  const badShare = pretrainingParams.badShare.default;
  for (const tokens of [100_000, 1_000_000]) {
    const web = createRng(`web ${tokens}`);
    const next = () => webDocument(world, web, { badShare });
    let read = 0;
    for (const texts of documentBatches(next, 16, pretrainingSteps({ tokens }), createRng(1))) {
      for (const text of texts) read += text.length;
    }
    expect(Math.abs(read / tokens - 1)).toBeLessThan(0.01);
  }
});

test('by default an update of PPO takes all answers of a step', () => {
  expect(ppoParams.minibatch.default).toBe(LARGEST_BATCH);
  expect(ppoParams.minibatch.max).toBe(LARGEST_BATCH);
});
