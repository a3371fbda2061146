/** All bars are one course, from top to bottom. */
import type { BarsView, Row, SeriesMap } from '../../../sim/experiment.ts';
import { rowsOf } from '../rows.ts';
import { metricText, valueText, withUnit } from '../values.ts';
import type { Course } from './course.ts';
import { joined } from './words.ts';

export function barCourses(
  { bars, x }: BarsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Course[] {
  const { metrics } = series[bars.series]!;
  const metric = metrics[bars.value]!;
  const percent = x.percent ?? metric.unit === 'share';
  const [low, high] = bars.interval ?? [];
  const stops = rowsOf(rows, bars.series).map((row) => {
    const name = valueText(metrics[bars.by]!, row[bars.by]!);
    const value = row[bars.value] as number;
    const interval =
      low && high
        ? `from ${metricText(metric, row[low] as number, percent)} to ${metricText(metric, row[high] as number, percent)}`
        : '';
    return { x: value, y: name, said: joined(name, withUnit(metric, value, percent), interval) };
  });
  return [{ kind: 'bar', stops }];
}
