/** What is said of an experiment's runs: numbers that prose quotes, and what exercises ask. It keys no recording. */
import type { Experiment, Measured, SeriesMap } from './experiment.ts';
import type { Params, SettingsOf } from './param.ts';

/** A number that the prose quotes, with the interval in which the sentence around it is true. */
export interface Finding<P extends Params, S extends SeriesMap> {
  /** What is measured, as a noun phrase. */
  readonly says: string;
  /** Settings other than the defaults under which it is measured. */
  readonly settings?: Partial<SettingsOf<P>>;
  measure(rows: Measured<S>): number;
  readonly digits: number;
  readonly percent?: true;
  readonly unit?: string;
  readonly between: readonly [number, number];
}

/** What an exercise asks of a run. */
export interface Goal<P extends Params, S extends SeriesMap> {
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
  measure(rows: Measured<S>): number;
  /** Why a run with these settings does not count, if it does not. */
  unless?(settings: SettingsOf<P>): string | undefined;
  readonly hint: string;
  readonly solution: Partial<SettingsOf<P>>;
}

export interface Words<P extends Params = Params, S extends SeriesMap = SeriesMap> {
  readonly findings: Readonly<Record<string, Finding<P, S>>>;
  readonly goals: Readonly<Record<string, Goal<P, S>>>;
}

/** Ties the types together: findings and goals may name only what the experiment declares. */
export function wordsOn<const P extends Params, const S extends SeriesMap>(
  _experiment: Experiment<P, S>,
  words: Words<NoInfer<P>, NoInfer<S>>,
): Words<P, S> {
  return words;
}
