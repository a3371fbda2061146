/** Values as a reader sees them, in headers, tables and sentences. */
import type { Metric, Row, SeriesMap, TableView, TextsView } from '../../sim/experiment.ts';
import { rowsOf } from './rows.ts';
import { writeNumber } from './scale.ts';

export function metricText(metric: Metric, value: number, percent = metric.unit === 'share'): string {
  return writeNumber(value, percent ? Math.max(0, metric.digits - 2) : metric.digits, percent);
}

/** " nats", " %" or nothing: what stands behind a number. */
export const unitOf = ({ unit }: Metric, percent = unit === 'share'): string =>
  percent ? ' %' : unit === '' ? '' : ` ${unit}`;

export const withUnit = (metric: Metric, value: number, percent = metric.unit === 'share'): string =>
  metricText(metric, value, percent) + unitOf(metric, percent);

/** A value as the reader sees it: a text, a name, or a number. */
export function valueText(metric: Metric, value: number | string): string {
  if (typeof value === 'string') return value;
  return metric.names ? (metric.names[value] ?? '') : metricText(metric, value);
}

/** The rows of a view of texts that are shown. */
export function shownTexts(
  { series, by, latest }: TextsView<SeriesMap>['texts'],
  rows: readonly Row[],
): readonly Row[] {
  const all = rowsOf(rows, series);
  return latest ? all.filter((row, i) => !all.slice(i + 1).some((later) => later[by] === row[by])) : all;
}

/** The rows of a table, in the order that the view asks for. */
export function shownRows(
  { series, order }: TableView<SeriesMap>['table'],
  rows: readonly Row[],
): readonly Row[] {
  const all = rowsOf(rows, series);
  if (!order) return all;
  const { by, values } = order;
  const first = values.flatMap((value) => all.filter((row) => row[by] === value));
  return [...first, ...all.filter((row) => !values.includes(row[by] as number))];
}

/** Whether a table's first column names its rows: it holds words, or no value twice. */
export function namesRows(metric: Metric, values: readonly (number | string)[]): boolean {
  return metric.names !== undefined || (values.length > 1 && new Set(values).size === values.length);
}
