/** Labels as the experiments on oversight buy them, and reward models that are trained on them. */
import type { Rng } from '../../rng.ts';
import { epochsOf } from '../../stages/batches.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import { label, type Annotators } from '../../stages/preferences.ts';
import { trainRewardModel, type PreferencePair } from '../../stages/rewardModel.ts';
import { labelledPairs, resetRewardModel, rewardParams } from '../../stages/rewardModelling.ts';
import { createSampler } from '../../world/world.ts';
import { quietly } from './quietly.ts';

/** As in the stage of the reward model. */
const PEAK = 3e-3;
const BATCH = 16;
const WARM_UP = 10;

export const FAIR: Annotators = { keywordBias: 0, lengthBias: 0, noise: 0 };

/** Pairs of answers of the policy to training questions, labelled. */
export function* labels(
  laboratory: Laboratory,
  count: number,
  annotators: Annotators,
  rng: Rng,
): Generator<undefined, PreferencePair[], undefined> {
  const { train } = createSampler(laboratory.world);
  const own = rng.stream('labels');
  const pairs: PreferencePair[] = [];
  for (const some of labelledPairs(laboratory, train, count, (a, b) => label(a, b, annotators, own), rng)) {
    if (some) pairs.push(...some);
    yield undefined;
  }
  return pairs;
}

/** The laboratory's reward model, from a copy of its policy, on some pairs in an order of their own. */
export function* learning(
  laboratory: Laboratory,
  pairs: readonly PreferencePair[],
  rng: Rng,
): Generator<undefined, void, undefined> {
  resetRewardModel(laboratory);
  const epochs = rewardParams.epochs.default;
  const steps = epochs * Math.ceil(pairs.length / BATCH);
  const schedule = { peak: PEAK, floor: PEAK / 10, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  const batches = epochsOf(pairs, BATCH, epochs, rng.stream('order'));
  yield* quietly(trainRewardModel(laboratory, laboratory.rewardModel.head, batches, schedule));
}
