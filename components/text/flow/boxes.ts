/** Where the boxes of a flow stand, and the lines of text in them. */
import { linesOf, type Weight } from '../../chart/sheet/type.ts';
import { KIND_WORDS, type Kind, type Node } from './flow.ts';

export const NAME_SIZE = 13;
export const NOTE_SIZE = 12;
const LINE = { caption: 15, name: 17, note: 15 } as const;
const PAD = { x: 9, top: 6, bottom: 9 } as const;
/** A name beside its note takes this much. */
const BESIDE = 156;
/** The point of what is handed on. */
export const POINT = 9;

export interface Line {
  /** From the left edge of the box; `y` is the baseline from its top. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly muted: boolean;
}

export interface Box {
  readonly id: string;
  readonly is: Kind;
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

export interface Grid {
  readonly box: number;
  readonly gapX: number;
  readonly gapY: number;
  /** Room outside the boxes for edges that go around. */
  readonly margin: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** The note stands beside the name, not below it. */
  readonly beside?: boolean;
}

export interface Placed {
  readonly node: Node;
  readonly column: number;
  readonly row: number;
}

function linesIn(
  { is, name, note }: Node,
  width: number,
  beside: boolean,
): { lines: Line[]; height: number } {
  const room = width - 2 * PAD.x - (is === 'given' ? POINT : 0);
  const lines: Line[] = [];
  let y: number = PAD.top;
  const add = (
    texts: readonly string[],
    x: number,
    from: number,
    high: number,
    rest: Omit<Line, 'x' | 'y' | 'text'>,
  ) => {
    for (const [i, text] of texts.entries()) lines.push({ x, y: from + high * (i + 1) - 4, text, ...rest });
    return from + high * texts.length;
  };
  const caption = KIND_WORDS[is];
  if (caption)
    y = add(linesOf(caption, room, NOTE_SIZE), PAD.x, y, LINE.caption, {
      size: NOTE_SIZE,
      weight: 400,
      muted: true,
    });
  const forName = beside ? BESIDE - 12 : room;
  const named = add(linesOf(name, forName, NAME_SIZE, 600), PAD.x, y, LINE.name, {
    size: NAME_SIZE,
    weight: 600,
    muted: false,
  });
  const forNote = beside ? room - BESIDE : room;
  const noted = note
    ? add(
        linesOf(note, forNote, NOTE_SIZE),
        PAD.x + (beside ? BESIDE : 0),
        beside ? y + LINE.name - LINE.note : named,
        LINE.note,
        {
          size: NOTE_SIZE,
          weight: 400,
          muted: false,
        },
      )
    : 0;
  return { lines, height: Math.max(named, noted) + PAD.bottom };
}

/** Boxes of a row are as high as the highest; columns are as wide as each other. */
export function boxesOf(placed: readonly Placed[], { box, gapX, gapY, margin, beside = false }: Grid): Box[] {
  const texts = new Map(placed.map(({ node }) => [node.id, linesIn(node, box, beside)]));
  const rows = Math.max(...placed.map(({ row }) => row)) + 1;
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(0, ...placed.filter((each) => each.row === row).map(({ node }) => texts.get(node.id)!.height)),
  );
  return placed.map(({ node: { id, is }, column, row }) => ({
    id,
    is,
    column,
    row,
    x: margin.left + column * (box + gapX),
    y: margin.top + heights.slice(0, row).reduce((sum, height) => sum + height + gapY, 0),
    width: box,
    height: heights[row]!,
    lines: texts.get(id)!.lines,
  }));
}
