/** The slide of a figure, and before it the one that asks for a prediction, where the chapter asks. */
import type { Settings } from '../../../sim/param.ts';
import { inline } from '../../text/inline.ts';
import { escape } from '../../writing.ts';
import type { CoursePage, Placed } from '../../text/coursePages.ts';
import { idIn, type DeckFile } from './declared.ts';
import { labelOf } from './labels.ts';
import type { Notebook } from './notes.ts';
import { textOf, titleOf } from './placed.ts';
import { shownAs } from './shown.ts';
import type { Slide } from './slides.ts';

/** What a page gives its figure to ask first. */
interface Prediction {
  readonly question: string;
  readonly settings?: Partial<Settings>;
}

/** @param key the figure's id, and what tells it from the same figure on another slide */
export async function figureSlides(
  page: CoursePage,
  placed: Placed,
  key: string,
  { settings = {}, titles = {} }: DeckFile,
  notebook: Notebook,
): Promise<Slide[]> {
  const { attributes, section } = placed;
  const id = idIn(key);
  const again = key !== id;
  const experiment = textOf(attributes['experiment']) ?? '';
  // What has been shown cannot be predicted.
  const prediction = again ? undefined : (attributes['prediction'] as Prediction | undefined);
  // Who asks under certain settings is answered under them.
  const set = settings[key] ?? prediction?.settings ?? {};
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
    key,
    title: titles[key] ?? textOf(attributes['title']) ?? title,
    ...about,
    experiment,
    settings: set,
    ...shown,
    notes: notebook.noted(key, prediction ? undefined : said, escape(announced)),
  });
  return slides;
}
