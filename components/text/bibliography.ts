/** All works that the course cites, and the sections in which it does. Build time only (Node). */
import { readJson } from '../project.ts';
import { describe, shortName, type CslEntry, type Described } from './citation.ts';
import { coursePages, type CoursePage } from './coursePages.ts';

/** A section that cites; without an id, the page before its first section. */
export interface Citing {
  readonly page: CoursePage;
  readonly section: string | undefined;
}

export interface Work {
  readonly entry: Described;
  /** "Bradley and Terry 1952", by which the list is sorted. */
  readonly name: string;
  /** In reading order, each section once. */
  readonly cited: readonly Citing[];
}

const citing = new Map<string, Citing[]>();
for (const page of coursePages)
  for (const { name, attributes, section } of page.components) {
    if (name !== 'Cite') continue;
    const key = String(attributes['key']);
    const known = citing.get(key) ?? [];
    if (!known.some((each) => each.page === page && each.section === section)) known.push({ page, section });
    citing.set(key, known);
  }

export const works: readonly Work[] = (readJson('content/bibliography.json') as readonly CslEntry[])
  .map((csl) => {
    const entry = describe(csl);
    return { entry, name: `${shortName(csl)} ${entry.year}`, cited: citing.get(csl.id) ?? [] };
  })
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
