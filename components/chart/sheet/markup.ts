/** Pieces of SVG as text. Colours are variables until the sheet is done. */
import { escape } from '../../writing.ts';
import type { Weight } from './type.ts';

/** Hundredths of a pixel are enough. */
export const px = (value: number) => String(Math.round(value * 100) / 100);

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  /** A variable of the look: 'muted'. */
  readonly colour?: string;
  readonly anchor?: 'middle' | 'end';
}

/** One line; `y` is its baseline. */
export function textAt(
  x: number,
  y: number,
  text: string,
  { size, weight, colour, anchor }: TextStyle,
): string {
  const attributes = [
    `x="${px(x)}" y="${px(y)}" font-size="${size}"`,
    ...(weight ? [`font-weight="${weight}"`] : []),
    ...(colour ? [`fill="var(--${colour})"`] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
  ];
  return `<text ${attributes.join(' ')}>${escape(text)}</text>`;
}

/** A hairline. */
export function ruleAt(x1: number, x2: number, y: number): string {
  return `<path d="M${px(x1)} ${px(y)}H${px(x2)}" stroke="var(--line)"/>`;
}

/** A part of a sheet: its markup, drawn from y = 0, and how tall it is. */
export interface Block {
  readonly markup: string;
  readonly height: number;
}
