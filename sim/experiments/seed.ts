/** The seed of a run: the same parameter wherever chance plays a part. */
import type { NumberParam } from '../param.ts';

/**
 * @param fixes what depends on it, as a sentence
 * @param printed the seed of the recorded run
 */
export function seedParam(fixes: string, printed = 7) {
  return {
    kind: 'number',
    label: 'seed',
    help: fixes,
    min: 0,
    max: 4294967295,
    step: 1,
    default: printed,
    menu: true,
  } as const satisfies NumberParam;
}
