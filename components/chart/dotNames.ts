/**
 * Names beside dots, where they touch neither another name nor another dot nor a line; those for which there is no room are
 * left out. Of few dots each should have its name: there a name may stand on a line, in a halo.
 */
import * as Plot from '@observablehq/plot';
import type { Frame } from './frame.ts';
import { HALO } from './labels.ts';
import { labelWidth } from './sheet/type.ts';

export interface Named {
  /** Empty for a dot without a name: it is in the way of others. */
  readonly text: string;
  /** Of the dot, in data units. */
  readonly x: number;
  readonly y: number;
  readonly fill: string;
}

export interface Placed {
  readonly named: Named;
  /** The middle of the name's left edge, px. */
  readonly left: number;
  readonly middle: number;
  readonly width: number;
}

/** Half of a line of type, and half of a dot with what keeps a name off it, px. */
const HALF = 7;
const DOT = 5;
const GAP = 7;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const apart = (a: Box, b: Box) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
const boxOf = (left: number, middle: number, width: number): Box => ({
  left,
  right: left + width,
  top: middle - HALF,
  bottom: middle + HALF,
});

/** Up to so many dots are few. */
const FEW = 5;

const BETWEEN = 12;

/** Points on the way from each corner of a line to the next. */
export const alongLine = (corners: readonly Named[]): Named[] =>
  corners.flatMap((from, i) => {
    const to = corners[i + 1] ?? from;
    return Array.from({ length: BETWEEN }, (_, k) => ({
      ...from,
      x: from.x + ((to.x - from.x) * k) / BETWEEN,
      y: from.y + ((to.y - from.y) * k) / BETWEEN,
    }));
  });

/**
 * The first names choose first: to the right of their dot, to its left, below, above, at its corners, and last, for a dot
 * near the side of the plot, below or above and flush with that side.
 */
export function placeNames(dots: readonly Named[], { toX, toY, margins, size }: Frame): Placed[] {
  const at = dots.map(({ x, y }) => ({ x: toX(x), y: toY(y) }));
  const boxes = at.map(({ x, y }): Box => ({ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT }));
  const placed: Placed[] = [];
  const taken: Box[] = [];
  const few = dots.filter(({ text }) => text !== '').length <= FEW;
  for (const [i, named] of dots.entries()) {
    if (named.text === '') continue;
    const { x, y } = at[i]!;
    const width = labelWidth(named.text);
    const aside = [x + GAP, x - GAP - width];
    const near = HALF + DOT;
    const sides = [size.width - margins.right - width, margins.left];
    const flush = sides.filter((left) => left <= x && x <= left + width).map(Math.floor);
    const places = [
      ...aside.map((left) => [left, y] as const),
      ...[near, -near].map((dy) => [x - width / 2, y + dy] as const),
      ...aside.flatMap((left) => [near - 3, 3 - near, near + 3].map((dy) => [left, y + dy] as const)),
      ...flush.flatMap((left) => [near, -near].map((dy) => [left, y + dy] as const)),
    ];
    const isFree = ([left, middle]: readonly [number, number], onLines: boolean) => {
      const box = boxOf(left, middle, width);
      return (
        box.left >= margins.left &&
        box.right <= size.width - margins.right &&
        box.top >= margins.top &&
        box.bottom <= size.height - margins.bottom &&
        taken.every((other) => apart(box, other)) &&
        boxes.every((dot, k) => k === i || (onLines && dots[k]!.text === '') || apart(box, dot))
      );
    };
    const free =
      places.find((place) => isFree(place, false)) ?? (few && places.find((place) => isFree(place, true)));
    if (!free) continue;
    const [left, middle] = free;
    taken.push(boxOf(left, middle, width));
    placed.push({ named, left, middle, width });
  }
  return placed;
}

export function namesBeside(dots: readonly Named[], frame: Frame): Plot.Markish[] {
  return placeNames(dots, frame).map(({ named, left, middle }) =>
    Plot.text([named], {
      x: 'x',
      y: 'y',
      text: 'text',
      fill: named.fill,
      textAnchor: 'start',
      lineAnchor: 'middle',
      dx: left - frame.toX(named.x),
      dy: middle - frame.toY(named.y),
      ...HALO,
    }),
  );
}
