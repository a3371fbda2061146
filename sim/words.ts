/** What is said of an experiment's runs: numbers that prose quotes, what exercises ask, and settings that the text is about. It keys no recording. */
import type { Experiment, Measured, Metric, SeriesMap } from './experiment.ts';
import type { Params, SettingsOf } from './param.ts';

type Which = 'first' | 'last' | 'only';

/** Where a number stands: a metric in one row of a series, of those rows that match `where`, if it is given. */
interface Place<Series, Name, Where> {
  readonly which: Which;
  readonly series: Series;
  readonly metric: Name;
  readonly where?: Where;
}

/** Metrics that are numbers: neither texts nor categories. */
type NumberIn<Metrics> = {
  [M in keyof Metrics & string]: Metrics[M] extends
    { readonly text: true } | { readonly names: readonly string[] }
    ? never
    : M;
}[keyof Metrics & string];

/** Values by which a row is known; that of a category is its name. */
type Match<Metrics> = {
  readonly [M in keyof Metrics]?: Metrics[M] extends { readonly names: readonly (infer Name)[] }
    ? Name
    : Metrics[M] extends { readonly text: true }
      ? string
      : number;
};

/** Places of an experiment; a series or metric that it lacks is a compile error. */
type PlaceIn<S extends SeriesMap> = {
  [K in keyof S & string]: Place<K, NumberIn<S[K]['metrics']>, Match<S[K]['metrics']>>;
}[keyof S & string];

type Values = Readonly<Record<string, string | number>>;

interface Picking {
  <const Series extends string, const Name extends string>(
    series: Series,
    metric: Name,
  ): Place<Series, Name, never>;
  <const Series extends string, const Name extends string, const Where extends Values>(
    series: Series,
    metric: Name,
    where: Where,
  ): Place<Series, Name, Where>;
}

const place =
  (which: Which): Picking =>
  (series: string, metric: string, where?: Values) =>
    ({ which, series, metric, ...(where && { where }) }) as Place<never, never, never>;

type AnyPlace = Place<string, string, Values>;

export const first = place('first');
export const last = place('last');
/** In the one row that matches; a second one is an error. */
export const only = place('only');

/** A number either stands somewhere or is computed from the rows. */
type Source<S extends SeriesMap> =
  | { readonly at: PlaceIn<S>; readonly measure?: never }
  | { readonly at?: never; measure(rows: Measured<S>): number };

/**
 * How a number is written. Where it stands in a metric, that metric says it, and only what differs is said here;
 * elsewhere it is a whole number without a unit unless something else is said. A `share` is written in per cent.
 */
interface Written {
  /** Decimals as written. */
  readonly digits?: number;
  readonly unit?: string;
  /** A whole number that reads better as a word. */
  readonly as?: Reading;
}

/** "none, one, two", "no, one, two" before a noun, "never, once, twice", or "first, second". */
export type Reading = 'count' | 'before a noun' | 'times' | 'ordinal';

/** A number that the prose quotes, with the interval in which the sentence around it is true. */
interface Quoted<P extends Params> {
  /** What is measured, as a noun phrase. */
  readonly says: string;
  /** Settings other than the defaults under which it is measured. */
  readonly settings?: Partial<SettingsOf<P>>;
  readonly between: readonly [number, number];
}

/** Settings that look right to somebody who misunderstands something, and are not. */
export interface Wrong<P extends Params = Params> {
  readonly settings: Partial<SettingsOf<P>>;
  /** The measure lies below the target or above it, or the run does not count. */
  readonly fails: 'low' | 'high' | 'unless';
  /** What was misunderstood. */
  readonly because: string;
}

/** What an exercise asks of a run. */
interface Asked<P extends Params> {
  readonly says: string;
  readonly label: string;
  readonly unit: string;
  readonly digits: number;
  /** A share, written in per cent. */
  readonly percent?: true;
  /** Ends of the gauge. */
  readonly scale: readonly [number, number];
  /** Met when the measure lies in this interval, ends included. */
  readonly target: readonly [number, number];
  /** Why a run with these settings does not count, if it does not. */
  unless?(settings: SettingsOf<P>): string | undefined;
  readonly hint: string;
  readonly solution: Partial<SettingsOf<P>>;
  /** The number and the reason for it, in one or two sentences. */
  readonly because: string;
  readonly wrong: readonly [Wrong<P>, Wrong<P>, ...Wrong<P>[]];
}

