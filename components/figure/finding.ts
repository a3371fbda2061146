/** A number that prose quotes, as it was recorded. Build time only (Node). */
import { loadWords } from '../../sim/experiments/index.ts';
import { writeNumber } from '../chart/scale.ts';
import { recordingOf } from '../host/recordings.ts';
import { lookUp, splitName } from './named.ts';

export interface Found {
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  readonly says: string;
}

/** Looks up `ID.finding`, takes its recorded value and refuses a value outside its interval. */
export async function finding(of: string): Promise<Found> {
  const [id, name] = splitName(of);
  const { digits, percent, unit, says, between } = lookUp(
    (await loadWords(id)).findings,
    name,
    `finding of ${id}`,
  );
  const [value] = recordingOf(id).findings[name] ?? [];
  if (value === undefined) throw new Error(`${of} is not recorded: run \`npm run record ${id}\``);
  const [low, high] = between;
  if (!(value >= low && value <= high)) {
    throw new Error(
      `finding ${of} is ${value}, outside [${low}, ${high}]: the sentence around it is no longer true`,
    );
  }
  return { text: writeNumber(value, digits, percent), value, unit, says };
}
