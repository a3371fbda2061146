/** What a view of bands shows, read from the rows once for the page, the file and the ear. */
import type { BandsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { rowsOf } from './rows.ts';
import { metricText, valueText } from './values.ts';

/** `never`: the run began after this stage. */
type State = 'waiting' | 'running' | 'done' | 'never';

export interface Band {
  readonly number: number;
  readonly name: string;
  readonly state: State;
  /** Of its steps, 0 to 1. */
  readonly share: number;
  /** "31 of 64 steps" */
  readonly place: string;
}

export interface Answer {
  readonly text: string;
  /** 0 is right, 1 is wrong. */
  readonly verdict: number;
  /** The same in a word. */
  readonly judged: string;
}

export interface Asked {
  readonly question: string;
  readonly note: string;
  /** By band; undefined where none is given yet. */
  readonly answers: readonly (Answer | undefined)[];
}

type View = BandsView<SeriesMap>;

const KINDS = ['hollow', 'filled'] as const;

export interface Mark {
  readonly kind: (typeof KINDS)[number];
  readonly label: string;
  readonly text: string;
  /** Place on the scale, 0 to 1; a value beyond its end stands at the end. */
  readonly at: number;
}

/** What the two kinds of marks mean. */
export function legendOf({ marks }: View, series: SeriesMap): Pick<Mark, 'kind' | 'label'>[] {
  const { metrics } = series[marks.series]!;
  return KINDS.map((kind) => ({ kind, label: metrics[marks[kind]]!.label }));
}

export interface Stages {
  readonly bands: readonly Band[];
  readonly asked: readonly Asked[];
  /** By band; none where nothing is measured. */
  readonly marks: readonly (readonly Mark[])[];
}

/** What stands where a stage has left no answer, and never will. */
export const NOTHING = '–';

export function stagesOf(view: View, series: SeriesMap, rows: readonly Row[]): Stages {
  const bands = bandsIn(view, series, rows);
  return { bands, asked: askedIn(view, series, rows, bands), marks: marksIn(view, series, rows, bands) };
}

const namesOf = (series: SeriesMap, name: string, metric: string) =>
  series[name]!.metrics[metric]!.names ?? [];

function bandsIn({ bands, texts }: View, series: SeriesMap, rows: readonly Row[]): Band[] {
  const reached = rowsOf(rows, bands.series);
  const left = rowsOf(rows, texts.series);
  const current = reached.at(-1)?.[bands.by] as number | undefined;
  return namesOf(series, bands.series, bands.by).map((name, i) => {
    const last = reached.findLast((row) => row[bands.by] === i);
    const [step, of] = last ? [last[bands.step] as number, last[bands.of] as number] : [0, 0];
    const ended = left.some((row) => row[texts.by] === i);
    const passed = current !== undefined && i < current;
    const state = !last ? (passed ? 'never' : 'waiting') : ended || passed ? 'done' : 'running';
    return {
      number: i + 1,
      name,
      state,
      share: state === 'done' ? 1 : of > 0 ? step / of : 0,
      place: placeOf(state, step, of),
    };
  });
}

function placeOf(state: State, step: number, of: number): string {
  if (state === 'waiting') return 'not yet';
  if (state === 'never') return 'not run';
  if (of === 0) return 'starts here';
  return state === 'running' ? `${step} of ${of} steps` : `${of} steps`;
}

/** As they are declared, or as the run tells them. */
function questionsIn(
  { series: name, of, notes, told }: View['texts'],
  series: SeriesMap,
  rows: readonly Row[],
) {
  if (!told) {
    return namesOf(series, name, of).map((question, i) => ({ question, note: notes[i] ?? '' }));
  }
  return rowsOf(rows, told.series).map((row) => ({
    question: String(row[told.question]),
    note: String(row[told.note]),
  }));
}

function askedIn({ texts }: View, series: SeriesMap, rows: readonly Row[], bands: readonly Band[]): Asked[] {
  const { metrics } = series[texts.series]!;
  const given = rowsOf(rows, texts.series);
  return questionsIn(texts, series, rows).map(({ question, note }, of) => ({
    question,
    note,
    answers: bands.map((_, band) => {
      const row = given.findLast((each) => each[texts.of] === of && each[texts.by] === band);
      if (!row) return undefined;
      const verdict = row[texts.verdict] as number;
      return { text: String(row[texts.text]), verdict, judged: valueText(metrics[texts.verdict]!, verdict) };
    }),
  }));
}

function marksIn({ marks }: View, series: SeriesMap, rows: readonly Row[], bands: readonly Band[]): Mark[][] {
  const { metrics } = series[marks.series]!;
  const [low, high] = marks.domain;
  return bands.map((_, band) => {
    const row = rowsOf(rows, marks.series).findLast((each) => each[marks.by] === band);
    if (!row) return [];
    return KINDS.map((kind) => {
      const metric = metrics[marks[kind]]!;
      const value = row[marks[kind]] as number;
      const at = Math.min(1, Math.max(0, (value - low) / (high - low)));
      return { kind, label: metric.label, text: metricText(metric, value), at };
    });
  });
}
