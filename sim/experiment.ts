/**
 * What an experiment is: one declaration that the page, the address bar, the terminal, the documentation and
 * the tests all read. Everything in it but `run` is JSON.
 */
import type { Metric } from './metric.ts';
import type { Crew } from './crew.ts';
import type { Kernels } from './kernels/kernels.ts';
import type { Checkpoint } from './model/checkpoint.ts';
import type { Param, Params, Settings, SettingsOf, When } from './param.ts';
import type { Rng } from './rng.ts';

export type { Hue, Metric } from './metric.ts';

export interface Series {
  readonly title: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}
export type SeriesMap = Readonly<Record<string, Series>>;

type MetricValue<M> = M extends { readonly text: true } ? string : number;
/** A row names its series and holds exactly that series' metrics: finite numbers, or texts; never null. */
export type RowOf<S extends SeriesMap> = {
  [K in keyof S & string]: { readonly series: K } & {
    readonly [M in keyof S[K]['metrics']]: MetricValue<S[K]['metrics'][M]>;
  };
}[keyof S & string];
export interface Row {
  readonly series: string;
  readonly [metric: string]: number | string;
}

/** Metrics of one series, by name; a name that the series lacks is a compile error. */
type In<S extends SeriesMap, Shape extends Record<string, 'metric'>> = {
  [K in keyof S & string]: { readonly series: K } & {
    readonly [F in keyof Shape]: keyof S[K]['metrics'] & string;
  };
}[keyof S & string];

export interface Axis {
  readonly domain?: readonly [number, number];
  readonly ticks?: readonly number[];
  /** Spacing of the short ticks of the graduated axis. */
  readonly minor?: number;
  readonly label?: string;
  readonly percent?: true;
  /** Values are powers of ten: the axis is logarithmic, and its numbers are written as 10 M, 1 B. Of x only. */
  readonly powers?: true;
  /** Logarithmic, with the values as they are; one of 0 or below it has no place, and is left out. Of y only. */
  readonly log?: true;
}

export interface LayerStyle {
  readonly mark: 'line' | 'dot' | 'band';
  /** `thin`: training beside held-out; `counterpart`: dotted and hollow, such as rejected beside chosen. */
  readonly role?: 'thin' | 'counterpart' | 'guide';
  readonly label?: string;
}
export type Layer<S extends SeriesMap> = In<S, { x: 'metric'; y: 'metric' }> &
  LayerStyle & {
    /** For a band: its lower edge (`y` is the upper one). */
    readonly y0?: string;
    /** For dots: a metric with names; that of each dot stands beside it, where there is room. */
    readonly names?: string;
  };

/** A line across a chart: at a number that is true of every run, or at one that the run has measured. */
export interface Reference<S extends SeriesMap = SeriesMap> {
  /** A metric: in the last row of its series, and nowhere before there is one. */
  readonly at: number | In<S, { metric: 'metric' }>;
  readonly axis: 'x' | 'y';
  readonly label: string;
  /** Along a horizontal line the words stand where it begins: at its end there are curves. */
  readonly start?: true;
}

export type ViewSize = 'panel' | 'wide' | 'strip';

interface ViewBase {
  readonly id: string;
  /** What the picture is called in its header; the metric's name as a rule. */
  readonly title: string;
  readonly unit?: string;
  readonly size: ViewSize;
}

/** Layers of lines, dots and bands over two continuous axes. */
export interface XYView<S extends SeriesMap> extends ViewBase {
  readonly kind: 'xy';
  readonly x: Axis;
  readonly y: Axis;
  readonly layers: readonly Layer<S>[];
  /** Above the picture stands which dots are which layer. */
  readonly key?: true;
  readonly references?: readonly Reference<S>[];
  /** Metrics whose value at the playhead (or in the last row) stands in the header. */
  readonly head?: readonly (In<S, { metric: 'metric' }> & { readonly prefix?: string })[];
}

/** One horizontal bar a row of a series; `by` is a metric with names, or a text. */
export type BarsView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'bars';
  readonly x: Axis;
  /** Where bars begin, if not at 0. */
  readonly from?: number;
  readonly bars: In<S, { by: 'metric'; value: 'metric' }> & {
    /** Metrics of the same series: the ends of an interval drawn over the bar. */
    readonly interval?: readonly [string, string];
    /** The bar under discussion is filled: rows in which this metric is 1. */
    readonly marked?: string;
  };
  readonly references?: readonly Reference<S>[];
};

/**
 * A grid: one column a value of `x`, one row a name of `y`, the darker the larger the value. The last column is as
 * wide as the others: x runs in equal steps.
 */
export type CellsView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'cells';
  readonly x: Axis;
  readonly cells: In<S, { x: 'metric'; y: 'metric'; value: 'metric' }>;
  /** Cells of another series that are outlined: what would be right. */
  readonly outlined?: In<S, { x: 'metric'; y: 'metric' }>;
  /** A vertical line at the last value of this metric. */
  readonly at?: In<S, { metric: 'metric' }>;
};

