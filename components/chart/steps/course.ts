/** A chart as a reader steps through it: courses of stops, each with its place and its words. */
import type { ChartView, SeriesMap } from '../../../sim/experiment.ts';
import type { Picture } from '../xy.ts';
import { areaCourses } from './area.ts';
import { barCourses } from './bars.ts';
import { cellCourses } from './cells.ts';
import { xyCourses } from './xy.ts';

export interface Stop {
  /** In units of the chart's axes; a bar stands at its name. */
  readonly x: number;
  readonly y: number | string;
  /** "held-out, epoch 12, 0.42 nats" */
  readonly said: string;
}

/** A curve, a cloud of dots, a row of cells, or all bars. */
export interface Course {
  readonly stops: readonly Stop[];
  /** What one of its stops is. */
  readonly kind: 'point' | 'bar' | 'column';
}

function allOf(view: ChartView, series: SeriesMap, picture: Picture): readonly Course[] {
  switch (view.kind) {
    case 'xy':
      return xyCourses(view, series, picture);
    case 'bars':
      return barCourses(view, series, picture.rows);
    case 'area':
      return areaCourses(view, series, picture.rows);
    case 'cells':
      return cellCourses(view, series, picture.rows);
  }
}

/** Those without a stop are left out. */
export const coursesOf = (view: ChartView, series: SeriesMap, picture: Picture): readonly Course[] =>
  allOf(view, series, picture).filter(({ stops }) => stops.length > 0);

/** "held-out, epoch 12, 0.42 nats, point 12 of 60" */
export const announced = ({ stops, kind }: Course, at: number): string =>
  `${stops[at]!.said}, ${kind} ${at + 1} of ${stops.length}`;

/** Of a course, the stop that is nearest to a place along x; where several are equally near, the first. */
export function nearest({ stops }: Course, x: number): number {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(stop.x - x) < Math.abs(stops[best]!.x - x)) best = i;
  });
  return best;
}
