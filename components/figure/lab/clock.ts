/** The clock of a trained experiment: its positions, in words, and how fast this machine went. */
import type { Declaration, Row } from '../../../sim/experiment.ts';
import { writeNumber } from '../../chart/scale.ts';
import { metricText } from '../../chart/values.ts';

export interface Clock {
  /** "epoch", "step" */
  readonly label: string;
  /** The parameter that says where it ends. */
  readonly end: string | undefined;
  /** "60 epochs", "all four stages": what a run takes. */
  amountOf(end: number | undefined): string;
  written(value: number): string;
  positionsOf(rows: readonly Row[]): number[];
  /** "86 steps per second"; empty where the clock does not count what a run does. */
  speed(end: number, seconds: number): string;
}

/** undefined for an instant experiment */
export function clockOf({ clock, series }: Declaration): Clock | undefined {
  if (!clock) return undefined;
  const metric = series[clock.series]!.metrics[clock.metric]!;
  const { label } = metric;
  const unit = metric.unit === 'million' ? 'million ' : '';
  const many = label.replace(/s?$/, 's');
  const written = (value: number) => metricText(metric, value);
  return {
    label,
    end: clock.end,
    written,
    amountOf: (end) => clock.runs ?? (end === undefined ? '' : `${written(end)} ${many}`),
    positionsOf: (rows) =>
      rows.filter((row) => row.series === clock.series).map((row) => row[clock.metric] as number),
    speed: (end, seconds) =>
      clock.runs?.startsWith('all') || seconds <= 0
        ? ''
        : `${rateOf(end / seconds)} ${unit}${many} per second`,
  };
}

/** Two digits say enough of a machine that does other things too. */
const rateOf = (rate: number) => writeNumber(Number(rate.toPrecision(2)), rate < 1 ? 2 : rate < 10 ? 1 : 0);
