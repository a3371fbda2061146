/** A number that prose quotes, measured on the recorded run. Build time only (Node). */
import { loadWords } from '../../sim/experiments/index.ts';
import { writeNumber } from '../chart/scale.ts';
import { recordingOf } from '../host/recordings.ts';
import { lookUp, splitName } from './named.ts';

export interface Found {
  readonly text: string;
  readonly value: number;
  readonly unit: string | undefined;
  readonly says: string;
}

/** Looks up `ID.finding`, takes its recorded value and refuses a value outside its interval. */
export async function finding(of: string): Promise<Found> {
  const [id, name] = splitName(of);
  const words = await loadWords(id);
  const declared = lookUp(words.findings, name, `finding of ${id}`);
  const [value] = recordingOf(id).findings[name] ?? [];
  if (value === undefined) throw new Error(`${of} is not recorded: run \`npm run record ${id}\``);
  const [low, high] = declared.between;
  if (!(value >= low && value <= high)) {
    throw new Error(
      `finding ${of} is ${value}, outside [${low}, ${high}]: the sentence around it is no longer true`,
    );
  }
  const text = writeNumber(value, declared.digits, declared.percent);
  return { text, value, unit: declared.percent ? '%' : declared.unit, says: declared.says };
}
