/** The frame of every chart: hairline grid, ink baseline, graduated x axis; no box, no legend, no rotated text. */
import * as Plot from '@observablehq/plot';
import type { Axis } from '../../sim/experiment.ts';
import { graduatedAxis } from './graduated.ts';
import {
  logTicks,
  niceStep,
  powersBetween,
  ticksBetween,
  writeLogTick,
  writePower,
  writeTick,
} from './scale.ts';
import { labelLines, labelWidth } from './sheet/type.ts';
import type { ChartSize } from './theme.ts';

export interface Frame {
  readonly size: ChartSize;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly margins: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly yTicks: readonly Tick[];
  /** Place of a value in pixels from the left, for words that must stay inside. */
  toX(value: number): number;
  /** Height of a value in pixels from the top, for labels that must not collide. */
  toY(value: number): number;
}

interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface FrameOptions {
  readonly size: ChartSize;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** What may stand at the right of line ends; there is room for the widest. */
  readonly labels: readonly string[];
  /** The axis name stands below the axis; else the last tick carries it. */
  readonly nameBelow: boolean;
  /** Room for a key above the plot, px. */
  readonly above?: number;
}

/** Between the numbers of the y axis and the plot, px. */
const TICK_GAP = 6;
/** From the end of a line to its label, px. */
export const LABEL_GAP = 8;
/** Charts above each other begin and end at one place, unless a number or a label needs more. */
const LEFT = 36;
const RIGHT = { labels: 60, plain: 14 } as const;
const NAME_LINE = 14;
/** Of a logarithmic y axis, px. */
const SHORT_TICK = 5;
/** A power of ten so wide, px, has room for a number at three times it. */
const POWER = 100;

function yTicksOf({ size, y: [low, high], yAxis }: FrameOptions): Tick[] {
  if (yAxis.log) return logTicks(low, high).ticks.map((at) => ({ at, text: writeLogTick(at) }));
  const declared = yAxis.domain?.[0] === low && yAxis.domain[1] === high;
  const step = niceStep(high - low, size.height > 200 ? 5 : size.height > 120 ? 4 : 2);
  const ticks = declared && yAxis.ticks ? yAxis.ticks : ticksBetween(low, high, step);
  const spacing = ticks.length > 1 ? ticks[1]! - ticks[0]! : step;
  return ticks.map((at) => ({ at, text: writeTick(at, spacing, yAxis.percent) }));
}

const widest = (texts: readonly string[], weight: 400 | 600) =>
  Math.ceil(Math.max(0, ...texts.map((text) => labelWidth(text, weight))));

/** The name of the x axis, in the lines that it needs. */
const nameOf = ({ xAxis, nameBelow, size }: FrameOptions) =>
  nameBelow && xAxis.label ? labelLines(xAxis.label, size.width - RIGHT.plain) : [];

export function frameOf(options: FrameOptions): Frame {
  const { size, x, y, labels, above = 0 } = options;
  const yTicks = yTicksOf(options);
  const name = nameOf(options);
  const margins = {
    left: Math.max(LEFT, widest(yTicks.map(({ text }) => text), 400) + TICK_GAP), // prettier-ignore
    right: labels.length > 0 ? Math.max(RIGHT.labels, widest(labels, 600) + LABEL_GAP) : RIGHT.plain,
    top: 12 + above,
    bottom: name.length > 0 ? 30 + NAME_LINE * name.length : 26,
  };
  const width = size.width - margins.left - margins.right;
  const height = size.height - margins.top - margins.bottom;
  const placed = options.yAxis.log ? Math.log : (value: number) => value;
  const [bottom, top] = [placed(y[0]), placed(y[1])];
  return {
    size,
    x,
    y,
    margins,
    yTicks,
    toX: (value) => margins.left + (width * (value - x[0])) / (x[1] - x[0]),
    toY: (value) => margins.top + height * (1 - (placed(value) - bottom) / (top - bottom)),
  };
}

/** The marks below the data. */
export function frameMarks(frame: Frame, options: FrameOptions): Plot.Markish[] {
  const { xAxis, yAxis, nameBelow } = options;
  const [x0, x1] = frame.x;
  const [y0, y1] = frame.y;
  const { left, right } = frame.margins;
  const { width } = frame.size;
  const inner = width - left - right;
  const declared = xAxis.domain?.[0] === x0 && xAxis.domain[1] === x1;
  const xStep = niceStep(x1 - x0, Math.max(2, Math.min(8, inner / 64)));
  const fits = declared && xAxis.ticks && inner / xAxis.ticks.length >= 28;
  const xTicks = fits ? xAxis.ticks : ticksBetween(x0, x1, xStep);
  const powers = xAxis.powers && powersBetween(x0, x1, inner / (x1 - x0) >= POWER);
  const spacing = xTicks.length > 1 ? xTicks[1]! - xTicks[0]! : xStep;
  const minor = declared && xAxis.minor && inner / ((x1 - x0) / xAxis.minor) > 3 ? xAxis.minor : spacing / 5;
  const lastTick = xTicks.at(-1);
  const suffix = (tick: number) => (!nameBelow && xAxis.label && tick === lastTick ? ` ${xAxis.label}` : '');
  const name = nameOf(options);
  return [
    Plot.gridY(
      frame.yTicks.map(({ at }) => at),
      { stroke: 'var(--line)', strokeOpacity: 1 },
    ),
    Plot.text(frame.yTicks, {
      y: 'at',
      text: 'text',
      frameAnchor: 'left',
      textAnchor: 'end',
      dx: -TICK_GAP,
      fill: 'var(--muted)',
    }),
    ...graduatedAxis(
      { domain: frame.x, left, right: left + inner, width },
      {
        ticks: powers?.ticks ?? xTicks,
        minor: powers?.minor ?? ticksBetween(x0, x1, minor),
        length: 8,
        textOf: (tick) =>
          powers ? writePower(tick) : writeTick(tick, spacing, xAxis.percent) + suffix(tick),
      },
    ),
    ...(yAxis.log
      ? [
          Plot.ruleY(logTicks(y0, y1).minor, {
            x1: x0,
            x2: x0 + ((x1 - x0) * SHORT_TICK) / inner,
            stroke: 'var(--muted)',
            className: 'minor-y',
          }),
        ]
      : []),
    Plot.ruleY([y0], { stroke: 'var(--text)' }),
    ...(name.length > 0
      ? [
          Plot.text([name.join('\n')], {
            x: () => x1,
            text: (label: string) => label,
            frameAnchor: 'bottom',
            lineAnchor: 'top',
            lineHeight: NAME_LINE / 12,
            // It ends where the axis does, unless it is longer than that.
            dx: Math.max(0, widest(name, 400) - left - inner),
            textAnchor: 'end',
            dy: 30,
            fill: 'var(--muted)',
          }),
        ]
      : []),
  ];
}
