/** A layout as SVG: ink, so that what is trained, frozen or measured shows without any hue. */
import { px, textAt, type TextStyle } from '../../chart/sheet/markup.ts';
import { widthOf } from '../../chart/sheet/type.ts';
import { NOTE_SIZE, POINT, type Box } from './boxes.ts';
import type { Label } from './labels.ts';
import { STAGE_NAMES } from './flow.ts';
import type { Layout } from './layout.ts';
import type { Point, Route } from './routes.ts';

const HEAD = { long: 7, half: 3.5 } as const;

function outline({ is, x, y, width, height }: Box): string {
  const place = `x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"`;
  const plate = (stroke: string, fill = 'bg') => `<rect ${place} fill="var(--${fill})" ${stroke}/>`;
  switch (is) {
    case 'data':
    case 'step':
      return plate('stroke="var(--rule)"', 'surface');
    case 'rule':
      return plate('stroke="var(--text)"');
    case 'trained':
      return plate('stroke="var(--text)" stroke-width="2.5"');
    case 'frozen':
      return plate('stroke="var(--text)" stroke-dasharray="4 3"');
    case 'loss':
    case 'judgement':
      return plate('stroke="var(--line)"') + scale(x, y + height, width);
    case 'given': {
      const d = `M${px(x)} ${px(y)}h${px(width - POINT)}l${POINT} ${px(height / 2)}l${-POINT} ${px(height / 2)}h${px(POINT - width)}z`;
      return `<path d="${d}" fill="var(--bg)" stroke="var(--text)" stroke-width="1.5"/>`;
    }
  }
}

/** What measures stands on a graduated scale. */
function scale(x: number, y: number, width: number): string {
  const count = 20;
  const ticks = Array.from({ length: count + 1 }, (_, i) => {
    const high = i % 5 === 0 ? 7 : 4;
    return `M${px(x + (i * width) / count)} ${px(y)}v${-high}`;
  });
  return `<path d="M${px(x)} ${px(y)}h${px(width)}${ticks.join('')}" fill="none" stroke="var(--text)"/>`;
}

/** Of an arrow that ends at the second point. */
function arrowHead(from: Point, to: Point): string {
  const [dx, dy] = [Math.sign(to.x - from.x), Math.sign(to.y - from.y)];
  const back = { x: to.x - dx * HEAD.long, y: to.y - dy * HEAD.long };
  const corner = (by: number) => `${px(back.x + dy * by)} ${px(back.y + dx * by)}`;
  return `<path d="M${px(to.x)} ${px(to.y)}L${corner(HEAD.half)}L${corner(-HEAD.half)}z" fill="var(--text)"/>`;
}

function arrow({ edge, points }: Route): string {
  const [start, ...rest] = points;
  const d = `M${px(start!.x)} ${px(start!.y)}${rest.map(({ x, y }) => `L${px(x)} ${px(y)}`).join('')}`;
  const dashes = edge.is ? ' stroke-dasharray="5 3"' : '';
  return (
    `<path d="${d}" fill="none" stroke="var(--text)"${dashes} data-edge="${edge.from} ${edge.to}"/>` +
    arrowHead(points.at(-2)!, points.at(-1)!)
  );
}

/** The four stages in a row on one line, like the ruler of the header; the lit one is filled. */
export function stripCells(width: number): { name: string; x: number; width: number }[] {
  const names = STAGE_NAMES.map((name) => widthOf(name, NOTE_SIZE, 600));
  const spare = (width - names.reduce((sum, each) => sum + each, 0)) / names.length;
  let x = 0;
  return STAGE_NAMES.map((name, i) => {
    const cell = { name, x, width: names[i]! + spare };
    x += cell.width;
    return cell;
  });
}

function strip({ width, strip: shown }: Layout): string {
  if (!shown) return '';
  const { lit, height } = shown;
  const cells = stripCells(width).map((cell, i) => {
    const style: TextStyle =
      i === lit
        ? { size: NOTE_SIZE, anchor: 'middle', weight: 600, colour: 'bg' }
        : { size: NOTE_SIZE, anchor: 'middle', colour: 'muted' };
    const ground =
      i === lit
        ? `<rect x="${px(cell.x)}" y="0" width="${px(cell.width)}" height="${height}" fill="var(--text)"/>`
        : '';
    return ground + textAt(cell.x + cell.width / 2, height - 8, cell.name, style);
  });
  const ticks = stripCells(width)
    .slice(1)
    .map(({ x }) => `M${px(x)} ${height}v-8`);
  return `<g data-strip="">${cells.join('')}<path d="M0 ${height - 0.5}H${width}${ticks.join('')}" fill="none" stroke="var(--text)"/></g>`;
}

/** On its edge, with the page behind it. */
function label({ x, y, width, height, text, upright }: Label): string {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const turned = upright ? ` transform="rotate(-90 ${px(middle.x)} ${px(middle.y)})"` : '';
  return (
    `<g data-label=""><rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="var(--bg)"/>` +
    `<g${turned}>${textAt(middle.x, middle.y + 4, text, { size: NOTE_SIZE, colour: 'text', anchor: 'middle' })}</g></g>`
  );
}

function box(each: Box): string {
  const texts = each.lines.map(({ x, y, text, size, weight, muted }) =>
    textAt(each.x + x, each.y + y, text, { size, weight, colour: muted ? 'muted' : 'text' }),
  );
  return `<g data-box="${each.id}">${outline(each)}${texts.join('')}</g>`;
}

/** It takes no part in what is read aloud: the list does. */
export function svgOf(layout: Layout, name: string): string {
  const { width, height, boxes, routes, labels, heads } = layout;
  const words = heads.map(({ x, y, text }) =>
    textAt(x, y, text, { size: NOTE_SIZE, weight: 600, colour: 'text' }),
  );
  const rem = (value: number) => `${px(value / 16)}rem`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="flow-${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="--drawn:${rem(width)}" aria-hidden="true">` +
    strip(layout) +
    words.join('') +
    routes.map(arrow).join('') +
    labels.map(label).join('') +
    boxes.map(box).join('') +
    '</svg>'
  );
}
