/** The seed of a run: the same parameter wherever chance plays a part. */
import type { NumberParam } from '../experiment.ts';

/** @param fixes what depends on it, as a sentence */
export function seedParam(fixes: string) {
  return {
    kind: 'number',
    label: 'seed',
    help: fixes,
    min: 0,
    max: 4294967295,
    step: 1,
    default: 7,
    menu: true,
  } as const satisfies NumberParam;
}
