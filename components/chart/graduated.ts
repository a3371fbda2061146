/** The graduated x axis: long ticks with numbers, short ticks without. No number leaves the drawing or touches another. */
import * as Plot from '@observablehq/plot';
import { labelWidth } from './sheet/type.ts';

/** A stroke below the baseline: cheaper than an axis of Plot. */
const tickOf = (length: number) => ({
  draw(context: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void }) {
    context.moveTo(0, 0);
    context.lineTo(0, length);
  },
});
const SHORT = tickOf(4);
/** What stands between a tick and its number, and between two numbers, px. */
const PADDING = 2;
const BETWEEN = 5;

/** A linear axis in pixels. */
export interface Ruler {
  readonly domain: readonly [number, number];
  /** Where the domain begins and ends, from the left edge of the drawing. */
  readonly left: number;
  readonly right: number;
  /** Of the whole drawing. */
  readonly width: number;
}

export interface TickText {
  readonly text: string;
  /** Middle of the text, px from the left edge. */
  readonly middle: number;
}

/** Every number that has room. The last one stays, since it may carry the unit, and those before it give way. */
export function placeTexts(
  { domain, left, right, width }: Ruler,
  ticks: readonly number[],
  textOf: (tick: number) => string,
): readonly TickText[] {
  const placed: TickText[] = [];
  let free = width;
  for (const tick of ticks.toReversed()) {
    const text = textOf(tick);
    const half = labelWidth(text) / 2;
    const at = left + ((right - left) * (tick - domain[0])) / (domain[1] - domain[0]);
    const middle = Math.min(at, width - half - 0.5);
    if (middle - half < 0 || middle + half > free) continue;
    placed.unshift({ text, middle });
    free = middle - half - BETWEEN;
  }
  return placed;
}

export interface Graduation {
  readonly ticks: readonly number[];
  readonly minor?: readonly number[];
  /** Height of a long tick, px. */
  readonly length: 6 | 8;
  textOf(tick: number): string;
}

export function graduatedAxis(
  ruler: Ruler,
  { ticks, minor = [], length, textOf }: Graduation,
): Plot.Markish[] {
  const { domain, left, right } = ruler;
  const unit = (domain[1] - domain[0]) / (right - left);
  const below = { x: (tick: number) => tick, frameAnchor: 'bottom' } as const;
  return [
    Plot.dot(minor, { ...below, symbol: SHORT, r: 4, stroke: 'var(--rule)', strokeWidth: 1 }),
    Plot.dot(ticks, { ...below, symbol: tickOf(length), r: length, stroke: 'var(--text)', strokeWidth: 1 }),
    Plot.text(placeTexts(ruler, ticks, textOf), {
      x: ({ middle }: TickText) => domain[0] + (middle - left) * unit,
      text: 'text',
      frameAnchor: 'bottom',
      lineAnchor: 'top',
      dy: length + PADDING,
      fill: 'var(--muted)',
    }),
  ];
}
