/** The words on an edge: in the middle of its longest part, upright where that part is. */
import { widthOf } from '../../chart/sheet/type.ts';
import { NOTE_SIZE } from './boxes.ts';
import type { Point, Route } from './routes.ts';

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly upright: boolean;
}

const HIGH = 14;
const PAD = 4;

export function labelsOf(routes: readonly Route[]): Label[] {
  return routes.flatMap(({ edge, points }) => {
    if (!edge.label) return [];
    const lengthOf = ([a, b]: readonly [Point, Point]) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    const parts = points.slice(1).map((point, i) => [points[i]!, point] as const);
    const [a, b] = parts.reduce((longest, part) => (lengthOf(part) > lengthOf(longest) ? part : longest));
    const upright = a.x === b.x;
    const long = widthOf(edge.label, NOTE_SIZE) + 2 * PAD;
    const [width, height] = upright ? [HIGH, long] : [long, HIGH];
    return [
      { x: (a.x + b.x - width) / 2, y: (a.y + b.y - height) / 2, width, height, text: edge.label, upright },
    ];
  });
}
