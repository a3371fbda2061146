/** What stands on the card of each page of the course, and of the course itself. Build time only (Node). */
import { coursePages, type CoursePage } from '../../components/text/coursePages.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { LICENCE, SUMMARY, TITLE } from '../colophon.ts';
import { CHAPTERS, PARTS } from '../course.ts';
import { chartOf, type CardFace, type Charted } from './card.ts';

const FOOT = `Live figures that really compute. ${LICENCE.text.name}`;

/** The first figure that has a chart and asks for no guess, which its picture would answer. */
async function chartedOf(experiments: readonly string[]): Promise<Charted | undefined> {
  for (const id of experiments) {
    const declaration = declarationOf(await loadExperiment(id));
    if (chartOf(declaration)) return { declaration, rows: recordedRun(id).rows };
  }
  return undefined;
}

const open = ({ components }: CoursePage): string[] =>
  components
    .filter(({ name, source }) => name === 'Lab' && !/\bprediction=/.test(source))
    .map(({ attributes: { experiment } }) => String(experiment));

function kickerOf({ slug, chapter }: CoursePage): string {
  const part = PARTS.find(({ entries }) => entries.some((entry) => entry.slug === slug))?.title ?? TITLE;
  return chapter !== undefined && chapter <= CHAPTERS.length ? `${part}, chapter ${chapter}` : part;
}

async function faceOf(page: CoursePage): Promise<CardFace> {
  const chart = await chartedOf(open(page));
  return {
    course: TITLE,
    kicker: kickerOf(page),
    title: page.title,
    chapter: page.chapter,
    chapters: CHAPTERS.length,
    ...(chart && { chart }),
    foot: FOOT,
  };
}

/** Slug → card; '' is the course. */
export async function faces(): Promise<Map<string, CardFace>> {
  const pages = await Promise.all(coursePages.map(async (page) => [page.slug, await faceOf(page)] as const));
  const chart = await chartedOf(['pipeline']);
  const course: CardFace = {
    course: TITLE,
    kicker: 'A course',
    title: SUMMARY.replace(/,.*$/, ''),
    chapter: undefined,
    chapters: CHAPTERS.length,
    ...(chart && { chart }),
    foot: FOOT,
  };
  return new Map([['', course], ...pages]);
}
