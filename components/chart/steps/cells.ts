/** A grid of cells: a course a row, a stop a column. */
import type { CellsView, Row, SeriesMap } from '../../../sim/experiment.ts';
import { rowsOf } from '../rows.ts';
import { withUnit } from '../values.ts';
import type { Course } from './course.ts';
import { joined, placeText } from './words.ts';

export function cellCourses(
  { cells, outlined, x }: CellsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Course[] {
  const { metrics } = series[cells.series]!;
  const data = rowsOf(rows, cells.series);
  const columns = [...new Set(data.map((row) => row[cells.x] as number))].sort((a, b) => a - b);
  const step = columns.length > 1 ? columns[1]! - columns[0]! : 1;
  const isOutlined = (row: Row) =>
    outlined !== undefined &&
    rowsOf(rows, outlined.series).some(
      (right) => right[outlined.x] === row[cells.x] && right[outlined.y] === row[cells.y],
    );
  return (metrics[cells.y]!.names ?? []).map((name, y) => ({
    kind: 'column',
    stops: data
      .filter((row) => row[cells.y] === y)
      .toSorted((a, b) => (a[cells.x] as number) - (b[cells.x] as number))
      .map((row) => ({
        x: (row[cells.x] as number) + step / 2,
        y: y + 0.5,
        said: joined(
          name,
          placeText(metrics[cells.x]!, row[cells.x]!, x, name),
          withUnit(metrics[cells.value]!, row[cells.value] as number),
          isOutlined(row) ? 'outlined' : '',
        ),
      })),
  }));
}
