/** What a chapter's deck declares of itself in content/decks; a chapter without such a file has a deck that is derived. */
import { existsSync } from 'node:fs';
import type { Settings } from '../../../sim/param.ts';
import { pathOf, readJson } from '../../project.ts';

export interface DeckFile {
  /**
   * Ids of the equations and figures that are shown, in order; else the first of each in every section. A figure that is
   * shown again, with other settings, has a word of its own behind its id: `fig-bpe@doses`.
   */
  readonly show?: readonly string[];
  /** Id of the question that is asked; else the first of the chapter's questions. */
  readonly question?: string;
  /** Figure → settings under which it is shown, where they are not the defaults. */
  readonly settings?: Readonly<Record<string, Partial<Settings>>>;
  /** Figure that is shown again → what it shows this time. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Slide → what the lecturer may say; `{finding:ID.name}` is a number as it was recorded. Slides that are left out get notes from the chapter. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Slide → minutes that it takes in a lesson. */
  readonly minutes?: Readonly<Record<string, number>>;
}

const KEYS = ['show', 'question', 'settings', 'titles', 'notes', 'minutes'];

/** The id of a figure, without the word by which it is told from the same figure on another slide. */
export const idIn = (key: string): string => key.split('@')[0]!;

/** @throws if the file has a word that means nothing */
export function deckFileOf(slug: string): DeckFile {
  const path = `content/decks/${slug}.json`;
  if (!existsSync(pathOf(path))) return {};
  const file = readJson(path) as DeckFile;
  const stray = Object.keys(file).find((key) => !KEYS.includes(key));
  if (stray !== undefined) throw new Error(`${path}: "${stray}" is none of ${KEYS.join(', ')}`);
  return file;
}
