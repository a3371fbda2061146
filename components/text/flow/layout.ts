/** The pictures of a flow: a column for a phone, a grid for the text column, and a broad one, by stages, for a page's width. */
import { boxesOf, type Box, type Grid, type Placed } from './boxes.ts';
import type { Flow, Node } from './flow.ts';
import { labelsOf, type Label } from './labels.ts';
import { routesOf, sidesInColumn, sidesInGrid, type Route } from './routes.ts';

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly routes: readonly Route[];
  readonly labels: readonly Label[];
  /** Words above the columns, where there are any. */
  readonly heads: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** The row of the four stages, of which one is lit. */
  readonly strip?: { readonly lit: number; readonly height: number };
}

/** Widths of the narrowest places: a phone of 320 px, the column of text, the home page from 1,100 px. */
export const WIDTHS = { narrow: 280, wide: 560, broad: 1000 } as const;
const STRIP = 24;
const STRIP_GAP = 14;
const HEADS = 20;
/** A stroke lies half outside its box. */
const EDGE = 1;

const one = (nodes: readonly Node[]): Placed[] => nodes.map((node, row) => ({ node, column: 0, row }));

/** Room for the lanes that are used, and no more: laid out once without any, measured, and laid out again. */
function laidOut(
  flow: Flow,
  placed: readonly Placed[],
  width: number,
  { gapX, gapY, beside = false }: { gapX: number; gapY: number; beside?: boolean },
  sidesOf: Parameters<typeof routesOf>[2],
  heads: readonly string[] = [],
): Layout {
  const columns = Math.max(...placed.map(({ column }) => column)) + 1;
  const strip = flow.stage === undefined ? 0 : STRIP + STRIP_GAP;
  const above = strip + (heads.length > 0 ? HEADS : 0);
  const draw = (margin: Grid['margin']) => {
    const box = Math.floor((width - margin.left - margin.right - gapX * (columns - 1)) / columns);
    const boxes = boxesOf(placed, { box, gapX, gapY, margin, beside });
    const routes = routesOf(boxes, flow.edges, sidesOf);
    return { boxes, routes, labels: labelsOf(routes) };
  };
  const bare = { left: EDGE, right: EDGE, top: EDGE + above, bottom: EDGE };
  const first = draw(bare);
  const points = [
    ...first.routes.flatMap((route) => route.points),
    ...first.labels.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  ];
  const bottomOf = (boxes: readonly Box[]) => Math.max(...boxes.map((box) => box.y + box.height));
  const margin = {
    left: bare.left + Math.max(0, ...points.map(({ x }) => EDGE - x + EDGE)),
    right: bare.right + Math.max(0, ...points.map(({ x }) => x + 2 * EDGE - width)),
    top: bare.top + Math.max(0, ...points.map(({ y }) => bare.top - y)),
    bottom: bare.bottom + Math.max(0, ...points.map(({ y }) => y - bottomOf(first.boxes))),
  };
  const { boxes, routes, labels } = draw(margin);
  return {
    width,
    height: Math.ceil(bottomOf(boxes) + margin.bottom),
    boxes,
    routes,
    labels,
    heads: heads.map((text, column) => ({
      text,
      x: boxes.find((box) => box.column === column)!.x,
      y: margin.top - 9,
    })),
    ...(flow.stage === undefined ? {} : { strip: { lit: flow.stage, height: STRIP } }),
  };
}

export function narrow(flow: Flow): Layout {
  return laidOut(flow, one(flow.nodes), WIDTHS.narrow, { gapX: 0, gapY: 22 }, sidesInColumn);
}

export function wide(flow: Flow): Layout {
  const placed = flow.nodes.map((node) => ({ node, column: node.at[0], row: node.at[1] }));
  return laidOut(
    flow,
    placed,
    WIDTHS.wide,
    { gapX: 38, gapY: 36 },
    (from, to, edge) => edge.sides ?? sidesInGrid(from, to, edge),
    flow.heads,
  );
}

/** Columns and rows exchanged. */
export function broad(flow: Flow): Layout {
  const placed = flow.nodes.map((node) => ({ node, column: node.at[1], row: node.at[0] }));
  return laidOut(
    flow,
    placed,
    WIDTHS.broad,
    { gapX: 32, gapY: 30 },
    (from, to, edge) => edge.broad ?? sidesInGrid(from, to, edge),
  );
}

/** Steps one below the other, each with its note beside it. */
export function chain(flow: Flow): Layout {
  return laidOut(flow, one(flow.nodes), WIDTHS.wide, { gapX: 0, gapY: 20, beside: true }, sidesInColumn);
}
