/** The slide of a question with its choices. */
import { inShownOrder } from '../../text/choices.ts';
import { inline } from '../../text/inline.ts';
import type { CoursePage, Placed } from '../../text/coursePages.ts';
import { labelOf } from './labels.ts';
import type { Notebook } from './notes.ts';
import { capital, idOf, textOf } from './placed.ts';
import type { Choice, Slide } from './slides.ts';

interface Given {
  readonly text: string;
  readonly right?: true;
  readonly why: string;
}

export function questionSlide(page: CoursePage, placed: Placed, { noted }: Notebook): Slide {
  const id = idOf(placed);
  const choices = inShownOrder(id, placed.attributes['choices'] as readonly Given[]).map(
    ({ text, right = false, why }): Choice => ({ html: inline(text), right, why: inline(why) }),
  );
  const answer = choices.find(({ right }) => right)!;
  return {
    kind: 'question',
    key: id,
    title: 'A question',
    label: capital(labelOf(id, page.slug)),
    question: inline(textOf(placed.attributes['question']) ?? ''),
    choices,
    notes: noted(id, answer.html + (/[.?!]$/.test(answer.html) ? '' : '.'), answer.why),
  };
}
