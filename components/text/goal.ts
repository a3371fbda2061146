/** What an exercise asks of a run, in words. */
import type { Goal } from '../../sim/words.ts';
import { writeNumber } from '../chart/scale.ts';

/** "at most 0.25", "at least 90 %" or "0.2 to 0.3": an end that lies at the end of the gauge is no bound. */
export function boundOf({ target: [from, to], scale: [low, high], digits, percent }: Goal): string {
  const write = (value: number) => writeNumber(value, digits, percent);
  if (from <= low) return `at most ${write(to)}`;
  return to >= high ? `at least ${write(from)}` : `${write(from)} to ${write(to)}`;
}
