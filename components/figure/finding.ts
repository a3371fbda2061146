/** A number that prose quotes, measured on the recorded run. Build time only (Node). */
import { loadWords } from '../../sim/experiments/index.ts';
import { measured } from '../../sim/run.ts';
import { writeNumber } from '../chart/scale.ts';
import { record } from '../host/recordings.ts';
import { lookUp, splitName } from './named.ts';

export interface Found {
  readonly text: string;
  readonly value: number;
  /** '' for a pure number. */
  readonly unit: string;
  readonly says: string;
}

/** Looks up `ID.finding`, measures it on the recorded run and refuses a value outside its interval. */
export async function finding(of: string): Promise<Found> {
  const [id, name] = splitName(of);
  const words = await loadWords(id);
  const declared = lookUp(words.findings, name, `finding of ${id}`);
  const history = await record(id, declared.settings);
  const value = declared.measure(measured(history.rows));
  const [low, high] = declared.between;
  if (!(value >= low && value <= high)) {
    throw new Error(
      `finding ${of} is ${value}, outside [${low}, ${high}]: the sentence around it is no longer true`,
    );
  }
  const text = writeNumber(value, declared.digits, declared.percent);
  return { text, value, unit: declared.unit, says: declared.says };
}
