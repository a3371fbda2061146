/** The way of each edge: at right angles, through the gaps between the boxes, each in a lane of its own. */
import type { Box } from './boxes.ts';
import type { Edge, Side, Sides } from './flow.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Route {
  readonly edge: Edge;
  readonly points: readonly Point[];
}

const LANE = 8;
/** From the boxes to the first lane around them. */
const AROUND = 11;

interface End {
  readonly box: Box;
  readonly side: Side;
}
interface Way {
  readonly edge: Edge;
  readonly from: End;
  readonly to: End;
}

const isAcross = (side: Side) => side === 'left' || side === 'right';
const OPPOSITE: Readonly<Record<Side, Side>> = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' };

/** One column: the next box is reached straight; others along the left, and back along the right. */
export function sidesInColumn(from: Box, to: Box, edge: Edge): Sides {
  const rows = to.row - from.row;
  if (rows === 1 && !edge.is) return ['bottom', 'top'];
  return rows > 0 ? ['left', 'left'] : ['right', 'right'];
}

/** A grid: neighbours are reached straight, what comes back goes below, the rest around one corner. */
export function sidesInGrid(from: Box, to: Box, { is }: Edge): Sides {
  const [columns, rows] = [to.column - from.column, to.row - from.row];
  if (rows === 0 && is) return ['bottom', 'bottom'];
  if (rows === 0)
    return Math.abs(columns) > 1 ? ['top', 'top'] : columns > 0 ? ['right', 'left'] : ['left', 'right'];
  if (columns === 0) return rows > 0 ? ['bottom', 'top'] : ['top', 'bottom'];
  return columns > 0 ? ['right', 'left'] : ['bottom', 'top'];
}

/** The gap that a side opens to: columns of gaps are numbered like the column to their right, rows like the row below. */
const gapOf = ({ box, side }: End) =>
  side === 'right'
    ? box.column + 1
    : side === 'left'
      ? box.column
      : side === 'bottom'
        ? box.row + 1
        : box.row;

const isStraight = ({ from, to }: Way) =>
  to.side === OPPOSITE[from.side] &&
  gapOf(from) === gapOf(to) &&
  (isAcross(from.side) ? from.box.row === to.box.row : from.box.column === to.box.column);

/** Ends on one side of a box are spread along it, in the order of where they come from. */
function portOf(end: End, way: Way, ways: readonly Way[]): { at: number; alone: boolean } {
  const here = ways
    .flatMap((each) => [
      { way: each, end: each.from, other: each.to.box },
      { way: each, end: each.to, other: each.from.box },
    ])
    .filter((each) => each.end.box.id === end.box.id && each.end.side === end.side);
  const along = (box: Box) => (isAcross(end.side) ? box.y : box.x);
  here.sort((a, b) => along(a.other) - along(b.other));
  const place = here.findIndex((each) => each.way === way && each.end === end);
  const share = (place + 1) / (here.length + 1);
  const { x, y, width, height } = end.box;
  return { at: isAcross(end.side) ? y + share * height : x + share * width, alone: here.length === 1 };
}

const edgePoint = ({ box, side }: End, port: number): Point =>
  isAcross(side)
    ? { x: side === 'left' ? box.x : box.x + box.width, y: port }
    : { x: port, y: side === 'top' ? box.y : box.y + box.height };

/** The lanes of the gaps: who travels there, from where to where. */
class Lanes {
  readonly #taken: { gap: string; lane: number; start: number; end: number; edge: Edge }[] = [];
  readonly #boxes: readonly Box[];
  constructor(boxes: readonly Box[]) {
    this.#boxes = boxes;
  }

  /** @returns x of a lane between columns, or y of one between rows */
  take(across: boolean, index: number, ends: readonly [number, number], edge: Edge): number {
    const gap = `${across ? 'column' : 'row'} ${index}`;
    const [start, end] = [Math.min(...ends), Math.max(...ends)];
    const meets = this.#taken.filter(
      (other) =>
        other.gap === gap && other.start <= end + 4 && other.end >= start - 4 && other.edge.to !== edge.to,
    );
    let lane = 0;
    while (meets.some((other) => other.lane === lane)) lane++;
    this.#taken.push({ gap, lane, start, end, edge });
    return this.#placeOf(across, index, lane);
  }

  #placeOf(across: boolean, index: number, lane: number): number {
    const place = (box: Box) => (across ? box.column : box.row);
    const near = (box: Box) => (across ? box.x : box.y);
    const far = (box: Box) => near(box) + (across ? box.width : box.height);
    const before = this.#boxes.filter((box) => place(box) < index).map(far);
    const after = this.#boxes.filter((box) => place(box) >= index).map(near);
    if (before.length === 0) return Math.min(...after) - AROUND - lane * LANE;
    if (after.length === 0) return Math.max(...before) + AROUND + lane * LANE;
    // 0, then one to each side.
    const aside = Math.ceil(lane / 2) * LANE * (lane % 2 === 1 ? 1 : -1);
    return (Math.max(...before) + Math.min(...after)) / 2 + aside;
  }
}

function pointsOf(way: Way, ways: readonly Way[], lanes: Lanes): Point[] {
  const { from, to, edge } = way;
  const [source, target] = [portOf(from, way, ways), portOf(to, way, ways)];
  if (isStraight(way)) {
    const port = target.alone ? source.at : target.at;
    return [edgePoint(from, port), edgePoint(to, port)];
  }
  const [start, end] = [edgePoint(from, source.at), edgePoint(to, target.at)];
  const [first, last] = [gapOf(from), gapOf(to)];
  const [leaves, enters] = [isAcross(from.side), isAcross(to.side)];
  if (leaves && enters && first === last) {
    const x = lanes.take(true, first, [start.y, end.y], edge);
    return [start, { x, y: start.y }, { x, y: end.y }, end];
  }
  if (!leaves && !enters && first === last) {
    const y = lanes.take(false, first, [start.x, end.x], edge);
    return [start, { x: start.x, y }, { x: end.x, y }, end];
  }
  if (leaves && !enters) {
    const x = lanes.take(true, first, [start.y, end.y], edge);
    const y = lanes.take(false, last, [x, end.x], edge);
    return [start, { x, y: start.y }, { x, y }, { x: end.x, y }, end];
  }
  if (!leaves && enters) {
    const y = lanes.take(false, first, [start.x, end.x], edge);
    const x = lanes.take(true, last, [y, end.y], edge);
    return [start, { x: start.x, y }, { x, y }, { x, y: end.y }, end];
  }
  throw new Error(`no way from ${edge.from} (${from.side}) to ${edge.to} (${to.side})`);
}

export function routesOf(
  boxes: readonly Box[],
  edges: readonly Edge[],
  sidesOf: (from: Box, to: Box, edge: Edge) => Sides,
): Route[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const find = (id: string) => {
    const box = byId.get(id);
    if (!box) throw new Error(`an edge names "${id}", which is no box of its flow`);
    return box;
  };
  const ways = edges.map((edge): Way => {
    const [from, to] = [find(edge.from), find(edge.to)];
    const [out, into] = sidesOf(from, to, edge);
    return { edge, from: { box: from, side: out }, to: { box: to, side: into } };
  });
  const lanes = new Lanes(boxes);
  return ways.map((way) => ({ edge: way.edge, points: pointsOf(way, ways, lanes) }));
}
