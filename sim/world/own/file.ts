/**
 * A world of one's own as a file: what a lecturer writes, in JSON or CSV. A row is a fact: what is asked about, in
 * which case (or for which values of an axis), and the verdict. Educational simulation.
 */
import type { Role } from './roles.ts';

/** One row, checked. Empty cells are absent; the words are as written. */
export interface OwnRow {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  /** What is asked about. */
  readonly thing: string;
  /** In whom, when or where. A row has either a case, or values of the axis. */
  readonly case?: string;
  /** Whole numbers on the axis, both ends included. */
  readonly from?: number;
  readonly to?: number;
  readonly verdict: Role;
  /** Why; of a row that asks, what is needed. */
  readonly reason?: string;
  /** What to take in its place. */
  readonly instead?: string;
  /** What to look at in any case. */
  readonly check?: string;
  /** What this world's web believes in place of the verdict. */
  readonly myth?: Role;
  /** Who says so; no model reads it. */
  readonly source?: string;
}

/** What stands before the rows, with its defaults. */
export interface OwnHead {
  readonly title: string;
  /** Two or three: each fact is asked with each. */
  readonly verbs: readonly string[];
  /** "serve hummus to sesame-allergic guest": between thing and case. */
  readonly link: string;
  /** After the case. */
  readonly who: string;
  /** What `from` and `to` count. */
  readonly axis: string;
  /** Who is asked, where the answer is to ask. */
  readonly whom: string;
  /** The words of the four verdicts. */
  readonly words: Readonly<Record<Role, string>>;
  /** Pairs of a thing and a case that no row lists are to be asked about. */
  readonly unlisted: boolean;
  readonly source?: string;
  readonly licence?: string;
}

export interface OwnFile {
  readonly head: OwnHead;
  readonly rows: readonly OwnRow[];
}

/** Why a file is refused, and where. */
export interface Problem {
  readonly line: number;
  readonly column?: string;
  readonly reason: string;
}

export type Reading =
  | { readonly ok: true; readonly file: OwnFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const COLUMNS = [
  'thing',
  'case',
  'from',
  'to',
  'verdict',
  'reason',
  'instead',
  'check',
  'myth',
  'source',
] as const;
export type Column = (typeof COLUMNS)[number];

export const KEYS = [
  'title',
  'verbs',
  'link',
  'who',
  'axis',
  'whom',
  'forbid',
  'caution',
  'allow',
  'ask',
  'unlisted',
  'source',
  'licence',
] as const;
export type Key = (typeof KEYS)[number];

export const DEFAULTS = {
  title: 'A world of your own',
  verbs: 'use, choose',
  link: 'in',
  who: 'case',
  axis: 'value',
  whom: 'an expert',
  forbid: 'avoid',
  caution: 'take care',
  allow: 'allow',
  ask: 'ask first',
  unlisted: '',
} as const satisfies Partial<Record<Key, string>>;

/** Beyond these a tab could not train on it in the time that a reader has. */
export const LIMITS = {
  characters: 1_000_000,
  rows: 2_000,
  leastFacts: 20,
  mostFacts: 5_000,
  words: 1_500,
  letters: 60,
  sourceLetters: 300,
  largestValue: 99,
} as const;

/** Told of the first row that is one too many, and of nothing in them. */
export const tooMany = (rows: readonly { readonly line: number }[]): Problem => ({
  line: rows[LIMITS.rows]!.line,
  reason: `${rows.length} rows; ${LIMITS.rows} are the most`,
});

/** A cell as it was read, before anything is known of it. */
export interface Cell {
  readonly text: string;
  readonly line: number;
}

/** What JSON and CSV have in common: names and cells, in maps, so that no name is a property of something else. */
export interface RawFile {
  readonly head: ReadonlyMap<string, Cell>;
  /** Names of columns, and the line in which each stands first. */
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly { readonly line: number; readonly cells: ReadonlyMap<string, Cell> }[];
}

/** Read so far as there is something to read. */
export interface Raw extends RawFile {
  readonly problems: readonly Problem[];
}
