/** A chart as a reader steps through it: all that is drawn, as courses. */
import type { ChartView, SeriesMap } from '../../../sim/experiment.ts';
import type { Picture } from '../xy.ts';
import { areaCourses } from './area.ts';
import { barCourses } from './bars.ts';
import { cellCourses } from './cells.ts';
import type { Course } from './course.ts';
import { xyCourses } from './xy.ts';

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
