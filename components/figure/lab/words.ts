/** Where a run stands, in words. */
import type { Progress } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { Clock } from './clock.ts';
import type { UseRun } from './useRun.ts';

/** "2 of 4: fine-tuning, 31 of 64 steps" */
export function placeOf({ stage, place, step, of }: Progress): string {
  const number = place ? `${place[0]} of ${place[1]}: ` : '';
  return `${number}${stage ? `${stage}, ` : ''}${step} of ${of} steps`;
}

/** "27 Nov, 19:02", by the reader's clock. */
export const momentOf = (when: number): string =>
  new Date(when).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });

/** "2 workers" */
const crewOf = (count: number) => `${count} worker${count === 1 ? '' : 's'}`;

/** Where the clock stands of where it will end, if the settings say that. */
function clockPlace(clock: Clock, position: number | undefined, settings: Settings): string {
  if (position === undefined) return 'Starting …';
  const end = clock.end === undefined ? undefined : Number(settings[clock.end]);
  const of = end === undefined ? '' : ` of ${clock.written(end)}`;
  return `${clock.label} ${clock.written(position)}${of}`;
}

/** What the bar says of the run, while picture and controls agree. */
export function statusOf(run: UseRun, clock: Clock, settings: Settings): string {
  const { drawn, progress, state, workers } = run;
  const last = drawn.positions.at(-1);
  if (state === 'running') {
    const place = progress
      ? placeOf(progress)
      : clockPlace(clock, drawn.recorded ? undefined : last, settings);
    return workers === undefined ? place : `${place}, ${crewOf(workers)}`;
  }
  const amount = clock.amountOf(last);
  const { seed } = drawn.settings;
  if (drawn.kept !== undefined)
    return `Your run of ${momentOf(drawn.kept)}: ${amount}${seed === undefined ? '' : `, seed ${seed}`}.`;
  if (drawn.recorded) return `Recorded: ${amount}${seed === undefined ? '' : `, seed ${seed}`}.`;
  if (!drawn.finished && last === undefined) return 'Stopped before anything was measured.';
  if (!drawn.finished) return `Stopped at ${clockPlace(clock, last, drawn.settings)}.`;
  const { seconds } = drawn.finished;
  const speed = clock.speed(last ?? 0, seconds);
  const took = `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const crew = workers === undefined ? '' : ` with ${crewOf(workers)}`;
  return `Done in ${took}${crew}: ${amount}${speed && `, ${speed}`}.`;
}
