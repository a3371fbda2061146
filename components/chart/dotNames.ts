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
  /** In one line, or broken in two. */
  readonly text: string;
  /** The middle of the name's left edge, px. */
  readonly left: number;
  readonly middle: number;
  readonly width: number;
  readonly height: number;
}

/** Half of a line of type, and half of a dot with what keeps a name off it, px. */
const HALF = 7;
const DOT = 5;
const GAP = 7;

type Place = Pick<Placed, 'left' | 'middle' | 'text'>;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const apart = (a: Box, b: Box) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
const boxOf = (left: number, middle: number, width: number, lines: number): Box => ({
  left,
  right: left + width,
  top: middle - HALF * lines,
  bottom: middle + HALF * lines,
});

/** At the space that is nearest to the middle; undefined for a single word. */
function inTwoLines(text: string): string | undefined {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (spaces.length === 0) return undefined;
  const off = (index: number) => Math.abs(index - text.length / 2);
  const at = spaces.reduce((best, index) => (off(index) < off(best) ? index : best));
  return `${text.slice(0, at)}\n${text.slice(at + 1)}`;
}

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
 * near the side of the plot, below or above and flush with that side, in one line or in two.
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
    const widthOf = (text: string) => Math.max(...text.split('\n').map((line) => labelWidth(line)));
    const isFree = ({ left, middle, text }: Place, onLines: boolean) => {
      const box = boxOf(left, middle, widthOf(text), text.split('\n').length);
      return (
        box.left >= margins.left &&
        box.right <= size.width - margins.right &&
        box.top >= margins.top &&
        box.bottom <= size.height - margins.bottom &&
        taken.every((other) => apart(box, other)) &&
        boxes.every((dot, k) => k === i || (onLines && dots[k]!.text === '') || apart(box, dot))
      );
    };
    /** Below and above the dot, with this left edge. */
    const over = (text: string, left: number): Place[] => {
      const away = HALF * text.split('\n').length + DOT;
      return [away, -away].map((dy) => ({ left, middle: y + dy, text }));
    };
    const flush = (text: string): Place[] => {
      const width = widthOf(text);
      return [size.width - margins.right - width, margins.left]
        .filter((left) => left <= x && x <= left + width)
        .flatMap((left) => over(text, Math.floor(left)));
    };
    const one = named.text;
    const two = inTwoLines(one);
    const aside = [x + GAP, x - GAP - widthOf(one)];
    const near = HALF + DOT;
    const places: Place[] = [
      ...aside.map((left) => ({ left, middle: y, text: one })),
      ...over(one, x - widthOf(one) / 2),
      ...aside.flatMap((left) =>
        [near - 3, 3 - near, near + 3].map((dy) => ({ left, middle: y + dy, text: one })),
      ),
      ...flush(one),
      ...(two !== undefined && flush(one).length > 0
        ? [...over(two, x - widthOf(two) / 2), ...flush(two)]
        : []),
    ];
    const free =
      places.find((place) => isFree(place, false)) ?? (few && places.find((place) => isFree(place, true)));
    if (!free) continue;
    const lines = free.text.split('\n').length;
    const width = widthOf(free.text);
    taken.push(boxOf(free.left, free.middle, width, lines));
    placed.push({ ...free, named, width, height: 2 * HALF * lines });
  }
  return placed;
}

export function namesBeside(dots: readonly Named[], frame: Frame): Plot.Markish[] {
  return placeNames(dots, frame).map(({ named, text, left, middle }) =>
    Plot.text([{ ...named, text }], {
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
