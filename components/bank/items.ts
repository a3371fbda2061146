/** Every question and exercise of the course, as its page has it. Build time only (Node). */
import { loadWords } from '../../sim/experiments/index.ts';
import { linkedSetting } from '../figure/linkedSetting.ts';
import { lookUp, splitName } from '../figure/named.ts';
import { inShownOrder } from '../text/choices.ts';
import { coursePages, labelsOf, type CoursePage, type Placed } from '../text/coursePages.ts';
import { boundOf } from '../text/goal.ts';
import { bodyOf, slotIn, type Place } from './body.ts';
import { link, paragraphOf, text, type Paragraph } from './piece.ts';

interface Standing {
  /** `q-…` or `ex-…`: no other question or exercise of the course has it. */
  readonly id: string;
  /** "question 7.1" */
  readonly label: string;
  readonly page: CoursePage;
  readonly section: string | undefined;
}

export interface Choice {
  readonly text: Paragraph;
  readonly right: boolean;
  readonly why: Paragraph;
}

export interface Question extends Standing {
  readonly kind: 'question';
  readonly asks: Paragraph;
  /** One of them is right. */
  readonly choices: readonly Choice[];
}

export interface Exercise extends Standing {
  readonly kind: 'exercise';
  readonly asks: readonly Paragraph[];
  /** "held-out accuracy at least 90 %". */
  readonly goal: string;
  readonly hint: Paragraph;
  /** The figure that checks it: a link, and its id. */
  readonly figure: Paragraph;
  readonly checkedBy: string;
  readonly solution: Paragraph;
  readonly wrong: readonly Paragraph[];
}

export type Item = Question | Exercise;

/** Where it stands: "part-1/sft/#ex-better". */
export const placeOf = ({ page, id }: Item): string => `${page.slug}/#${id}`;

/** What its page asks, to print: "handout/part-1/sft/". */
export const handoutAddress = (slug: string): string => `handout/${slug}/`;

export const rightOf = ({ choices }: Question): Choice => choices.find(({ right }) => right)!;

/** All items of a page, in its order. */
export async function itemsOf(page: CoursePage): Promise<readonly Item[]> {
  const labels = labelsOf(page);
  const read = page.components
    .filter(({ name }) => name === 'Quiz' || name === 'Exercise')
    .map(async (placed): Promise<Item> => {
      const id = String(placed.attributes['id']);
      const standing = { id, label: labels.get(id)!, page, section: placed.section };
      return placed.name === 'Quiz' ? questionOf(placed, standing) : exerciseOf(placed, standing, labels);
    });
  return Promise.all(read);
}

export interface PageItems {
  readonly page: CoursePage;
  readonly items: readonly Item[];
}

/** By page, in reading order; pages without any are left out. */
export const bank: Promise<readonly PageItems[]> = Promise.all(
  coursePages.map(async (page) => ({ page, items: await itemsOf(page) })),
).then((pages) => pages.filter(({ items }) => items.length > 0));

interface Quiz {
  readonly question: string;
  readonly choices: readonly { readonly text: string; readonly right?: true; readonly why: string }[];
}

function questionOf({ attributes, source }: Placed, standing: Standing): Question {
  const { question, choices } = attributes as unknown as Partial<Quiz>;
  if (typeof question !== 'string' || !Array.isArray(choices))
    throw new Error(`${standing.id} cannot be read without rendering: ${source.slice(0, 80)}`);
  return {
    ...standing,
    kind: 'question',
    asks: paragraphOf(question),
    choices: inShownOrder(standing.id, choices as Quiz['choices']).map(
      ({ text: written, right = false, why }) => ({
        text: paragraphOf(written),
        right,
        why: paragraphOf(why),
      }),
    ),
  };
}

async function exerciseOf(
  { attributes, source }: Placed,
  standing: Standing,
  labels: ReadonlyMap<string, string>,
): Promise<Exercise> {
  const [experiment, name] = splitName(String(attributes['goal']));
  const goal = lookUp((await loadWords(experiment)).goals, name, `goal of ${experiment}`);
  const place: Place = { page: standing.page };
  const figure = String(attributes['figure']);
  const set = async (values: object, because: string): Promise<Paragraph> => {
    const { phrase, query } = await linkedSetting(experiment, values);
    return [link(`${standing.page.slug}/?${query}#${figure}`, phrase), text(`. ${because}`)];
  };
  const label = labels.get(figure);
  if (label === undefined) throw new Error(`${standing.id}: no figure of its page is called ${figure}`);
  const body = await bodyOf(source, place);
  return {
    ...standing,
    kind: 'exercise',
    asks: body.length > 0 ? body : [[text(goal.says)]],
    goal: `${goal.label} ${boundOf(goal)}${goal.unit && ` ${goal.unit}`}`,
    hint: [text(goal.hint)],
    figure: [link(`${standing.page.slug}/#${figure}`, label)],
    checkedBy: figure,
    solution: [
      ...(await set(goal.solution, goal.because)),
      ...spaced(await slotIn(source, 'solution', place)),
    ],
    wrong: await Promise.all(goal.wrong.map(({ settings, because }) => set(settings, because))),
  };
}

const spaced = (paragraph: Paragraph): Paragraph => (paragraph.length > 0 ? [text(' '), ...paragraph] : []);
