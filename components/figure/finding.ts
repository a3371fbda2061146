/** A number that prose quotes, as it was recorded. Build time only (Node). */
import type { Reading } from '../../sim/words.ts';
import { loadWords } from '../../sim/experiments/index.ts';
import { writeNumber } from '../chart/scale.ts';
import { recordingOf } from '../host/recordings.ts';
import { lookUp, splitName } from './named.ts';

export interface Found {
  /** In digits, as tables have it. */
  readonly text: string;
  /** As a word, if it reads better in a sentence. */
  readonly word: string | undefined;
  readonly value: number;
  readonly unit: string;
  readonly says: string;
}

/** Looks up `ID.finding`, takes its recorded value and refuses a value outside its interval. */
export async function finding(of: string): Promise<Found> {
  const [id, name] = splitName(of);
  const { digits, percent, unit, says, between, as } = lookUp(
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
  const word = as && inWords(value, as);
  return { text: writeNumber(value, digits, percent), word, value, unit, says };
}

/** As a sentence has it: with its unit unless it is bare, with a capital where it begins one. */
export function writtenFinding(
  { text, word, unit }: Found,
  { bare = false, capital = false }: { readonly bare?: boolean; readonly capital?: boolean },
): string {
  const written = word ?? (unit && !bare ? `${text}\u00a0${unit}` : text);
  return capital ? written.charAt(0).toUpperCase() + written.slice(1) : written;
}

const COUNTS = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');
const TIMES = ['never', 'once', 'twice'];
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
);

/** A small whole number as a word; above twelve, and below what can be counted, in digits. */
export function inWords(value: number, as: Reading): string {
  if (!Number.isInteger(value)) throw new Error(`${value} is no whole number: it cannot be read as a word`);
  const digits = writeNumber(value, 0, false);
  switch (as) {
    case 'count':
      return COUNTS[value] ?? digits;
    case 'before a noun':
      return value === 0 ? 'no' : inWords(value, 'count');
    case 'times':
      return TIMES[value] ?? `${inWords(value, 'count')} times`;
    case 'ordinal':
      return ORDINALS[value - 1] ?? `${digits}${ending(value)}`;
  }
}

/** Of an ordinal in digits: 21st, 22nd, 23rd, but 111th. */
function ending(value: number): string {
  const [tens, ones] = [Math.floor(value / 10) % 10, value % 10];
  return (tens !== 1 && ['', 'st', 'nd', 'rd'][ones]) || 'th';
}
