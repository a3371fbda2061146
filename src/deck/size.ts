/** How large a slide is set: what has much on it is set smaller, so that it stays on one screen and one page. */
import type { Slide } from '../../components/teach/deck/slides.ts';

/** How much there is to read in pieces of HTML: a formula counts as a word. */
const lengthOf = (pieces: readonly string[]): number =>
  pieces
    .join(' ')
    .replace(/<span class="katex">[\s\S]*?<\/math>[\s\S]*?<\/span>/g, 'formula')
    .replace(/<[^>]+>/g, '').length;

/** Lines of an equation and of what its symbols mean, in lines of text. */
function linesOf({ tex, where }: Extract<Slide, { kind: 'equation' }>): number {
  const fraction = /\\d?frac/.test(tex) ? 1 : 0;
  return where.length + 1.5 * tex.split('\\\\').length + fraction;
}

export type Size = 'smaller' | 'small' | 'smallest';

/** Each step has the amount above which it is taken. */
function stepOf(amount: number, steps: Readonly<Record<Size, number>>): Size | undefined {
  return (['smallest', 'small', 'smaller'] as const).find((size) => amount > steps[size]);
}

const WORDS = { smaller: 420, small: 600, smallest: 900 };
const LINES = { smaller: 9, small: 11, smallest: 11 };

export function sizeOf(slide: Slide): Size | undefined {
  switch (slide.kind) {
    case 'points':
      return stepOf(lengthOf(slide.points), WORDS);
    case 'question':
      return stepOf(lengthOf(slide.choices.map(({ html }) => html)), WORDS);
    case 'equation':
      return stepOf(linesOf(slide), LINES);
    default:
      return undefined;
  }
}
