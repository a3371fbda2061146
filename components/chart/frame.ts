/** The frame of every chart: hairline grid, ink baseline, graduated x axis; no box, no legend, no rotated text. */
import * as Plot from '@observablehq/plot';
import type { Axis } from '../../sim/experiment.ts';
import { niceStep, ticksBetween, writeTick } from './scale.ts';
import type { ChartSize } from './theme.ts';

/** A stroke of 4 px below the baseline: cheaper than an axis without labels. */
const SHORT_TICK = {
  draw(context: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void }) {
    context.moveTo(0, 0);
    context.lineTo(0, 4);
  },
};

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
  /** Height of a value in pixels from the top, for labels that must not collide. */
  toY(value: number): number;
}

export interface FrameOptions {
  readonly size: ChartSize;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** Room for direct labels at the right. */
  readonly labels: boolean;
  /** The axis name stands below the axis; else the last tick carries it. */
  readonly nameBelow: boolean;
}

export function frameOf({ size, x, y, labels, nameBelow, xAxis }: FrameOptions): Frame {
  const margins = { left: 36, right: labels ? 60 : 14, top: 12, bottom: nameBelow && xAxis.label ? 44 : 26 };
  const height = size.height - margins.top - margins.bottom;
  return { size, x, y, margins, toY: (value) => margins.top + height * (1 - (value - y[0]) / (y[1] - y[0])) };
}

/** Mean width of a character of a tick, px. */
const CHARACTER_WIDTH = 6.6;

/** The marks below the data. */
export function frameMarks(frame: Frame, { xAxis, yAxis, nameBelow }: FrameOptions): Plot.Markish[] {
  const [x0, x1] = frame.x;
  const [y0, y1] = frame.y;
  const inner = frame.size.width - frame.margins.left - frame.margins.right;
  const declared = xAxis.domain?.[0] === x0 && xAxis.domain[1] === x1;
  const xStep = niceStep(x1 - x0, Math.max(2, Math.min(8, inner / 64)));
  const fits = declared && xAxis.ticks && inner / xAxis.ticks.length >= 28;
  const xTicks = fits ? xAxis.ticks : ticksBetween(x0, x1, xStep);
  const spacing = xTicks.length > 1 ? xTicks[1]! - xTicks[0]! : xStep;
  const minor = declared && xAxis.minor && inner / ((x1 - x0) / xAxis.minor) > 3 ? xAxis.minor : spacing / 5;
  const yDeclared = yAxis.domain?.[0] === y0 && yAxis.domain[1] === y1;
  const yStep = niceStep(y1 - y0, frame.size.height > 200 ? 5 : frame.size.height > 120 ? 4 : 2);
  const yTicks = yDeclared && yAxis.ticks ? yAxis.ticks : ticksBetween(y0, y1, yStep);
  const ySpacing = yTicks.length > 1 ? yTicks[1]! - yTicks[0]! : yStep;
  const lastTick = xTicks[xTicks.length - 1];
  const suffix = (tick: number) => (!nameBelow && xAxis.label && tick === lastTick ? ` ${xAxis.label}` : '');
  const textOf = (tick: number) => writeTick(tick, spacing, xAxis.percent) + suffix(tick);
  /** The name of the axis makes the last text wide: one before it that would touch it stays a tick. */
  const crowded = (tick: number) =>
    tick !== lastTick &&
    lastTick !== undefined &&
    (inner * (lastTick - tick)) / (x1 - x0) <
      (CHARACTER_WIDTH / 2) * (textOf(tick).length + textOf(lastTick).length) + 4;
  return [
    Plot.gridY(yTicks, { stroke: 'var(--line)', strokeOpacity: 1 }),
    Plot.axisY(yTicks, {
      tickSize: 0,
      tickPadding: 6,
      tickFormat: (tick: number) => writeTick(tick, ySpacing, yAxis.percent),
      fill: 'var(--muted)',
      label: null,
    }),
    Plot.dot(ticksBetween(x0, x1, minor), {
      x: (tick: number) => tick,
      y: () => y0,
      symbol: SHORT_TICK,
      r: 4,
      stroke: 'var(--rule)',
      strokeWidth: 1,
    }),
    Plot.axisX(xTicks, {
      tickSize: 8,
      tickPadding: 2,
      tickFormat: (tick: number) => (crowded(tick) ? '' : textOf(tick)),
      stroke: 'var(--text)',
      fill: 'var(--muted)',
      label: null,
    }),
    Plot.ruleY([y0], { stroke: 'var(--text)' }),
    ...(nameBelow && xAxis.label
      ? [
          Plot.text([xAxis.label], {
            x: () => x1,
            y: () => y0,
            text: (label: string) => label,
            textAnchor: 'end',
            dy: 36,
            fill: 'var(--muted)',
          }),
        ]
      : []),
  ];
}
