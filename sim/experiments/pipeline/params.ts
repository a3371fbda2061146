/** What can be set of an experiment with stages that belongs to no stage: how it is measured, and what stands in the menu. */
import type { Params } from '../../param.ts';

type InMenu<P extends Params> = { [K in keyof P]: P[K] & { readonly menu: true; readonly group?: string } };

/** Kept in the figure's menu instead of in sight. @param group the heading under which they stand there */
export const inMenu = <const P extends Params>(params: P, group?: string): InMenu<P> =>
  Object.fromEntries(
    Object.entries(params).map(([name, param]) => [name, { ...param, menu: true, ...(group && { group }) }]),
  ) as InMenu<P>;

export const measuringParams = {
  temperature: {
    kind: 'number',
    label: 'temperature of the measurement',
    help: 'At which held-out questions are answered: 1 samples, 0 takes the likeliest token.',
    min: 0,
    max: 1,
    step: 0.1,
    default: 1,
  },
} as const satisfies Params;

export const askedParams = {
  asked: {
    kind: 'number',
    label: 'held-out questions asked',
    unit: 'share',
    help: 'Share of the held-out questions on which models are measured: fewer are faster, and less certain.',
    min: 0.1,
    max: 1,
    step: 0.1,
    default: 1,
  },
} as const satisfies Params;
