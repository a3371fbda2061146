/** The words that the course explains, in alphabetical order. Build time only (Node). */
import { readJson } from '../project.ts';

export interface GlossaryEntry {
  readonly id: string;
  readonly term: string;
  readonly means: string;
  /** Other names and spellings by which a reader may look for it. */
  readonly also?: readonly string[];
  /** The page that introduces it. */
  readonly in: string;
}

export const glossary = (readJson('content/glossary.json') as readonly GlossaryEntry[]).toSorted((a, b) =>
  a.term.localeCompare(b.term, 'en'),
);

/** @throws if the glossary has no such word */
export function termOf(id: string): GlossaryEntry {
  const entry = glossary.find((each) => each.id === id);
  if (!entry) throw new Error(`no word "${id}" in content/glossary.json`);
  return entry;
}
