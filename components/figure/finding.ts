/** A number that prose quotes, measured on the recorded run. Build time only (Node). */
import type { Row } from '../../sim/experiment.ts';
import { loadWords } from '../../sim/experiments/index.ts';
import { measured } from '../../sim/run.ts';
import type { Finding } from '../../sim/words.ts';
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

/** A finding's number in these rows, and as it is written. */
export function found(declared: Finding, rows: readonly Row[]): Found {
  const { digits, percent, unit, says } = declared;
  const value = declared.measure(measured(rows));
  return { text: writeNumber(value, digits, percent), value, unit, says };
}

/** Looks up `ID.finding`, measures it on the recorded run and refuses a value outside its interval. */
export async function finding(of: string): Promise<Found> {
  const [id, name] = splitName(of);
  const words = await loadWords(id);
  const declared = lookUp(words.findings, name, `finding of ${id}`);
  const { rows } = await record(id, declared.settings);
  const resolved = found(declared, rows);
  const [low, high] = declared.between;
  if (!(resolved.value >= low && resolved.value <= high)) {
    throw new Error(
      `finding ${of} is ${resolved.value}, outside [${low}, ${high}]: the sentence around it is no longer true`,
    );
  }
  return resolved;
}
