/** The key above a grid of cells: which ground is which value, what the outline and the line mean. */
import type { Markish } from '@observablehq/plot';
import { px } from './sheet/markup.ts';
import { labelWidth } from './sheet/type.ts';

export interface Key {
  /** Of the value, a share. */
  readonly name: string;
  readonly outlined?: string | undefined;
  readonly line?: string | undefined;
}

const STEPS = [0, 0.25, 0.5, 0.75, 1];
const SWATCH = { width: 16, height: 11, top: 3 } as const;
const BASELINE = 12;
const GAP = 5;
const BETWEEN = 16;

interface Part {
  readonly width: number;
  draw(
    x: number,
    add: (name: string, attributes: Readonly<Record<string, string | number>>, text?: string) => void,
  ): void;
}

const wordOf = (text: string): Part => ({
  width: labelWidth(text),
  draw: (x, add) => add('text', { x, y: BASELINE, fill: 'var(--muted)', 'text-anchor': 'start' }, text),
});

const box = (x: number, width: number) => ({ x, y: SWATCH.top, width, height: SWATCH.height });

const grounds: Part = {
  width: STEPS.length * SWATCH.width,
  draw(x, add) {
    for (const [i, share] of STEPS.entries()) {
      const place = box(x + i * SWATCH.width, SWATCH.width);
      add('rect', { ...place, fill: 'var(--text)', 'fill-opacity': share });
    }
    add('rect', { ...box(x, STEPS.length * SWATCH.width), fill: 'none', stroke: 'var(--rule)' });
  },
};

const outline: Part = {
  width: SWATCH.width,
  draw: (x, add) =>
    add('rect', { ...box(x + 1, SWATCH.width - 2), fill: 'none', stroke: 'var(--gold)', 'stroke-width': 2 }),
};

const line: Part = {
  width: 2,
  draw: (x, add) => add('rect', { ...box(x, 2), fill: 'var(--loss)' }),
};

/** Groups stand side by side as long as there is room: the grounds always, then the outline, then the line. */
export function keyMarks(width: number, { name, outlined, line: lineName }: Key): Markish[] {
  const scale = [wordOf('0'), grounds, wordOf('100 %')];
  const named = [wordOf(name), ...scale];
  const others = [
    ...(outlined ? [[outline, wordOf(outlined)]] : []),
    ...(lineName ? [[line, wordOf(lineName)]] : []),
  ];
  const widthOf = (parts: readonly Part[]) =>
    parts.reduce((sum, part) => sum + part.width, 0) + GAP * (parts.length - 1);
  const rest = others.reduce((sum, parts) => sum + BETWEEN + widthOf(parts), 0);
  // The name of the value stands in the header too: it goes first.
  const groups = [widthOf(named) + rest <= width ? named : scale, ...others];
  return [
    (_index, _scales, _values, _dimensions, { document }) => {
      const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'g');
      drawn.setAttribute('data-key', '');
      let x = 1;
      for (const parts of groups) {
        if (x > 1 && x + widthOf(parts) > width) break;
        for (const part of parts) {
          part.draw(x, (tag, attributes, text = '') => {
            const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
            for (const [attribute, value] of Object.entries(attributes))
              made.setAttribute(attribute, typeof value === 'number' ? px(value) : value);
            made.textContent = text;
            drawn.append(made);
          });
          x += part.width + GAP;
        }
        x += BETWEEN - GAP;
      }
      return drawn;
    },
  ];
}
