/** The slide of an equation. */
import { escape } from '../../writing.ts';
import type { CoursePage, Placed } from '../../text/coursePages.ts';
import { labelOf } from './labels.ts';
import type { Notebook } from './notes.ts';
import { capital, idOf, textOf, titleOf } from './placed.ts';
import type { Slide } from './slides.ts';

type Rows = Extract<Slide, { kind: 'equation' }>['where'];

export async function equationSlide(page: CoursePage, placed: Placed, notebook: Notebook): Promise<Slide> {
  const { attributes, section } = placed;
  const id = idOf(placed);
  const where = page.components.find(({ name, within }) => name === 'Where' && within === id);
  const spoken = textOf(attributes['label']) ?? '';
  return {
    kind: 'equation',
    key: id,
    title: titleOf(page, section),
    label: capital(labelOf(id, page.slug)),
    tex: textOf(attributes['tex']) ?? '',
    phone: textOf(attributes['phone']),
    spoken,
    where: (where?.attributes['rows'] ?? []) as Rows,
    notes: notebook.noted(id, await notebook.opening(section), escape(spoken)),
  };
}
