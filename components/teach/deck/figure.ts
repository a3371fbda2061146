/** The slide of a figure, and before it the one that asks for a prediction, where the chapter asks. */
import type { Settings } from '../../../sim/param.ts';
import { inline } from '../../text/inline.ts';
import { escape } from '../../writing.ts';
import type { CoursePage, Placed } from '../../text/coursePages.ts';
import type { DeckFile } from './declared.ts';
import { labelOf } from './labels.ts';
import type { Notebook } from './notes.ts';
import { idOf, textOf, titleOf } from './placed.ts';
import { shownAs } from './shown.ts';
import type { Slide } from './slides.ts';

/** What a page gives its figure to ask first. */
interface Prediction {
  readonly question: string;
  readonly settings?: Partial<Settings>;
}

export async function figureSlides(
  page: CoursePage,
  placed: Placed,
  { settings = {} }: DeckFile,
  notebook: Notebook,
): Promise<Slide[]> {
  const { attributes, section } = placed;
  const id = idOf(placed);
  const experiment = textOf(attributes['experiment']) ?? '';
  const prediction = attributes['prediction'] as Prediction | undefined;
  // Who asks under certain settings is answered under them.
  const set = settings[id] ?? prediction?.settings ?? {};
  const { title, announced, ...shown } = await shownAs(experiment, set);
  const about = { label: labelOf(id, page.slug), kicker: titleOf(page, section) };
  const said = await notebook.opening(section);
  const slides: Slide[] = [];
  if (prediction)
    slides.push({
      kind: 'prediction',
      key: `${id} prediction`,
      title: 'Predict first, then look',
      ...about,
      question: inline(prediction.question),
      notes: notebook.noted(`${id} prediction`, said),
    });
  slides.push({
    kind: 'figure',
    key: id,
    title: textOf(attributes['title']) ?? title,
    ...about,
    experiment,
    settings: set,
    ...shown,
    notes: notebook.noted(id, prediction ? undefined : said, escape(announced)),
  });
  return slides;
}
