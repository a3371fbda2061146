/**
 * The deck of a chapter, made from what the chapter declares: its goals, the equations and figures of its sections, one
 * question, its summary. Build time only (Node).
 */
import { inline } from '../../text/inline.ts';
import { coursePages, nameOf, pageOf, type CoursePage } from '../../text/coursePages.ts';
import { escape } from '../../writing.ts';
import { deckFileOf, idIn, type DeckFile } from './declared.ts';
import { equationSlide } from './equation.ts';
import { figureSlides } from './figure.ts';
import { labelOf } from './labels.ts';
import { openNotebook, type Notebook } from './notes.ts';
import { itemsIn } from './passages.ts';
import { idOf, placedAs, titleOf } from './placed.ts';
import { htmlOf } from './prose.ts';
import { questionSlide } from './question.ts';
import type { Slide } from './slides.ts';

export interface Deck {
  readonly page: CoursePage;
  readonly slides: readonly Slide[];
}

const SUMMARY = 'sec-summary';
const QUESTIONS = 'sec-questions';

/** The first equation and the first figure of every section, as they follow one another; nothing out of a fold. */
function firstOfEach({ components }: CoursePage): string[] {
  const taken = new Set<string>();
  return components.flatMap((placed) => {
    const { name, section, folded } = placed;
    const kind = `${name} ${section ?? ''}`;
    if (!['Equation', 'Lab'].includes(name) || folded || section === undefined || taken.has(kind)) return [];
    taken.add(kind);
    return [idOf(placed)];
  });
}

/** What a class has to know before, by the chapter's own list. */
const builtOn = ({ needs }: CoursePage): string =>
  needs.length === 0
    ? ''
    : `The chapter builds on: ${needs.map((slug) => escape(nameOf(pageOf(slug)))).join('; ')}.`;

async function pointsOf(page: CoursePage, section: string): Promise<string[]> {
  const points = await Promise.all(itemsIn(page, section).map((item) => htmlOf(item, page)));
  if (points.includes(undefined)) throw new Error(`${page.slug}#${section}: a point cannot stand on a slide`);
  return points as string[];
}

async function shownIn(page: CoursePage, file: DeckFile, notebook: Notebook): Promise<Slide[]> {
  const slides: Slide[] = [];
  // One after the other: each takes the next paragraph of its section.
  for (const key of file.show ?? firstOfEach(page)) {
    const placed = placedAs(page, idIn(key), ['Equation', 'Lab']);
    if (placed.name === 'Lab') slides.push(...(await figureSlides(page, placed, key, file, notebook)));
    else slides.push(await equationSlide(page, placed, notebook));
  }
  return slides;
}

function asked(page: CoursePage, { question }: DeckFile, notebook: Notebook): Slide[] {
  const quiz =
    question === undefined
      ? page.components.find(({ name, section }) => name === 'Quiz' && section === QUESTIONS)
      : placedAs(page, question, ['Quiz']);
  return quiz ? [questionSlide(page, quiz, notebook)] : [];
}

export async function deckOf(page: CoursePage, file: DeckFile = deckFileOf(page.slug)): Promise<Deck> {
  const notebook = await openNotebook(page, file);
  const { noted } = notebook;
  const figures = page.components.filter(({ name }) => name === 'Lab' || name === 'SpeedUp').map(idOf);
  const summary = await pointsOf(page, SUMMARY);
  const lede = inline(page.lede);
  const slides: Slide[] = [
    { kind: 'title', key: 'title', title: nameOf(page), lede, notes: noted('title', lede) },
    {
      kind: 'points',
      key: 'goals',
      title: 'Afterwards you can',
      points: page.goals.map(inline),
      notes: noted('goals', builtOn(page)),
    },
    ...(await shownIn(page, file, notebook)),
    ...asked(page, file, notebook),
    {
      kind: 'points',
      key: 'summary',
      title: titleOf(page, SUMMARY),
      points: summary,
      notes: noted('summary', summary[0]),
    },
    {
      kind: 'links',
      key: 'links',
      title: 'To go on',
      links: figures.map((id) => ({ id, label: labelOf(id, page.slug) })),
      notes: noted('links'),
    },
  ];
  const { notes, settings, titles, minutes } = file;
  const named = [notes, settings, titles, minutes].flatMap((of) => Object.keys(of ?? {}));
  const stray = named.find((key) => !notebook.keys.has(key));
  if (stray !== undefined)
    throw new Error(
      `the deck of ${page.slug} has no slide "${stray}"; it has ${[...notebook.keys].join(', ')}`,
    );
  return { page, slides };
}

/** Of the lesson that a deck is for. */
export const minutesOf = ({ slides }: Deck): number =>
  slides.reduce((sum, { notes }) => sum + (notes.minutes ?? 0), 0);

/** The chapters of the course, which have a deck each, in order. */
export const chapters: readonly CoursePage[] = coursePages
  .filter(({ slug, chapter }) => slug.startsWith('part-') && chapter !== undefined)
  .toSorted((a, b) => a.chapter! - b.chapter!);

const made = new Map<CoursePage, Promise<Deck>>();

/** Made once for the deck's own page and for the list of all. */
export function deckOnce(page: CoursePage): Promise<Deck> {
  const deck = made.get(page) ?? deckOf(page);
  made.set(page, deck);
  return deck;
}
