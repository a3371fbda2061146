/** The words of a stop: the name of its course, where it stands along x, its value. */
import type { Axis, Metric } from '../../../sim/experiment.ts';
import { writePower } from '../scale.ts';
import { unitOf, valueText } from '../values.ts';

export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** What numbers its steps needs no unit: "step 60", "epoch 12". */
const NUMBERS = new Set(['step', 'epoch', 'game']);

/** "epoch 12", "KL 3.2 nats", "weights 70 B" @param course its name, which need not be said twice */
export function placeText(metric: Metric, value: number | string, axis: Axis, course: string): string {
  const { label, unit } = metric;
  // An axis without a word of its own is called as its metric is; where that is the course, as the axis is.
  const name = label === course ? (axis.label ?? '').replace(/,[^,]*$/, '') : label;
  if (axis.powers) return `${name} ${writePower(value as number)}`.trim();
  const counts = NUMBERS.has(label) || (unit !== 'share' && unit !== '' && name.endsWith(unit));
  return `${name} ${valueText(metric, value)}${counts ? '' : unitOf(metric)}`.trim();
}
