/**
 * The handout of a page: its questions and exercises in order, and before the exercises of a figure that figure, with the
 * address where it runs. A figure that asks for a prediction is not drawn: its picture would answer. Build time only (Node).
 */
import { inline } from '../text/inline.ts';
import { labelsOf, type CoursePage } from '../text/coursePages.ts';
import { shownAs } from '../teach/deck/shown.ts';
import { bank, rightOf, type Item } from './items.ts';
import type { Paragraph } from './piece.ts';

export interface PrintedFigure {
  readonly kind: 'figure';
  readonly id: string;
  /** "Figure 7.2" */
  readonly label: string;
  readonly title: string;
  /** HTML of what has to be guessed before it is run; such a figure has no picture. */
  readonly asks: string | undefined;
  /** The recorded picture, as SVG. */
  readonly picture: string | undefined;
  /** For whoever does not see the picture. */
  readonly spoken: string;
}

export interface Handout {
  readonly page: CoursePage;
  readonly items: readonly Item[];
  readonly parts: readonly (Item | PrintedFigure)[];
}

interface Prediction {
  readonly question: string;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function figureOf(page: CoursePage, id: string): Promise<PrintedFigure> {
  const placed = page.components.find(({ name, attributes }) => name === 'Lab' && attributes['id'] === id);
  if (!placed) throw new Error(`${page.slug} has no figure "${id}" to print`);
  const { attributes } = placed;
  const prediction = attributes['prediction'] as Prediction | undefined;
  const { title, picture, spoken } = await shownAs(String(attributes['experiment']), {});
  return {
    kind: 'figure',
    id,
    label: labelsOf(page).get(id)!,
    title: textOf(attributes['title']) ?? title,
    asks: prediction && inline(prediction.question),
    picture: prediction ? undefined : picture,
    spoken: prediction ? '' : spoken,
  };
}

async function handoutOf(page: CoursePage, items: readonly Item[]): Promise<Handout> {
  const drawn = new Set<string>();
  const parts: (Item | PrintedFigure)[] = [];
  for (const item of items) {
    if (item.kind === 'exercise' && !drawn.has(item.checkedBy)) {
      drawn.add(item.checkedBy);
      parts.push(await figureOf(page, item.checkedBy));
    }
    parts.push(item);
  }
  return { page, items, parts };
}

/** What is printed of an item, with its answer. */
const printedOf = (item: Item): readonly Paragraph[] =>
  item.kind === 'question'
    ? [item.asks, ...item.choices.map(({ text }) => text), rightOf(item).why]
    : [...item.asks, item.solution];

const hasTex = (paragraph: Paragraph): boolean =>
  paragraph.some((piece) => piece.kind === 'tex' || ('pieces' in piece && hasTex(piece.pieces)));

/** Whether it needs the style sheet of formulas. */
export const hasFormulas = ({ items, parts }: Handout): boolean =>
  items.some((item) => printedOf(item).some(hasTex)) ||
  parts.some((part) => part.kind === 'figure' && part.asks?.includes('class="katex') === true);

/** One for each page that asks something, in reading order. */
export const handouts: Promise<readonly Handout[]> = bank.then((pages) =>
  Promise.all(pages.map(({ page, items }) => handoutOf(page, items))),
);
