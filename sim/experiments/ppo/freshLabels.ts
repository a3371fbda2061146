/** A reward model that goes on learning while PPO runs, from pairs of the policy's present answers. */
import type { Rng } from '../../rng.ts';
import { inBatches } from '../../stages/batches.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import { label, type Judged } from '../../stages/preferences.ts';
import { labelledPairs } from '../../stages/rewardModelling.ts';
import { scoresOf, trainRewardModel, type PreferencePair } from '../../stages/rewardModel.ts';
import { createSampler } from '../../world/world.ts';
import type { Setup } from './brokenSetups.ts';

/** Pairs a round, in batches of half as many. */
const PAIRS = 32;
const BATCH = PAIRS / 2;
const RATE = 1e-2;
/** How much more than its gold reward an answer that forbids something is worth to annotators who like warnings. */
const WARNING_BIAS = 1.5;

const UNBIASED = { keywordBias: 0, lengthBias: 0, noise: 0 };

/** One round: new answers in pairs, labels, and a pass over them. */
export function* freshLabels(
  laboratory: Laboratory,
  labels: Exclude<Setup['labels'], 'none'>,
  rng: Rng,
): Generator<undefined, void, undefined> {
  const choices = rng.stream('labels');
  const choose = (a: Judged, b: Judged) => {
    if (labels === 'itself') return itsOwn(laboratory, a, b);
    return label(a, b, { ...UNBIASED, keywordBias: labels === 'warners' ? WARNING_BIAS : 0 }, choices);
  };
  const pairs: PreferencePair[] = [];
  const { train } = createSampler(laboratory.world);
  for (const some of labelledPairs(laboratory, train, PAIRS, choose, rng)) {
    if (some) pairs.push(...some);
    yield undefined;
  }
  const batches = [...inBatches(pairs, BATCH)];
  const schedule = { peak: RATE, floor: RATE, warmUp: 0, steps: batches.length, decay: 'linear' } as const;
  for (const _ of trainRewardModel(laboratory, laboratory.rewardModel.head, batches, schedule))
    yield undefined;
}

/** The label that the reward model gives itself: what it scores higher is chosen. */
function itsOwn({ rewardModel }: Laboratory, a: Judged, b: Judged): PreferencePair | undefined {
  const [ofA, ofB] = scoresOf(rewardModel, [a, b]) as [number, number];
  if (ofA === ofB) return undefined;
  return ofA > ofB ? { chosen: a, rejected: b } : { chosen: b, rejected: a };
}
