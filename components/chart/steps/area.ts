/** Shares of a whole: a course a part, in the middle of its ground. */
import type { AreaView, SeriesMap, Row } from '../../../sim/experiment.ts';
import { rowsOf } from '../rows.ts';
import { withUnit } from '../values.ts';
import type { Course } from './course.ts';
import { joined, placeText } from './words.ts';

export function areaCourses(
  { area, x }: AreaView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Course[] {
  const { metrics } = series[area.series]!;
  return area.parts.map((part, i) => ({
    kind: 'point',
    stops: rowsOf(rows, area.series).map((row) => {
      const above = area.parts.slice(0, i).reduce((sum, name) => sum + (row[name] as number), 0);
      const { label } = metrics[part]!;
      return {
        x: row[area.x] as number,
        y: 1 - above - (row[part] as number) / 2,
        said: joined(label, placeText(metrics[area.x]!, row[area.x]!, x, label), withUnit(metrics[part]!, row[part] as number)), // prettier-ignore
      };
    }),
  }));
}
