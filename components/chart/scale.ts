/** Domains and ticks: round numbers, and a domain that grows when a run leaves the declared one. */
import { decimalsOf } from '../../sim/settings.ts';
import { withMinus } from '../writing.ts';

/** A run may leave the declared domain by this share of it before the axis grows. */
const TOLERANCE = 0.01;

/** A step of 1, 2 or 5 × 10^k that divides the span into about `count` parts. */
export function niceStep(span: number, count: number): number {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = raw / power;
  return power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10);
}

export function ticksBetween(low: number, high: number, step: number): number[] {
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

/** The declared domain, widened to round numbers where the values leave it. */
export function grow(
  declared: readonly [number, number] | undefined,
  values: readonly number[],
  count: number,
): readonly [number, number] {
  let [low, high] = declared ?? [Infinity, -Infinity];
  const slack = TOLERANCE * (high - low);
  const inside = (value: number) => value >= low - slack && value <= high + slack;
  if (declared && values.every(inside)) return declared;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!Number.isFinite(low)) return [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const step = niceStep(high - low, count);
  const clean = (value: number) => Number(value.toPrecision(12));
  return [clean(Math.floor(low / step + 1e-9) * step), clean(Math.ceil(high / step - 1e-9) * step)];
}

/** Where numbers stand that are easy to read on a logarithmic axis: at 1, 2 and 5 times each power of ten. */
const ROUND = [1, 2, 5] as const;
const NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
/** So few powers of ten in sight say too little: the round numbers between them are written too. */
const FEW_POWERS = 2;
/** Below it, a decimal has too many zeros to be counted. */
const SMALLEST_DECIMAL = 1e-5;

/** Multiples of the powers of ten in a stretch of numbers above 0. */
function timesPowers(low: number, high: number, times: readonly number[]): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
    .flatMap((power) => times.map((each) => Number(`${each}e${power}`)))
    .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** A domain of a logarithmic axis: what is declared, or the round numbers around all values that have a place on it. */
export function growLog(
  declared: readonly [number, number] | undefined,
  values: readonly number[],
): readonly [number, number] {
  const placed = [...values, ...(declared ?? [])].filter((value) => value > 0 && Number.isFinite(value));
  if (placed.length === 0) return [0.1, 10];
  const [least, most] = [Math.min(...placed), Math.max(...placed)];
  const around = timesPowers(least / 10, most * 10, ROUND);
  const low = around.findLast((value) => value <= least * (1 + 1e-9))!;
  const high = around.find((value) => value >= most * (1 - 1e-9) && value > low)!;
  return [low, high];
}

/** Ticks of a logarithmic axis: at each power of ten, at the round numbers too where these are few; short ones at 2 … 9 times. */
export function logTicks(low: number, high: number): { readonly ticks: number[]; readonly minor: number[] } {
  const powers = timesPowers(low, high, [1]);
  const ticks = powers.length > FEW_POWERS ? powers : timesPowers(low, high, ROUND);
  return { ticks, minor: timesPowers(low, high, NINE) };
}

/** 0.001, 0.5, 1,000: a number of such an axis; far down as a power, 2 · 10^−7. */
export function writeLogTick(value: number): string {
  const power = Math.floor(Math.log10(value) + 1e-9);
  if (value >= SMALLEST_DECIMAL) return writeNumber(value, Math.max(0, -power));
  const times = Math.round(value / 10 ** power);
  return `${times === 1 ? '' : `${times} · `}10^${writeNumber(power, 0)}`;
}

/** One a number of decimals: to make one takes longer than to write a hundred numbers with it. */
const formats = new Map<number, Intl.NumberFormat>();

function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(digits, made);
  return made;
}

/** A number as the course writes it: true minus sign, grouped thousands. */
export function writeNumber(value: number, digits: number, percent = false): string {
  const text = formatOf(digits).format(percent ? value * 100 : value);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : withMinus(text);
}

/** Of what one word names: a thousand, a million … */
const NAMES_OF_POWERS = ['', ' k', ' M', ' B', ' T'] as const;

/** A power of ten in figures and a letter: 10 M for 7, 300 M for 8.5; far out as a power. */
export function writePower(exponent: number): string {
  const whole = Math.floor(exponent + 1e-9);
  const thousands = Math.floor(whole / 3);
  const name = NAMES_OF_POWERS[thousands];
  if (name === undefined) return `10^${writeNumber(exponent, 1)}`;
  const leading = Math.round(10 ** (exponent - whole));
  return `${leading * 10 ** (whole - 3 * thousands)}${name}`;
}

const LOG3 = Math.log10(3);

/** More powers of ten than these stand closer than their ticks are wide. */
const MOST_POWERS = 60;

/**
 * Ticks of an axis of powers of ten: at each power, and at three times it where there is room; short ones at 2 … 9 times.
 * Of too many powers, some.
 */
export function powersBetween(low: number, high: number, roomy: boolean) {
  if (high - low > MOST_POWERS)
    return { ticks: ticksBetween(low, high, niceStep(high - low, MOST_POWERS / 10)), minor: [] };
  const within = (exponent: number) => exponent >= low - 1e-9 && exponent <= high + 1e-9;
  const wholes = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, i) => Math.floor(low) + i);
  const ticks = wholes.flatMap((whole) => (roomy ? [whole, whole + LOG3] : [whole])).filter(within);
  const minor = wholes
    .flatMap((whole) => [2, 3, 4, 5, 6, 7, 8, 9].map((times) => whole + Math.log10(times)))
    .filter(within);
  return { ticks, minor };
}

/** Tick labels with just the decimals that their spacing needs. */
export function writeTick(value: number, step: number, percent = false): string {
  const size = Number((percent ? step * 100 : step).toPrecision(6));
  return writeNumber(value, decimalsOf(size), percent);
}
