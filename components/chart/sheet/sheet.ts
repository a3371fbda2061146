/**
 * A figure as one SVG for a file: title, all views with their headers, and a foot that says where it comes from. The
 * browser's downloads and the terminal's pictures are made here, whatever the width of the window.
 */
import { isWritten, type Declaration, type View } from '../../../sim/experiment.ts';
import { drawChart, type Picture } from '../chart.ts';
import { headOf } from '../summary.ts';
import { sizeFor } from '../theme.ts';
import { escape } from '../../writing.ts';
import { px, textAt, type Block } from './markup.ts';
import { linesOf } from './type.ts';
import { writtenBlock } from './written.ts';

/** What a figure shows: `guess` belongs to one of its views. */
export interface Shown extends Omit<Picture, 'guess'> {
  readonly guess?: { readonly view: string; readonly value: number };
}

export interface SheetOptions {
  readonly title: string;
  /** Address, settings, hash: a line each. */
  readonly foot: readonly string[];
  /** Value of a variable of the look, given with its dashes: '--bg'. */
  valueOf(variable: string): string;
}

const MARGIN = 24;
const WIDTH = 640;
const GAP = 24;
const HEADER = 26;
const FONTS = `'Public Sans', 'STIX Two Text', 'Helvetica Neue', Arial, sans-serif`;

/** Two spaces that stay: renderers disagree on `dx` in text that ends at its anchor. */
const BETWEEN = '&#160;&#160;';

const TITLE = { size: 14, line: 19 } as const;
const FOOT = { size: 11, line: 15 } as const;

/** A document that makes SVG, and the means to write it down. */
export type Drawing = Document & { readonly defaultView: (Window & typeof globalThis) | null };

function headerOf(view: View, declaration: Declaration, shown: Shown, width: number): string {
  const unit = view.unit ? `<tspan dx="6" fill="var(--muted)">${escape(view.unit)}</tspan>` : '';
  const name = `<tspan font-weight="600">${escape(view.title)}</tspan>`;
  const numbers = headOf(view, declaration, shown.rows).map(
    ({ text, colour }) => `<tspan fill="${colour}">${escape(text)}</tspan>`,
  );
  return (
    `<text y="14" font-size="13">${name}${unit}</text>` +
    (numbers.length > 0
      ? `<text x="${px(width)}" y="14" font-size="15" font-weight="600" text-anchor="end">${numbers.join(BETWEEN)}</text>`
      : '')
  );
}

function viewBlock(
  view: View,
  declaration: Declaration,
  shown: Shown,
  width: number,
  document: Drawing,
): Block {
  const { series } = declaration;
  if (isWritten(view)) {
    // What is read may have a long title: it takes the lines that it needs.
    const title = linesOf(view.unit ? `${view.title} (${view.unit})` : view.title, width, 13, 600);
    const top = title.map((line, i) => textAt(0, 14 + 18 * i, line, { size: 13, weight: 600 })).join('');
    const start = HEADER + 18 * (title.length - 1);
    const { markup, height } = writtenBlock(view, series, shown.rows, width);
    return { markup: `${top}<g transform="translate(0 ${start})">${markup}</g>`, height: start + height };
  }
  const { guess, ...picture } = shown;
  const here = { ...picture, ...(guess?.view === view.id && { guess: guess.value }) };
  const size = sizeFor(view, series, WIDTH, width);
  const chart = drawChart(view, series, here, size, document);
  chart.setAttribute('y', String(HEADER));
  chart.setAttribute('fill', 'var(--text)'); // a file has no colour of its own to inherit
  chart.setAttribute('overflow', 'visible'); // a thick line or a mark may lie on its edge
  const drawn = new document.defaultView!.XMLSerializer().serializeToString(chart);
  return { markup: headerOf(view, declaration, shown, width) + drawn, height: HEADER + size.height };
}

/** Panels stand two in a row, other views alone. */
function rowsOf(views: readonly View[]): View[][] {
  const rows: View[][] = [];
  for (const view of views) {
    const last = rows.at(-1);
    if (view.size === 'panel' && last?.length === 1 && last[0]!.size === 'panel') last.push(view);
    else rows.push([view]);
  }
  return rows;
}

export function drawSheet(
  declaration: Declaration,
  shown: Shown,
  { title, foot, valueOf }: SheetOptions,
  document: Drawing,
): string {
  const parts: string[] = [];
  let y = 12;
  const addLines = (text: string, style: { size: number; line: number }, more: object) => {
    for (const line of linesOf(text, WIDTH, style.size, 600)) {
      parts.push(textAt(0, y + style.size, line, { size: style.size, ...more }));
      y += style.line;
    }
  };
  addLines(title, TITLE, { weight: 600 });
  y += 10;
  for (const row of rowsOf(declaration.views)) {
    const width = row[0]!.size === 'panel' ? (WIDTH - GAP) / 2 : WIDTH;
    const blocks = row.map((view) => viewBlock(view, declaration, shown, width, document));
    for (const [i, { markup }] of blocks.entries()) {
      parts.push(`<g transform="translate(${px(i * (width + GAP))} ${px(y)})">${markup}</g>`);
    }
    y += Math.max(...blocks.map(({ height }) => height)) + 14;
  }
  for (const line of foot) addLines(line, FOOT, { colour: 'muted' });
  const [width, height] = [WIDTH + 2 * MARGIN, Math.ceil(y + 10)];
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} 0 ${width} ${height}" font-family="${FONTS}" font-size="12" fill="var(--text)"><rect x="${-MARGIN}" width="${width}" height="${height}" fill="var(--bg)"/>${parts.join('')}</svg>`;
  // Outside the page the variables are undefined, and everything would turn black.
  return markup
    .replaceAll('class="band"', 'fill-opacity="var(--band)"')
    .replace(/var\((--[a-z-]+)\)/g, (_, variable: string) => valueOf(variable).trim());
}
