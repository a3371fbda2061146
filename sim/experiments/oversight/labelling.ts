/** Pairs to be labelled, and how a reward model learns from each set of labels: all from the same start, in the same order. */
import type { NumberParam } from '../../param.ts';
import type { Rng } from '../../rng.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import { trueOrder } from '../../stages/preferences.ts';
import type { PreferencePair } from '../../stages/rewardModel.ts';
import { labelledPairs } from '../../stages/rewardModelling.ts';
import type { Question } from '../../world/world.ts';
import type { Course } from './learn.ts';
import type { Shown } from './panel.ts';

export const heldOutParam = {
  kind: 'number',
  label: 'held-out pairs',
  help: 'On which reward models are measured: fewer are faster, and less certain.',
  min: 100,
  max: 1200,
  step: 100,
  default: 800,
  menu: true,
} as const satisfies NumberParam;

/** For so few pairs: small batches, several times. */
export const FEW: Course = { peak: 2e-3, batch: 8, epochs: 3, warmUp: 5 };

/** Pairs of answers in a random order, as far as one of them is better. */
export function* pairsToLabel(
  laboratory: Laboratory,
  draw: (rng: Rng) => Question,
  count: number,
  rng: Rng,
): Generator<undefined, Shown[], undefined> {
  const shown: Shown[] = [];
  const places = rng.stream('places');
  const answers = labelledPairs(
    laboratory,
    draw,
    count,
    (a, b) => {
      const swapped = places.uniform() < 0.5;
      if (!trueOrder(a, b)) return undefined;
      const pair = swapped ? { first: b, second: a } : { first: a, second: b };
      shown.push(pair);
      return { chosen: a, rejected: b };
    },
    rng,
  );
  for (const _some of answers) yield undefined;
  return shown.slice(0, count);
}

/** The first answer has the larger gold reward. */
export const firstIsBetter = ({ first, second }: Shown): boolean => first.gold > second.gold;

export const labelled = ({ first, second }: Shown, isFirst: boolean): PreferencePair =>
  isFirst ? { chosen: first, rejected: second } : { chosen: second, rejected: first };
