/** What an exercise asks of a run, in words. */
import type { Goal } from '../../sim/words.ts';
import { writeNumber } from '../chart/scale.ts';

/** "at most 0.25", "at least 90 %", "0.2 to 0.3" or "1": an end that lies at the end of the gauge is no bound. */
export function boundOf({ target: [from, to], scale: [low, high], digits, percent }: Goal): string {
  const write = (value: number) => writeNumber(value, digits, percent);
  if (from <= low) return `at most ${write(to)}`;
  if (to >= high) return `at least ${write(from)}`;
  // As written, an interval may be one number.
  return write(from) === write(to) ? write(to) : `${write(from)} to ${write(to)}`;
}