/** Shares of a whole, stacked over x: the first on top, each labelled where it ends. */
export type AreaView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'area';
  readonly x: Axis;
  readonly area: {
    [K in keyof S & string]: {
      readonly series: K;
      readonly x: keyof S[K]['metrics'] & string;
      readonly parts: readonly (keyof S[K]['metrics'] & string)[];
      /** The part that would be right. */
      readonly marked?: keyof S[K]['metrics'] & string;
    };
  }[keyof S & string];
  /** Stretches of x under the names of a metric: a new one begins where that metric changes. */
  readonly stretches?: In<S, { x: 'metric'; by: 'metric' }>;
};

/** Texts under each other, each after the name of who wrote it. */
export type TextsView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'texts';
  readonly texts: In<S, { by: 'metric'; text: 'metric' }> & {
    /** A metric with names that judges the text, shown behind it: the first name is good, the second bad. */
    readonly verdict?: string;
    /** Only the last row of each name is shown. */
    readonly latest?: true;
  };
};

/** Tokens one after the other, line by line; each on a ground that grows with its value, with a sign. */
export type TokensView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'tokens';
  readonly tokens: In<S, { text: 'metric' }> & {
    /** A new line begins where this metric changes; its name, if it has names, stands before the line. */
    readonly line?: string;
    readonly value?: string;
    /** Printed small below the token, in place of the value: its id, or a label. */
    readonly below?: string;
    /** Stretches of running text: those in which this metric is 1 are struck out, those in which it is 2 are new. */
    readonly marked?: string;
    /** Running text without boxes: neighbours differ by their ground, and a hair line stands between them. */
    readonly running?: true;
  };
};

/**
 * What each token takes from those before it, by head: shown for one token at a time, which a reader points at, and for
 * the last one as long as nobody does.
 */
export type AttentionView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'attention';
  /** In their order; `below` is printed small behind the token. */
  readonly tokens: In<S, { text: 'metric'; below: 'metric' }>;
  /** `from` and `to` are places among the tokens; `head` has names. */
  readonly attention: In<S, { from: 'metric'; to: 'metric'; head: 'metric'; weight: 'metric' }>;
};

/**
 * The stages of a run side by side, each with how far it is; under them what each stage left behind: an answer to each
 * of some questions, and two numbers on one scale.
 */
export type BandsView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'bands';
  /** A band a name of `by`; the last row of each says how many of how many steps are done, or that there were none. */
  readonly bands: In<S, { by: 'metric'; step: 'metric'; of: 'metric' }>;
  readonly texts: In<S, { by: 'metric'; of: 'metric'; text: 'metric'; verdict: 'metric' }> & {
    /** What stands behind each name of `of`. */
    readonly notes: readonly string[];
    /** Where the questions are known only when the run is: rows that name them and what stands behind. */
    readonly told?: In<S, { question: 'metric'; note: 'metric' }>;
  };
  readonly marks: In<S, { by: 'metric'; hollow: 'metric'; filled: 'metric' }> & {
    readonly title: string;
    readonly domain: readonly [number, number];
  };
};

/** Rows of a series as a table, with these columns. */
export type TableView<S extends SeriesMap> = ViewBase & {
  readonly kind: 'table';
  readonly table: {
    [K in keyof S & string]: {
      readonly series: K;
      readonly columns: readonly (keyof S[K]['metrics'] & string)[];
      /** Rows of these values first, in this order; without it they stand as the run gives them. */
      readonly order?: { readonly by: keyof S[K]['metrics'] & string; readonly values: readonly number[] };
    };
  }[keyof S & string];
};

/** What is drawn as a chart, and what is written as text. */
export type ChartView<S extends SeriesMap = SeriesMap> = XYView<S> | BarsView<S> | CellsView<S> | AreaView<S>;
export type WrittenView<S extends SeriesMap = SeriesMap> =
  TextsView<S> | TokensView<S> | TableView<S> | BandsView<S> | AttentionView<S>;
export type View<S extends SeriesMap = SeriesMap> = ChartView<S> | WrittenView<S>;

export const isWritten = <S extends SeriesMap>(view: View<S>): view is WrittenView<S> =>
  ['texts', 'tokens', 'table', 'bands', 'attention'].includes(view.kind);

export interface History {
  readonly settings: Settings;
  readonly rows: readonly Row[];
  /** Of all rows: 16 hexadecimal digits. */
  readonly hash: string;
}

/** The rows of one series, typed. */
export type RowsOf<S extends SeriesMap, K extends keyof S & string> = readonly Extract<
  RowOf<S>,
  { readonly series: K }
>[];

export interface Measured<S extends SeriesMap> {
  of<K extends keyof S & string>(series: K): RowsOf<S, K>;
}

/** Views that are shown together. Untouched, a figure shows its first tab. */
export interface Tab {
  readonly label: string;
  /** Their ids; every view stands in one tab. */
  readonly views: readonly string[];
}

