/** Labels as the experiments on oversight buy them, and reward models that are trained on them. */
import type { Rng } from '../../rng.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import { label, type Annotators } from '../../stages/preferences.ts';
import type { PreferencePair } from '../../stages/rewardModel.ts';
import { labelledPairs, rewardParams } from '../../stages/rewardModelling.ts';
import { createSampler } from '../../world/world.ts';
import { learn, type Course } from './learn.ts';
import { quietly } from './quietly.ts';

/** As the stage of the reward model trains. */
const AS_IN_THE_STAGE: Course = {
  peak: rewardParams.peak.default,
  batch: 16,
  epochs: rewardParams.epochs.default,
  warmUp: 10,
};

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
export const learning = (
  laboratory: Laboratory,
  pairs: readonly PreferencePair[],
  rng: Rng,
): Generator<undefined, void, undefined> =>
  quietly(learn(laboratory, pairs, AS_IN_THE_STAGE, rng.stream('order')));
