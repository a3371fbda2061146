/** Where the text of a drawn chart stands, from its transforms and the widths of its letters: no browser needed. */
import { labelWidth, LABEL_SIZE, type Weight } from '../../components/chart/sheet/type.ts';

export interface Extent {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A tspan or text: `x`, `y` in px or em. */
const lengthOf = (value: string | null) =>
  value === null ? 0 : parseFloat(value) * (value.endsWith('em') ? LABEL_SIZE : 1);

function shiftOf(element: Element): readonly [number, number] {
  const [, x = '0', y = '0'] =
    /translate\(([-\d.e]+)(?:,\s*([-\d.e]+))?\)/.exec(element.getAttribute('transform') ?? '') ?? [];
  return [Number(x), Number(y)];
}

/** The nearest of these attributes, from the element up. */
const inherited = (element: Element, name: string) => element.closest(`[${name}]`)?.getAttribute(name);

/** Of each line of each text in the drawing, in its units. */
export function extentsOf(svg: SVGSVGElement): Extent[] {
  return [...svg.querySelectorAll('text')].flatMap((text) => {
    let [x, y] = [lengthOf(text.getAttribute('x')), lengthOf(text.getAttribute('y'))];
    for (let at: Element | null = text; at && at !== svg; at = at.parentElement) {
      const [dx, dy] = shiftOf(at);
      x += dx;
      y += dy;
    }
    const weight = Number(inherited(text, 'font-weight') ?? 400) as Weight;
    const anchor = inherited(text, 'text-anchor') ?? 'start';
    const spans = [...text.querySelectorAll('tspan')];
    let baseline = y;
    return (spans.length > 0 ? spans : [text]).flatMap((line) => {
      if (line !== text)
        baseline +=
          lengthOf(line.getAttribute('dy')) +
          (line.hasAttribute('y') ? lengthOf(line.getAttribute('y')) - lengthOf(text.getAttribute('y')) : 0);
      const words = line.textContent;
      const width = labelWidth(words, weight);
      if (width === 0) return [];
      const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      // Ascent and descent of figures and letters in Public Sans, em.
      return [
        {
          text: words,
          left,
          right: left + width,
          top: baseline - 0.74 * LABEL_SIZE,
          bottom: baseline + 0.22 * LABEL_SIZE,
        },
      ];
    });
  });
}
