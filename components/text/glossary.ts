/** The words that the course explains, in alphabetical order. Build time only (Node). */
import { readJson } from '../project.ts';
import { pageOf } from './coursePages.ts';

export interface GlossaryEntry {
  readonly id: string;
  readonly term: string;
  readonly means: string;
  /** Other names and spellings of the same thing. */
  readonly also?: readonly string[];
  /** Ids of related words. */
  readonly see?: readonly string[];
  /** The page that introduces it. */
  readonly in: string;
  /** Its section that explains the word, if that section does not mark it with `Term`. */
  readonly at?: string;
  /** No page needs the word: it stands here for readers who met it elsewhere, and `in` treats its subject. */
  readonly only?: true;
}

export const glossary = (readJson('content/glossary.json') as readonly GlossaryEntry[]).toSorted((a, b) =>
  a.term.localeCompare(b.term, 'en'),
);

/** Of the page that introduces a word, the section that says what it means. */
export const sectionOf = ({ id, in: slug, at }: GlossaryEntry): string | undefined =>
  at ??
  pageOf(slug).components.find(({ name, attributes }) => name === 'Term' && attributes['of'] === id)?.section;

/** @throws if the glossary has no such word */
export function termOf(id: string): GlossaryEntry {
  const entry = glossary.find((each) => each.id === id);
  if (!entry) throw new Error(`no word "${id}" in content/glossary.json`);
  return entry;
}
