/** Where a stop lies on a chart that was drawn in the tab. */
import type * as Plot from '@observablehq/plot';
import type { Stop } from './course.ts';

/** Shares of the chart's width and height. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

/** What Plot has drawn knows its scales; what the build has drawn is markup, and does not. */
type Drawn = SVGSVGElement & Partial<Pick<Plot.Plot, 'scale'>>;

/** @returns undefined for a drawing of the build, and for a stop that this drawing does not have (yet) */
export function spotOf(chart: Drawn, { x, y }: Stop): Spot | undefined {
  const [across, down] = [chart.scale?.('x'), chart.scale?.('y')];
  if (!across || !down) return undefined;
  const left = Number(across.apply(x)) / Number(chart.getAttribute('width'));
  const top = (Number(down.apply(y)) + (down.bandwidth ?? 0) / 2) / Number(chart.getAttribute('height'));
  if (!Number.isFinite(left) || !Number.isFinite(top)) return undefined;
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return { left: within(left), top: within(top) };
}
