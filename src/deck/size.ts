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

/** Above the first number a slide is smaller, above the second it is smallest. */
const step = (amount: number, smaller: number, smallest: number) =>
  amount > smallest ? 'smallest' : amount > smaller ? 'smaller' : undefined;

export function sizeOf(slide: Slide): 'smaller' | 'smallest' | undefined {
  switch (slide.kind) {
    case 'points':
      return step(lengthOf(slide.points), 420, 620);
    case 'question':
      return step(lengthOf(slide.choices.map(({ html }) => html)), 420, 620);
    case 'equation':
      return step(linesOf(slide), 9, 11);
    default:
      return undefined;
  }
}