/** A finding as its readers get it: with everything that its metric says. */
export interface Finding<P extends Params = Params, S extends SeriesMap = SeriesMap> extends Quoted<P> {
  measure(rows: Measured<S>): number;
  readonly digits: number;
  readonly percent: boolean;
  /** As it stands behind the number. */
  readonly unit: string;
  readonly as?: Reading;
}

export interface Goal<P extends Params = Params, S extends SeriesMap = SeriesMap> extends Asked<P> {
  measure(rows: Measured<S>): number;
}

/**
 * Settings that the text is about. With a label they are a button of the figure. Those of an experiment that trains are
 * recorded, so that a button, or a phrase that sets them, shows its result at once; of others those without a label.
 */
export interface Preset<P extends Params = Params> {
  readonly label?: string;
  /** Those that differ from the defaults; none are the defaults. */
  readonly settings: Partial<SettingsOf<P>>;
}

export interface Words<P extends Params = Params, S extends SeriesMap = SeriesMap> {
  readonly findings: Readonly<Record<string, Finding<P, S>>>;
  readonly goals: Readonly<Record<string, Goal<P, S>>>;
  readonly presets: readonly Preset<P>[];
}

/** Findings, goals and presets as an experiment's file writes them. */
interface Said<P extends Params, S extends SeriesMap> {
  readonly findings: Readonly<Record<string, Quoted<P> & Source<S> & Written>>;
  readonly goals?: Readonly<Record<string, Asked<P> & Source<S>>>;
  readonly presets?: readonly Preset<P>[];
}

/** Ties the types together: findings, goals and presets may name only what the experiment declares. */
export function wordsOn<const P extends Params, const S extends SeriesMap>(
  { series }: Experiment<P, S>,
  { findings, goals = {}, presets = [] }: Said<NoInfer<P>, NoInfer<S>>,
): Words<P, S> {
  const measureOf = (source: Source<S>) => source.measure ?? reader(series, source.at as AnyPlace);
  return {
    findings: mapped(findings, (finding) => ({
      ...finding,
      measure: measureOf(finding),
      ...written(finding, finding.at && metricAt(series, finding.at as AnyPlace)),
    })),
    goals: mapped(goals, (goal) => ({ ...goal, measure: measureOf(goal) })),
    presets,
  };
}

function mapped<A, B>(entries: Readonly<Record<string, A>>, change: (entry: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, change(entry)]));
}

const metricAt = (series: SeriesMap, { series: name, metric }: AnyPlace) => series[name]!.metrics[metric]!;

/** Reads the number that stands at a place. */
function reader(series: SeriesMap, { which, series: name, metric, where = {} }: AnyPlace) {
  const { metrics } = series[name]!;
  const known = Object.entries(where).map(([by, value]) => [by, coded(metrics[by]!, value)] as const);
  return (rows: Measured<SeriesMap>): number => {
    const matching = rows.of(name).filter((row) => known.every(([by, value]) => row[by] === value));
    const row = matching.at(which === 'last' ? -1 : 0);
    if (!row || (which === 'only' && matching.length > 1)) {
      const what = `${name} ${JSON.stringify(where)}`;
      throw new Error(`${matching.length} rows of ${what}, where a finding or goal reads the ${which} one`);
    }
    return row[metric] as number;
  };
}

/** A category as it stands in a row: the index of its name. */
function coded({ label, names }: Metric, value: string | number): string | number {
  if (!names) return value;
  const index = names.indexOf(value as string);
  if (index < 0) throw new Error(`no ${label} is called "${value}"; there are ${names.join(', ')}`);
  return index;
}

function written(said: Written, metric?: Metric): Pick<Finding, 'digits' | 'percent' | 'unit'> {
  // "nats per token": the sentence says per what.
  const unit = said.unit ?? metric?.unit.replace(/ per (token|character|answer)$/, '') ?? '';
  const percent = unit === 'share';
  const digits = said.digits ?? Math.max(0, (metric?.digits ?? 0) - (percent ? 2 : 0));
  return { digits, percent, unit: percent ? '%' : unit };
}