/** Where a run is, for its reader: in no row and no hash. */
export interface Progress {
  /** What is at work: "fine-tuning". */
  readonly stage?: string;
  /** Its number, and how many there are. */
  readonly place?: readonly [number, number];
  /** Updates so far, and how many there will be. */
  readonly step: number;
  readonly of: number;
}

/** A trained model that a run starts from; with `when`, only under that setting. */
export interface Need {
  readonly model: string;
  readonly when?: When;
}

/** What the host hands to a run: kernels with an empty heap, and `rng` exactly if there is a parameter `seed`. */
export type Given<P extends Params> = {
  readonly kernels: Kernels;
  /** The workers that share its batches. */
  readonly crew: Crew;
  /** The trained models that it needs under its settings, by name. */
  readonly models: Readonly<Record<string, Checkpoint>>;
  /** Hands over a model that the run has trained, so that it can be saved. */
  keep(name: string, trained: Checkpoint): void;
  /** Tells where the run is. */
  at(progress: Progress): void;
  /** The model of a reader's own file, from which the run goes on, if there is one. */
  readonly resumed?: Checkpoint;
  /** The text of a reader's own file of facts, if there is one. */
  readonly dropped?: string;
} & (P extends { readonly seed: Param } ? { readonly rng: Rng } : object);

export interface Experiment<P extends Params = Params, S extends SeriesMap = SeriesMap> {
  /** `[a-z][a-z0-9-]*`; a promise to links, slides and scripts. */
  readonly id: string;
  /** A sentence that says what the figure shows. */
  readonly title: string;
  readonly params: P;
  /** The headings under which the menu has its parameters, in their order; without them they stand in one list. */
  readonly groups?: readonly string[];
  readonly series: S;
  /** The metric that counts the steps of a run. Without it the experiment is instant: it has no transport. */
  readonly clock?: In<S, { metric: 'metric' }> & {
    /** What the button runs, if not "60 epochs": "all four stages". */
    readonly runs?: string;
    /** The parameter that says how far the clock goes. */
    readonly end?: keyof P & string;
  };
  readonly views: readonly View<NoInfer<S>>[];
  /** All views in one, if nothing is said. */
  readonly tabs?: readonly Tab[];
  readonly needs: readonly Need[];
  /** It computes with a transformer: the host makes SIMD kernels ready, where it can. */
  readonly engine?: true;
  /** Models that it keeps, by name, as the reader calls them. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** A run can go on from a model in a reader's own file. */
  readonly resumes?: true;
  /** A run can train on facts in a reader's own file. */
  readonly reads?: 'facts';
  /** Settings at which everything still happens in about 50 ms. */
  readonly small: Partial<SettingsOf<P>>;
  /** It shows what a drug does or should: the figure and its files say that this is no medical advice. */
  readonly clinical?: true;
  /** What was simplified, one sentence each; the figure repeats them. */
  readonly simplified: readonly string[];
  /**
   * Pure: the same settings give the same rows, bit for bit, in Node and every browser. Yields a row, or nothing
   * where a stop may get in between two rows that lie far apart.
   */
  run(settings: SettingsOf<P>, given: Given<P>): Generator<RowOf<S> | undefined, void, undefined>;
}

/** The part of an experiment that is JSON: what pages, controls and the terminal's `describe` need. */
export interface Declaration {
  readonly id: string;
  readonly title: string;
  readonly params: Params;
  readonly groups?: readonly string[];
  readonly series: SeriesMap;
  readonly clock?: {
    readonly series: string;
    readonly metric: string;
    readonly runs?: string;
    readonly end?: string;
  };
  readonly views: readonly View[];
  readonly tabs: readonly Tab[];
  readonly needs: readonly Need[];
  readonly keeps?: Readonly<Record<string, string>>;
  readonly resumes?: true;
  readonly reads?: 'facts';
  readonly clinical?: true;
  readonly simplified: readonly string[];
}

/**
 * Ties the types together: views and rows may name only declared metrics. The run comes second, when
 * the series are known, so that a row lacking a metric is a compile error.
 */
export function defineExperiment<const P extends Params, const S extends SeriesMap>(
  declared: Omit<Experiment<P, S>, 'run'>,
): { runs(run: Experiment<P, S>['run']): Experiment<P, S> } {
  return { runs: (run) => ({ ...declared, run }) };
}

export function declarationOf(experiment: Experiment): Declaration {
  const {
    id,
    title,
    params,
    groups,
    series,
    clock,
    views,
    tabs,
    needs,
    keeps,
    resumes,
    reads,
    clinical,
    simplified,
  } = experiment;
  return {
    id,
    title,
    params,
    ...(groups && { groups }),
    series,
    ...(clock && { clock }),
    views,
    tabs: tabs ?? [{ label: 'Picture', views: views.map((view) => view.id) }],
    needs,
    ...(keeps && { keeps }),
    ...(resumes && { resumes }),
    ...(reads && { reads }),
    ...(clinical && { clinical }),
    simplified,
  };
}
