/** What a picture says, in one line and without the picture: header numbers and the sentence for screen readers. */
import type { Declaration, Metric, Row, View } from '../../sim/experiment.ts';
import { writeNumber } from './scale.ts';
import { textColourOf } from './theme.ts';

export interface HeadNumber {
  readonly label: string;
  readonly text: string;
  readonly colour: string;
}

function lastOf(rows: readonly Row[], series: string): Row | undefined {
  for (let i = rows.length - 1; i >= 0; i--) if (rows[i]!.series === series) return rows[i];
  return undefined;
}

export function metricText(metric: Metric, value: number, percent = metric.unit === 'share'): string {
  return writeNumber(value, percent ? Math.max(0, metric.digits - 2) : metric.digits, percent);
}

/** The numbers in a view's header at the playhead; an empty text where nothing is measured yet. */
export function headOf(view: View, declaration: Declaration, rows: readonly Row[]): HeadNumber[] {
  if (view.kind !== 'xy') return [];
  return (view.head ?? []).map(({ series, metric: name, prefix }) => {
    const row = lastOf(rows, series);
    const metric = declaration.series[series]!.metrics[name]!;
    const number = row ? metricText(metric, row[name] as number) : '';
    const text = row && prefix ? `${prefix} ${number}` : number;
    return { label: metric.label, text, colour: textColourOf(metric) };
  });
}

/** "epoch 60: loss, held-out 0.255 nats; …" */
export function summaryOf(declaration: Declaration, rows: readonly Row[]): string {
  const { clock } = declaration;
  const clockRow = clock && lastOf(rows, clock.series);
  const clockMetric = clock && declaration.series[clock.series]!.metrics[clock.metric]!;
  const at =
    clock && clockMetric && clockRow
      ? `${clockMetric.label} ${metricText(clockMetric, clockRow[clock.metric] as number)}: `
      : '';
  const heads = declaration.views.flatMap((view) => (view.kind === 'xy' ? (view.head ?? []) : []));
  const parts = heads.flatMap(({ series, metric: name }) => {
    const row = lastOf(rows, series);
    const metric = declaration.series[series]!.metrics[name]!;
    const unit = metric.unit === 'share' ? '%' : metric.unit;
    return row ? [`${metric.label} ${metricText(metric, row[name] as number)} ${unit}`.trim()] : [];
  });
  const bars = declaration.views.flatMap((view) => {
    if (view.kind !== 'bars') return [];
    const metrics = declaration.series[view.bars.series]!.metrics;
    return rows
      .filter((row) => row.series === view.bars.series)
      .map((row) => {
        const name = metrics[view.bars.by]!.names?.[row[view.bars.by] as number] ?? '';
        return `${name} ${metricText(metrics[view.bars.value]!, row[view.bars.value] as number)}`;
      });
  });
  const numbers = [...parts, ...bars].join('; ');
  return numbers ? at + numbers : `${declaration.title} ${rows.length} rows, in the data table.`;
}
